"""The options of each command."""

import argparse
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from newsroom.ingest.names import FORMATS

PREVIEW, PUBLISH = Path("pelicanconf.py"), Path("publishconf.py")

Run = Callable[[argparse.Namespace], int | None]


def make_parser(run: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser of all commands; `run` has the function of each by its name.

    A function gets the options, and returns an exit status or None.
    """
    parser = argparse.ArgumentParser(
        prog="python -m newsroom",
        description="A static news site that loses nothing about where its words came from.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser("build", help="build the preview into output/")
    _add_build_options(command, PREVIEW)
    command.set_defaults(run=run["build"])

    command = commands.add_parser("serve", help="serve the preview and reload it on a change")
    command.add_argument("--settings", type=Path, default=PREVIEW, metavar="FILE")
    command.add_argument("--output", type=Path, metavar="FOLDER")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    command.set_defaults(run=run["serve"])

    command = commands.add_parser("check", help="check all content, and say every problem of it")
    command.add_argument("--settings", type=Path, default=PREVIEW, metavar="FILE")
    _add_now(command)
    form = command.add_mutually_exclusive_group()
    form.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="default: %(default)s"
    )
    form.add_argument("--json", action="store_const", const="json", dest="format")
    form.add_argument("--explain", metavar="CODE", help="say what a code like Q001 means")
    command.set_defaults(run=run["check"])

    command = commands.add_parser(
        "import",
        help="turn wire items and saved pages into content files",
        description="Turn wire items and saved pages into content files. Each item gets a line: "
        "new, updated, unchanged, canceled (killed by its source), held (withheld, or under "
        "embargo) or failed, with the content file or the reason.",
    )
    command.add_argument("sources", nargs="+", type=_given, metavar="SOURCE", help="file or folder")
    command.add_argument(
        "--into", type=Path, default=Path("content"), metavar="FOLDER", help="default: %(default)s"
    )
    command.add_argument(
        "--format", choices=("auto", *FORMATS), default="auto", help="default: %(default)s"
    )
    command.add_argument("--dry-run", action="store_true", help="only say what would be done")
    command.add_argument("--settings", type=Path, default=PREVIEW, metavar="FILE")
    _add_now(command)
    command.set_defaults(run=run["import"])

    command = commands.add_parser(
        "attribution", help="read attribution lines, and write what they say as JSON"
    )
    command.add_argument("--content", type=Path, default=Path("content"), metavar="FOLDER")
    command.set_defaults(run=run["attribution"])

    command = commands.add_parser("publish", help="build the site for its readers into public/")
    _add_build_options(command, PUBLISH)
    command.set_defaults(run=run["publish"])

    command = commands.add_parser("deploy", help="upload public/")
    command.add_argument("to", help="a folder, or host or bucket as rclone names it")
    command.add_argument("--folder", type=Path, default=Path("public"), help="what to upload")
    command.add_argument("--dry-run", action="store_true", help="only say what would be done")
    command.set_defaults(run=run["deploy"])
    return parser


def _add_build_options(command: argparse.ArgumentParser, settings: Path) -> None:
    command.add_argument(
        "--settings", type=Path, default=settings, metavar="FILE", help="default: %(default)s"
    )
    command.add_argument("--output", type=Path, metavar="FOLDER", help="default: as in the file")
    command.add_argument(
        "--json",
        action="store_true",
        help="report as one line of JSON: what was read, rendered (and why), written, left and "
        "removed, and how long pages and templates took",
    )
    command.add_argument(
        "--why",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="say what became of a page, and why, like /2015/10/a-headline/ (may be repeated)",
    )
    _add_now(command)


def _add_now(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--now",
        type=_instant,
        metavar="INSTANT",
        help="the instant to build for, like 2026-05-01T08:00+02:00 (default: SOURCE_DATE_EPOCH, "
        "else the clock)",
    )


def _given(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("name a file or a folder, like SOURCE=feed/item.xml")
    return Path(text)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(f"'{text}' has no offset; write it like {text}+00:00")
    return instant
