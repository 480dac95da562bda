"""Where the browser tests find a Chromium, and how they get one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = (sys.executable, "-m", "playwright", "install", "chromium")
DEBIAN = (
    ("apt-get", "update", "-qq"),
    ("apt-get", "install", "-y", "-qq", "chromium"),
)
MISSING = (
    "The browser tests need Chromium: install the package chromium of your system, "
    "or run `python -m playwright install --with-deps chromium`."
)
START, DOWNLOAD = 60, 600  # seconds that a command may take

Runner = Callable[[Sequence[str], int], bool]


class NoChromiumError(Exception):
    """No Chromium starts here, and none could be installed."""


def find_chromium(
    run: Runner | None = None,
    playwright_path: Callable[[], str] | None = None,
    is_root: Callable[[], bool] | None = None,
) -> str:
    """Return the path of a Chromium that starts.

    Looks on PATH, then for Playwright's own. Where neither is there, installs Playwright's, or,
    as root on Debian, the package. `run` tells whether a command ended well within that many
    seconds. Raises NoChromiumError, whose one line says what to install.
    """
    run = run or _run
    own = playwright_path or _playwright_path
    if found := _on_path(run) or _playwrights(run, own()):
        return found
    if run(PLAYWRIGHT, DOWNLOAD) and (found := _playwrights(run, own())):
        return found
    if (is_root or _is_root)() and shutil.which("apt-get"):
        installed = all(run(command, DOWNLOAD) for command in DEBIAN)
        if installed and (found := _on_path(run)):
            return found
    raise NoChromiumError(MISSING)


def _on_path(run: Runner) -> str | None:
    found = (path for name in NAMES if (path := shutil.which(name)))
    return next((path for path in found if _starts(run, path)), None)


def _playwrights(run: Runner, path: str) -> str | None:
    return path if Path(path).is_file() and _starts(run, path) else None


def _starts(run: Runner, path: str) -> bool:
    # A stub that only names another package, or a binary without its libraries, is no browser.
    return run((path, "--version"), START)


def _playwright_path() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(command: Sequence[str], seconds: int) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, env=environment, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
