"""The body of an item: from its HTML to Markdown."""
