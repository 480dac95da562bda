"""Sources to content files: one module a format, each from bytes to items; then one way for all."""
