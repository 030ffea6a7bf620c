"""Texts from the bus made safe to show: one line, plain, of bounded length, unable to turn the line around them."""

import html
import re

LINE = 300
"""Characters of a text that a row may lay out; the rest is behind an ellipsis."""

TIP = 1_200
"""Characters of a text in a tooltip."""

_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


def one_line(text: str, limit: int = LINE) -> str:
    """`text` without line breaks, control characters and marks that change the direction of what follows.

    At most `limit` characters, then an ellipsis: laying out a line of ten thousand would hold the screen.
    """
    cut = text[: limit + 1]
    clean = _INVISIBLE.sub(" ", cut).strip()
    return clean[:limit] + "…" if len(text) > limit else clean


def tip(*lines: str) -> str:
    """A tooltip of plain lines. Qt guesses rich text from the content, so the content is escaped."""
    shown = "<br>".join(html.escape(one_line(line, TIP)) for line in lines if line)
    return f"<qt>{shown}</qt>" if shown else ""
