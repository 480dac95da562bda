"""Settings of the published site: those of the preview, and what is different."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403

# Where readers find the site, without a slash at the end. Set it here, or for one build:
# make publish SITEURL=https://news.example.org
SITEURL = (os.environ.get("SITEURL") or "https://wirepage.example").rstrip("/")
FEED_DOMAIN = SITEURL
OUTPUT_PATH = "public"
SHOW_UNPUBLISHED = False
ROBOTS_DISALLOW: list[str] = []
