"""NewsML-G2 (IPTC): XML."""
