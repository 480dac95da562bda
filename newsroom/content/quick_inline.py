"""Markdown's inline patterns, tried only on text that has their sign."""

from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# A sign or two of which a text has one where a pattern matches, by the name under which the pattern
# is registered; others are always tried.
_SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "figure": ("![@",),
    "reference": ("[",),
    "quote": ("[@",),
    "lang": ("]{",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("\n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
# Patterns that change nothing where the body defines no link by its name (`[x]: https://…`).
_REFERRING = {"reference", "image_reference", "short_reference", "short_image_ref"}


class QuickInlineProcessor(InlineProcessor):
    """Markdown's own, for what takes a quarter of its time: a dozen searches in each piece of text.

    Stands for `InlineProcessor.__handleInline` of Markdown 3.11, and does the same. Made when all
    patterns are registered.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        names = {md.inlinePatterns.get_index_for_name(name): name for name in _SIGNS}
        self._signed: list[tuple[int, tuple[str, ...], Any]] = [
            (place, _SIGNS[names[place]] if place in names else ("",), pattern)
            for place, pattern in enumerate(md.inlinePatterns)
        ]
        self._unreferring = [
            signed for signed in self._signed if names.get(signed[0]) not in _REFERRING
        ]
        self._begins = {sign[:1] for _, signs, _ in self._signed for sign in signs}

    # Under the name that Python gives to a private method of the class above.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not any(map(data.__contains__, self._begins)):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for place, signs, pattern in self._signed if self.md.references else self._unreferring:
            if place < patternIndex:
                continue
            matched, start = signs[0] in data or signs[-1] in data, 0
            while matched:
                data, matched, start = apply(pattern, data, place, start)
        return data
