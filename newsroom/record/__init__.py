"""The article as typed data. Knows nothing of Pelican, of files or of the clock."""
