"""Who said what: proposals for a person to check."""
