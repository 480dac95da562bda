"""The same articles for plain Pelican and for Hugo, with all that they need to build them.

Neither knows who is quoted, of pictures' records or of attribution lines: Pelican gets them as
paragraphs of the text, Hugo as fields that the templates in `hugo/layouts/` show.
"""

import json
import re
import shutil
from pathlib import Path

import pelican

from benchmarks.corpus import ABOUT, AGENCIES, SECTIONS, Article, corpus, write

LAYOUTS = Path(__file__).parent / "hugo/layouts"
# Who is quoted: behind the closing mark, or alone on the last line of a block quote.
_SPEAKER = re.compile(r"\n>\n> \[@\w+\]| \[@\w+\]")

# Pelican's defaults, but for what it warns about where it is missing, and for plugins that other
# work has installed, which it would load by itself.
_PELICAN_SETTINGS = """PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
SITENAME = "Bench"
SITEURL = "https://news.example.org"
TIMEZONE = "Europe/Berlin"
PLUGINS = []
"""

# An address for each section, topic, agency and speaker, and no kind of page that Wirepage lacks.
_HUGO_SETTINGS = """title = "Bench"
baseURL = "https://news.example.org/"
locale = "en"
timeZone = "Europe/Berlin"
buildFuture = true
disableKinds = ["rss"]
[pagination]
pagerSize = 20
disableAliases = true
[taxonomies]
category = "categories"
tag = "tags"
agency = "agencies"
speaker = "speakers"
[outputs]
home = ["html", "atom"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
page = ["html"]
[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "atom"
[mediaTypes."application/atom+xml"]
suffixes = ["xml"]
"""


def plain(body: str) -> str:
    """Take the speakers' keys out of a body; every word stays."""
    return _SPEAKER.sub("", body)


def write_pelican(folder: Path, count: int) -> None:
    """Write `content/`, `pelicanconf.py` and `theme/`, Pelican's own theme `simple`."""
    write(folder / "pelicanconf.py", _PELICAN_SETTINGS)
    shutil.copytree(Path(pelican.__file__).parent / "themes/simple", folder / "theme")
    write(folder / "content/pages/about.md", f"Title: About\n\n{ABOUT}\n")
    for article in corpus(count):
        write(folder / "content" / pelican_path(article), pelican_text(article))


def pelican_path(article: Article) -> str:
    """Say where in `content/` the article is; its folder is not its section, its field is."""
    return f"articles/{article.month}/{article.slug}.md"


def pelican_text(article: Article) -> str:
    """Put an article as Pelican's Markdown reader takes it, with what it has no field for below."""
    fields = [
        f"Title: {article.headline}",
        f"Date: {article.date:%Y-%m-%d %H:%M}",
        f"Category: {article.section}",
        f"Tags: {', '.join(article.topics)}",
        f"Slug: {article.slug}",
        f"Lang: {article.lang}",
        f"Summary: {article.standfirst}",
    ]
    below = [f"Picture: {article.picture.alt} ({article.picture.credit})"]
    below += [f"{speaker.name}, {speaker.role}" for speaker in article.speakers]
    below += [f"Correction: {article.correction}"] if article.correction else []
    below.append(article.attribution)
    return "\n".join([*fields, "", "\n\n".join([plain(article.body), *below]), ""])


def write_hugo(folder: Path, count: int) -> None:
    """Write `content/`, `layouts/` and `hugo.toml`: years are sections, and months within them."""
    write(folder / "hugo.toml", _HUGO_SETTINGS)
    shutil.copytree(LAYOUTS, folder / "layouts")
    content = folder / "content"
    write(content / "about.md", f"---\ntitle: About\n---\n{ABOUT}\n")
    for layout in ("archive", "corrections"):
        fields = f"title: {layout.capitalize()}\nlayout: {layout}"
        write(content / layout / "_index.md", f"---\n{fields}\n---\n")
    for section in SECTIONS:
        fields = f"title: {section}\noutputs: [html, atom]"
        write(content / f"categories/{section.lower()}/_index.md", f"---\n{fields}\n---\n")
    for agency in AGENCIES:
        fields = f"title: {agency} News"
        write(content / f"agencies/{agency.lower()}/_index.md", f"---\n{fields}\n---\n")
    periods = set()
    for article in corpus(count):
        periods |= {article.month, article.month[:4]}
        write(content / hugo_path(article), hugo_text(article))
    for period in sorted(periods):
        write(content / period / "_index.md", f'---\ntitle: "{period}"\n---\n')


def hugo_path(article: Article) -> str:
    """Say where in `content/` the article is."""
    return f"{article.month}/{article.slug}.md"


def hugo_text(article: Article) -> str:
    """Put an article with the fields that the layouts show."""
    fields = {
        "title": article.headline,
        "date": f"{article.date:%Y-%m-%dT%H:%M:%S}",
        "categories": [article.section],
        "tags": list(article.topics),
        "description": article.standfirst,
        "agencies": list(article.agencies),
        "speakers": [speaker.name for speaker in article.speakers],
        "params": {
            "lang": article.lang,
            "attribution": article.attribution,
            "picture": {"alt": article.picture.alt, "credit": article.picture.credit},
            "quoted": [
                {"name": speaker.name, "role": speaker.role} for speaker in article.speakers
            ],
            **({"correction": article.correction} if article.correction else {}),
        },
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", plain(article.body), ""])
