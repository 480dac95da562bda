"""How the site is built: in a staging folder, all or nothing."""
