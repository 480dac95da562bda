"""The command line: `python -m newsroom COMMAND`. A thin function a command.

Each imports what it needs when it runs: a build that has nothing to do is done before the readers
of wire formats, the upload and the preview's server would be loaded.
"""

import argparse
import atexit
import gc
import io
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from zoneinfo import ZoneInfo

from newsroom.build.errors import BuildFailed
from newsroom.content.problems import ContentError, as_annotation, as_json, printable
from newsroom.options import make_parser

if TYPE_CHECKING:
    from newsroom.build.report import Report

DONE, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 the input has problems, 2 wrong usage.

    Problems go to standard error, one line each.
    """
    commands = {
        "build": _build,
        "serve": _serve,
        "check": _check,
        "import": _import,
        "attribution": _attribution,
        "publish": _publish,
        "deploy": _deploy,
    }
    options = make_parser(commands).parse_args(arguments)
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


def _build(options: argparse.Namespace) -> int:
    settings = _settings(options)
    return _report(_built(settings, options.json), options, settings)


def _built(
    settings: dict[str, Any],
    is_quiet: bool = False,
    finish: Callable[[Path], None] | None = None,
    finish_writes: Collection[str] = (),
) -> "Report":
    """Build a site, and show on a terminal how far it is."""
    from newsroom.build.site import build_site

    clock, line = time.perf_counter, None
    if sys.stderr.isatty() and not is_quiet:
        from newsroom.build.progress import ProgressLine

        line = ProgressLine(sys.stderr, clock)
    try:
        return build_site(settings, finish, _waiting, finish_writes, clock=clock, progress=line)
    finally:
        if line:
            line.close()


def _waiting() -> None:
    print("another build is at work here; waiting for its end", file=sys.stderr, flush=True)


def _report(report: "Report", options: argparse.Namespace, settings: Mapping[str, Any]) -> int:
    from newsroom.build.report import as_data, summary, timings, why

    answers = [why(report, address, settings["SITEURL"]) for address in options.why]
    missing = [answer.line for answer in answers if answer.outcome == "missing"]
    if options.json:
        _say(json.dumps(as_data(report, answers), ensure_ascii=False))
        return PROBLEMS if missing else DONE
    _say(summary(report))
    for line in timings(report) if sys.stdout.isatty() else ():
        _say(line)
    for answer in answers:
        if answer.outcome != "missing":
            _say(answer.line)
    return _problems(missing) if missing else DONE


def _publish(options: argparse.Namespace) -> int:
    from newsroom.release.manifest import MANIFEST, write_manifest
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

    report = _built(settings, options.json, finish, finish_writes=(MANIFEST,))
    status = _report(report, options, settings)
    if address.endswith(".example") and not options.json:
        _say(f"note: {address} is no real address; give yours, as SITEURL=https://…")
    return status


def _serve(options: argparse.Namespace) -> None:
    from newsroom.build.preview import serve
    from newsroom.build.report import summary

    options.now = None
    settings = _settings(options)
    configuration = options.settings.absolute()

    def build() -> None:
        # The settings are read anew each time: they may be what was edited, and the clock goes on.
        _say(summary(_built(_settings(options))))

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
    from newsroom.ingest.run import import_sources

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


def _leave(status: int) -> NoReturn:
    """End the process with a status, and leave its memory to the system."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    atexit._run_exitfuncs()
    os._exit(status)


if __name__ == "__main__":
    # A daemon may have closed them.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    # What a build has goes with its process: to look through it for cycles takes a second, for
    # nothing, and so does to take it apart. The preview, which goes on, looks after its builds.
    if sys.argv[1:2] in (["build"], ["publish"]):
        gc.disable()
        _leave(main())
    sys.exit(main())
