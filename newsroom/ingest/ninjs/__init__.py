"""ninjs (IPTC): News in JSON."""
