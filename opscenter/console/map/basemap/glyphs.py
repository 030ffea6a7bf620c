"""Whether the fonts of this machine can write a text, so that another name is taken where they cannot."""

import unicodedata

from PySide6.QtGui import QFont, QTextLayout

_LATIN_END = "\u0250"
_MOST_REMEMBERED = 70_000
_NO_GLYPH = 1
"""Glyph 0 is every font's box for what it lacks; Qt's own box, where no font at all takes a script, has glyph 1."""


class Glyphs:
    """Remembers what it has looked up; used by one thread."""

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}
        self._font = QFont()

    def drawable(self, text: str) -> bool:
        """Whether there is a glyph for every letter and digit of a text, in whatever font."""
        return all(character < _LATIN_END or self._has(character) for character in text)

    def _has(self, character: str) -> bool:
        known = self._known.get(character)
        if known is None:
            known = unicodedata.category(character)[0] not in "LN" or self._look(character)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[character] = known
        return known

    def _look(self, character: str) -> bool:
        layout = QTextLayout(character, self._font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        # Only the indices: asking the font of a run without one ends the program (Qt 6.11).
        glyphs = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
        return bool(glyphs) and min(glyphs) > _NO_GLYPH
