"""What happens to a finished build: it knows nothing but the built files and their manifest."""
