"""The command line: `python -m newsroom COMMAND`. A thin function a command.

Each imports what it needs when it runs: a build that has nothing to do is done before the readers
of wire formats, the upload and the preview's server would be loaded.
"""

import argparse
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from newsroom.build.errors import BuildFailed
from newsroom.content.problems import ContentError, as_annotation, as_json
from newsroom.ingest.item import FORMATS

if TYPE_CHECKING:
    from newsroom.build.site import Report

PREVIEW, PUBLISH = Path("pelicanconf.py"), Path("publishconf.py")
DONE, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 the input has problems, 2 wrong usage.

    Problems go to standard error, one line each.
    """
    options = _parser().parse_args(arguments)
    try:
        return options.run(options) or DONE
    except BuildFailed as failed:
        return _problems(failed.lines)
    except ContentError as error:
        return _problems(map(str, error.problems))
    except OSError as error:
        return _problems([f"{error.filename or 'system'}: {error.strerror or error}"])
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not _is_told(error):
            raise
        return _problems([str(error)])


def _is_told(error: Exception) -> bool:
    """Tell whether an error says in one line what is wrong and what to do."""
    from newsroom.build.preview import PreviewError
    from newsroom.content.parallel import WorkerLost
    from newsroom.ingest.run import ImportFailed
    from newsroom.release.deploy import DeployError
    from newsroom.release.manifest import ManifestError

    return isinstance(error, DeployError | ImportFailed | ManifestError | PreviewError | WorkerLost)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m newsroom", description=__doc__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser("build", help="build the preview into output/")
    _add_build_options(command, PREVIEW)
    command.set_defaults(run=_build)

    command = commands.add_parser("serve", help="serve the preview and reload it on a change")
    command.add_argument("--settings", type=Path, default=PREVIEW, metavar="FILE")
    command.add_argument("--output", type=Path, metavar="FOLDER")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    command.set_defaults(run=_serve)

    command = commands.add_parser("check", help="check all content, and say every problem of it")
    command.add_argument("--settings", type=Path, default=PREVIEW, metavar="FILE")
    _add_now(command)
    form = command.add_mutually_exclusive_group()
    form.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="default: %(default)s"
    )
    form.add_argument("--json", action="store_const", const="json", dest="format")
    form.add_argument("--explain", metavar="CODE", help="say what a code like Q001 means")
    command.set_defaults(run=_check)

    command = commands.add_parser(
        "import", help="turn wire items and saved pages into content files"
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
    command.set_defaults(run=_import)

    command = commands.add_parser(
        "attribution", help="read attribution lines, and write what they say as JSON"
    )
    command.add_argument("--content", type=Path, default=Path("content"), metavar="FOLDER")
    command.set_defaults(run=_attribution)

    command = commands.add_parser("publish", help="build the site for its readers into public/")
    _add_build_options(command, PUBLISH)
    command.set_defaults(run=_publish)

    command = commands.add_parser("deploy", help="upload public/")
    command.add_argument("to", help="a folder, or host or bucket as rclone names it")
    command.add_argument("--folder", type=Path, default=Path("public"), help="what to upload")
    command.add_argument("--dry-run", action="store_true", help="only say what would be done")
    command.set_defaults(run=_deploy)
    return parser


def _add_build_options(command: argparse.ArgumentParser, settings: Path) -> None:
    command.add_argument(
        "--settings", type=Path, default=settings, metavar="FILE", help="default: %(default)s"
    )
    command.add_argument("--output", type=Path, metavar="FOLDER", help="default: as in the file")
    command.add_argument(
        "--json",
        action="store_true",
        help="report as one line of JSON, with the paths of all files",
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


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    if not options.settings.is_file():
        raise BuildFailed([f"{options.settings}: no such file; run make in the project's folder"])
    from newsroom.build.site import load_settings

    chosen = {"OUTPUT_PATH": options.output and str(options.output.absolute()), "NOW": options.now}
    if "port" in options:  # what must be a whole address leads back to the preview itself
        chosen["FEED_DOMAIN"] = f"http://localhost:{options.port}"
    given = {name: value for name, value in chosen.items() if value is not None}
    settings = load_settings(options.settings, given)
    if options.output and not _is_free(options.output, settings):
        reason = "holds files that no build put there; name a new folder, or move it away"
        raise BuildFailed([f"{options.output}: {reason}"])
    return settings


def _is_free(output: Path, settings: Mapping[str, Any]) -> bool:
    """Tell whether a folder of the user's choice is new, empty or holds a former build."""
    if not output.is_dir() or not any(output.iterdir()):
        return True
    names = (settings[f"{page}_SAVE_AS"] for page in ("INDEX", "NOT_FOUND", "SITEMAP", "ROBOTS"))
    return all((output / name).is_file() for name in names)


def _build(options: argparse.Namespace) -> None:
    from newsroom.build.site import build_site

    _report(build_site(_settings(options), waiting=_waiting), as_json=options.json)


def _waiting() -> None:
    print("another build is at work here; waiting for its end", file=sys.stderr, flush=True)


def _report(report: "Report", *, as_json: bool) -> None:
    if as_json:
        data = {
            "output": _shown(report.output),
            "articles": report.articles,
            "files": report.files,
            "changed": report.changes is not None,
            **(asdict(report.changes) if report.changes else {}),
        }
        _say(json.dumps(data, ensure_ascii=False))
        return
    said = "nothing has changed"
    if changes := report.changes:
        counts = (len(changes.written), len(changes.left), len(changes.removed))
        said = "{} written, {} left, {} removed".format(*counts)
    _say(f"{_shown(report.output)}: {report.files} files, {report.articles} articles ({said})")


def _publish(options: argparse.Namespace) -> None:
    from newsroom.build.site import build_site
    from newsroom.release.manifest import write_manifest
    from newsroom.release.verify import dead_links

    settings = _settings(options)
    address = settings["SITEURL"]
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]+)?", address):
        reason = f"'{address}' is no web address; write it like https://news.example.org"
        raise BuildFailed([f"{options.settings.name}: SITEURL: {reason}"])

    def finish(folder: Path) -> None:
        if dead := dead_links(folder, address):
            raise BuildFailed(dead)
        write_manifest(folder)

    _report(build_site(settings, finish=finish, waiting=_waiting), as_json=options.json)
    if address.endswith(".example") and not options.json:
        _say(f"note: {address} is no real address; give yours, as SITEURL=https://…")


def _serve(options: argparse.Namespace) -> None:
    from newsroom.build.preview import serve
    from newsroom.build.site import build_site

    options.now = None
    settings = _settings(options)
    configuration = options.settings.absolute()

    def build() -> None:
        # The settings are read anew each time: they may be what was edited, and the clock goes on.
        build_site(_settings(options), waiting=_waiting)

    serve(
        build,
        output=Path(settings["OUTPUT_PATH"]),
        watch=[Path(settings["PATH"]), Path(settings["THEME"]), configuration],
        host=options.host,
        port=options.port,
        echo=_say,
    )


def _check(options: argparse.Namespace) -> int:
    from newsroom.site.edition import check_edition

    if options.explain:
        return _explain(options.explain)
    options.output = None
    edition, problems = check_edition(_settings(options), for_readers=True)
    if options.format == "json":
        _say(as_json(problems))
    elif options.format == "github":
        for problem in problems:
            _say(as_annotation(problem))
    else:
        _problems(map(str, problems))
        content = edition.content
        said = f"{len(problems)} problem{'s'[: len(problems) != 1]}" if problems else "no problem"
        _say(f"{len(content.articles)} articles, {len(content.pages)} pages: {said}")
    return PROBLEMS if problems else DONE


def _explain(code: str) -> int:
    from newsroom.content.rules import RULES, explain

    if text := explain(code):
        _say(text)
        return DONE
    near = get_close_matches(code.upper(), RULES, n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    print(f"{code}: is no code of the check{hint}", file=sys.stderr)
    return USAGE


def _import(options: argparse.Namespace) -> int:
    from newsroom.ingest.run import import_sources, printable

    options.output = None
    settings = _settings(options)
    counts: Counter[str] = Counter()
    outcomes = import_sources(
        options.sources,
        options.into,
        form=options.format,
        dry_run=options.dry_run,
        now=settings["NOW"],
        zone=ZoneInfo(settings["TIMEZONE"]),
        lang=settings["DEFAULT_LANG"],
        progress=_progress if sys.stderr.isatty() else None,
    )
    for outcome in outcomes:
        counts[outcome.status] += 1
        if outcome.status == "failed":
            _problems([f"failed {printable(outcome.where)}"])
        else:
            _say(f"{outcome.status} {printable(outcome.where)}")
    _say(", ".join(f"{count} {status}" for status, count in counts.items()) or "nothing to import")
    return PROBLEMS if counts["failed"] else DONE


def _progress(done: int, of: int) -> None:
    print(f"\r{done} of {of} files", end="\r" if done < of else "\n", file=sys.stderr, flush=True)


def _attribution(options: argparse.Namespace) -> None:
    from newsroom.content.registries import read_agencies
    from newsroom.record.attribution import as_json as attribution_as_json

    agencies, problems = read_agencies(options.content)
    if problems:
        raise ContentError(problems)
    if agencies is None:
        raise BuildFailed([f"{options.content}: has no data/agencies.yaml to read lines with"])
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    for line in sys.stdin:
        _say(attribution_as_json(line.rstrip("\r\n"), agencies))


def _deploy(options: argparse.Namespace) -> None:
    from newsroom.release.deploy import deploy

    deploy(options.folder, options.to, dry_run=options.dry_run, echo=_say)


def _problems(lines: Iterable[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return PROBLEMS


def _say(line: str) -> None:
    print(line, flush=True)


def _shown(path: Path) -> str:
    return os.path.relpath(path)


if __name__ == "__main__":
    sys.exit(main())
