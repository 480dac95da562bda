"""The style sheet: a file a block in the theme, one text in the page."""

from functools import cache
from pathlib import Path

import rcssmin

# Later layers win. The folders of theme/css have these names.
LAYERS = ("reset", "tokens", "base", "layout", "blocks", "utilities", "print")


def build_stylesheet(folder: Path) -> str:
    """Put the files of a theme's `css` folder into cascade layers (CSS Cascade 5, section 6.4).

    Each subfolder is a layer, named as LAYERS says and in that order; within it files follow one
    another by name. Returns CSS without white space and comments, fit for a `style` element.
    Raises ValueError where a folder is no layer or a file would end the element.
    """
    if unknown := sorted({path.name for path in folder.iterdir() if path.is_dir()} - {*LAYERS}):
        raise ValueError(f"theme css: no layer is named {', '.join(unknown)}")
    sources = [
        (layer, path.name, path.read_text(encoding="utf-8"))
        for layer in LAYERS
        for path in sorted((folder / layer).glob("*.css"))
    ]
    return _join(tuple(sources))


@cache
def _join(sources: tuple[tuple[str, str, str], ...]) -> str:
    css = "".join(f"@layer {layer}{{{text}}}" for layer, _, text in sources)
    if "</" in css:
        raise ValueError("theme css: '</' may not stand in a style sheet that is inlined")
    return f"@layer {','.join(LAYERS)};{rcssmin.cssmin(css)}"
