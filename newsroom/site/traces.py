"""What a page is made of, in a line: all that its template may look at, in digests.

A template can look at the names that it uses (`needs`). Each value that they stand for is printed
here: an article by the digest of all that it was read from, where its body may be looked at; else
by a digest of what others can show of it. A value that cannot be printed gives no trace, and the
page is made anew each time.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from typing import Any

from jinja2 import Environment, Template

from newsroom.site.articles import Articles
from newsroom.site.edition import Edition
from newsroom.site.indexes import Quotes
from newsroom.site.ledger import Ledger
from newsroom.site.needs import ANY, Needs, TemplateNeeds
from newsroom.site.printing import ArticlePrinter, Printer, Unprintable, digest

Settings = Mapping[str, Any]

# The template of pictures within a body: articles are given with them.
_FIGURE = "part/figure.html"

# Names whose value follows from the file's own name.
_SILENT = {"output_file", "localsiteurl"}

# What functions look at by themselves, when a template calls them.
_LOOKED_AT = {"structured_data": {"pages"}, "menu_entry": {"pages", "sections"}}

# Settings that are other ones in each build.
_OF_THE_BUILD = {"NOW", "OUTPUT_PATH"}

# What a page of a list is told of the list.
_PAGED = ("_paginator", "_page", "_previous_page", "_next_page")


class Traces:
    """Makes the traces of one build."""

    def __init__(self, settings: Settings, environment: Environment) -> None:
        self._ledger: Ledger = settings["LEDGER"]
        notes = self._ledger.notes
        self._needs = TemplateNeeds.from_data(environment, notes.get("needs"))
        self._articles = ArticlePrinter(settings)
        edition: Edition = settings["EDITION"]
        changed = edition.changed_since(notes.get("frame"), notes.get("outwards"))
        self._is_framed = changed is not None
        self._is_same = self._is_framed and not changed
        self._changed = changed or frozenset()
        notes |= {"frame": edition.frame, "outwards": edition.outwards}
        notes.pop("clock", None)
        # Templates of which some file of the last build had no trace, and some of this one.
        self._were_untold = set(notes.get("untold", ()))
        self._untold: set[str] = set()
        self._printers: dict[str, Printer] = {}
        self._heads: dict[tuple[Any, ...], tuple[str, list[str], Printer, Any]] = {}

    def close(self) -> None:
        """Leave the next build what this one has found out."""
        for name in sorted({made.template for made in self._ledger.rendered.values()}):
            if names := self._needs.of(name).names:
                self._names_clock(names)
        self._ledger.notes |= {"needs": self._needs.to_data(), "untold": sorted(self._untold)}

    def compile(self, templates: Iterable[Template]) -> None:
        """Compile what these templates are made of, here and not in each process that renders."""
        for name in sorted({template.name or "" for template in templates}):
            self._needs.compile(name)

    def miss(self, template: Template) -> None:
        """Note that a file of a template has no trace."""
        self._untold.add(template.name or "")

    def lists(self, template: Template) -> Sequence[str]:
        """Return the files of a template where all that it made last time may stay; else none.

        That is so where nothing that others show of an article is other than it was, and the
        template shows no bodies.
        """
        name = template.name or ""
        needs = self._needs.of(name)
        if not self._is_same or name in self._were_untold or needs.names is None:
            return ()
        is_whole = self._printer(name, needs).is_whole
        return () if is_whole else self._ledger.made_with.get(f"template:{needs.digest}", ())

    def changed_in(self, listed: Any) -> list[int] | None:
        """Return the places in a list where something shows itself otherwise than before.

        None where the list may be another one.
        """
        if not self._is_framed:
            return None
        if isinstance(listed, Articles):
            paths = [facts.path for facts in listed.facts]
        elif isinstance(listed, Quotes):
            paths = [facts.path for facts, _ in listed.places]
        else:
            return None
        changed = self._changed
        return [place for place, path in enumerate(paths) if path in changed]

    def beside_lists(
        self,
        template: Template,
        site: Mapping[str, Any],
        own: Mapping[str, Any],
        lists: Mapping[str, Any],
    ) -> tuple[str, list[str]] | None:
        """Return how the trace of each page of lists begins, and words that are in it besides.

        That is all of it but for what stands on the page. `own` are the names that the pages have;
        None where that cannot be told, or where each of them shows the whole of a list.
        """
        with suppress(Unprintable):
            paged = {f"{key}{end}" for key in lists for end in _PAGED}
            known = {**own, **dict.fromkeys(paged)}
            head, names, printer, _ = self._head_of(template, site, known)
            if printer.is_whole or not lists.keys().isdisjoint(names):
                return None
            said = (f"{name}:{printer.digest(own[name])}" for name in names if name not in paged)
            return head, list(said)
        return None

    def articles(
        self, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> dict[str, str]:
        """Return the pages of articles that may stay, by the keys of their articles.

        That they are all that may is not said. Their addresses, and what they show of others, are
        what they were; `own` are the names that each of these pages has beside those of all.
        """
        found: dict[str, str] = {}
        with suppress(Unprintable):
            head, names, printer, _ = self._head_of(template, site, own)
            if self._is_framed and printer.is_whole and names == ["article"]:
                start = f"{head} article:"
                for name in self._ledger.made_with.get(head.partition(" ")[0], ()):
                    trace = self._ledger.before[name]
                    if trace.startswith(start):
                        found[trace[len(start) :].partition("-")[0]] = name
        return found

    def page(
        self, path: str, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> str | None:
        """Return the trace of a page: of its template, of what all pages know, of what it has.

        `path` is its output file; `site` are the names that all pages know, `own` those of this
        one. None where something cannot be told.
        """
        try:
            head, names, printer, _ = self._head_of(template, site, own)
            former = self._ledger.before.get(path, "")
            if self._is_same and not printer.is_whole and former.startswith(head):
                return former  # all that it has follows from what articles show of themselves
            return " ".join([head, *(f"{name}:{printer.digest(own[name])}" for name in names)])
        except Unprintable:
            return None

    def file(self, kind: str, *values: Any, whole: bool = False) -> str | None:
        """Return the trace of a file that no template makes, or none alone.

        It is made of these values; of articles all that was read from, or what others can show.
        None where something cannot be told.
        """
        try:
            return f"{kind}:{Printer(self._articles, {ANY} if whole else set()).digest(values)}"
        except Unprintable:
            return None

    def file_at_rest(self, name: str, kind: str) -> str | None:
        """Return the trace of a file as `file` made it for the last build, where that holds.

        That is so where nothing that others show of an article is other than it was; it must not
        have been `whole`.
        """
        former = self._ledger.before.get(name, "")
        return former if self._is_same and former.startswith(f"{kind}:") else None

    def template(self, name: str) -> str | None:
        """Return a digest of the files of a template that shows bodies.

        None where it cannot be told what it looks at.
        """
        try:
            return f"{self._told(name)}+{self._told(_FIGURE)}"
        except Unprintable:
            return None

    def _names_clock(self, names: Set[str]) -> bool:
        """Tell whether a template shows the time of the build, or its place: then note it.

        No memory has these settings, and the clock goes on with every build.
        """
        shows = not _OF_THE_BUILD.isdisjoint(names)
        if shows:
            self._ledger.notes["clock"] = True
        return shows

    def _told(self, name: str) -> str:
        """Return a digest of the files of a template. Raises Unprintable."""
        needs = self._needs.of(name)
        # A part knows what all pages know.
        if needs.names is None or "part" in needs.names or self._names_clock(needs.names):
            raise Unprintable(name)
        if "agency_page" in needs.names:
            return f"{needs.digest}-{digest(repr(self._articles.agencies))}"
        return needs.digest

    def _head_of(
        self, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> tuple[str, list[str], "Printer", Any]:
        """Return what the traces of a kind of page begin with, and the names that follow.

        Raises Unprintable.
        """
        name = template.name or ""
        key = (name, id(site), *own)
        if key not in self._heads:
            self._heads[key] = self._head(name, site, own)
        return self._heads[key]

    def _printer(self, name: str, needs: Needs) -> "Printer":
        if name not in self._printers:
            words, names = needs.words, needs.names or frozenset()
            self._printers[name] = Printer(self._articles, words, names)
        return self._printers[name]

    def _head(
        self, name: str, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> tuple[str, list[str], "Printer", Any]:
        needs: Needs = self._needs.of(name)
        if needs.names is None or self._names_clock(needs.names):
            raise Unprintable(name)
        names = {name for name in needs.names if not name.isupper()} - _SILENT
        for function in names & _LOOKED_AT.keys():
            names |= _LOOKED_AT[function]
        printer = self._printer(name, needs)
        known = sorted(name for name in names if name in site and name not in own)
        said = [f"{name}:{printer.digest(site[name])}" for name in known]
        if "agency_page" in needs.names:
            said.append(f"agencies:{printer.digest(self._articles.agencies)}")
        if "speakers_of" in needs.names and not printer.is_whole:
            raise Unprintable("speakers_of")
        made_of = needs.digest
        if printer.is_whole:
            made_of += f"+{self._told(_FIGURE)}"
        head = " ".join([f"template:{made_of}", *said])
        # The site is kept with what it came to, so that no other gets its number.
        return head, sorted(name for name in names if name in own), printer, site
