"""Pages that were saved as plain text."""
