"""Content files: YAML front matter and a Markdown body, read into records and checked."""
