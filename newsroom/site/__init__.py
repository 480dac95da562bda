"""What Pelican needs to build the site. `PLUGINS = ["newsroom.site"]` is all it takes."""

from newsroom.site.plugin import register

__all__ = ["register"]
