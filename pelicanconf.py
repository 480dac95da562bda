"""Settings of the preview, and what the published site shares with it."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

SITENAME = "Wirepage"
SITESUBTITLE = "News that says where its words come from"
# Empty: links of the preview hold at any address that it is served at.
SITEURL = ""
# Where standards ask for a whole address, the preview gives this one.
FEED_DOMAIN = "http://localhost:8000"
DEFAULT_LANG = "en"
TIMEZONE = "Europe/Berlin"
# Any locale in UTF-8: nothing that is printed depends on it (dates are put into words by CLDR).
LOCALE = ["C.UTF-8", "en_US.UTF-8", "C"]

# The instant of the build. This file belongs to the command line: no code below it reads a clock.
NOW = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), UTC)
# Drafts and articles of the future: shown with a mark in the preview, nowhere else.
SHOW_UNPUBLISHED = True

# The page that says by which principles the newsroom works; search engines are told of it.
PUBLISHING_PRINCIPLES = "about"

# The skip links' third goal: other sites of the house, in the footer.
SITES = (
    ("Wirepage Handbook", "https://handbook.wirepage.example/"),
    ("Wirepage Deutsch", "https://de.wirepage.example/"),
    ("Wirepage Developers", "https://developers.wirepage.example/"),
)

PATH = "content"
# What content files came to when they were last read; None keeps nothing.
READ_CACHE = str(Path(__file__).parent / ".cache" / "content.sqlite3")
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_PATHS: list[str] = []
PLUGINS = ["newsroom.site"]
IGNORE_FILES = [".*", "*~", "#*#"]  # Pelican's own pattern, **/.*, matches no hidden file

# Addresses are folders, below a word of their own, so that no two kinds of page can meet.
SLUGIFY_SOURCE = "basename"
USE_FOLDER_AS_CATEGORY = False
FILENAME_METADATA = ""
ARTICLE_URL = ARTICLE_LANG_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "{date:%Y}/{date:%m}/{slug}/index.html"
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
YEAR_ARCHIVE_URL = "{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
MONTH_ARCHIVE_URL = "{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/index.html"
PAGE_URL = PAGE_LANG_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "sections/{slug}/"
CATEGORY_SAVE_AS = "sections/{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
AUTHOR_SAVE_AS = ""

# An agency's page has its key for a name; a speaker's the registry's name, else the article's.
AGENCIES_URL = "agencies/"
AGENCIES_SAVE_AS = "agencies/index.html"
AGENCY_URL = "agencies/{key}/"
AGENCY_SAVE_AS = "agencies/{key}/index.html"
SPEAKERS_URL = "speakers/"
SPEAKERS_SAVE_AS = "speakers/index.html"
SPEAKER_URL = "speakers/{slug}/"
SPEAKER_SAVE_AS = "speakers/{slug}/index.html"
CORRECTIONS_URL = "corrections/"
CORRECTIONS_SAVE_AS = "corrections/index.html"
QUOTES_SAVE_AS = "quotes.json"

DIRECT_TEMPLATES = ["index", "tags", "archives", "not_found"]
INDEX_URL = ""
TAGS_URL = "topics/"
TAGS_SAVE_AS = "topics/index.html"
ARCHIVES_URL = "archive/"
ARCHIVES_SAVE_AS = "archive/index.html"
NOT_FOUND_SAVE_AS = "404.html"

# Page 5 of a list is /page/5/ below it; Pelican's own pattern writes it over another topic.
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {
    "index": None,
    "category": None,
    "tag": None,
    "period_archives": 50,
    "agency": None,
    "speaker": 50,
    "corrections": 50,
}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{url}page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/sections/{slug}.atom.xml"
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
CORRECTIONS_FEED_ATOM = "feeds/corrections.atom.xml"
FEED_MAX_ITEMS = 50

SITEMAP_SAVE_AS = "sitemap.xml"
NEWS_SITEMAP_SAVE_AS = "news-sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
ROBOTS_DISALLOW = ["/"]  # a preview is for its editor
