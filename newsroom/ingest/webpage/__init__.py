"""Web pages that were saved as HTML."""
