"""NITF (IPTC): XML."""
