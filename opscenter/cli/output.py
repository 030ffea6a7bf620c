"""How commands print: one JSON object a line for scripts, aligned columns for people, sentences for errors."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import click
import msgspec


def encode(value: Any) -> str:
    """A value as JSON on one line."""
    return msgspec.json.encode(value).decode("utf-8")


def emit_json(value: Any) -> None:
    """Print one JSON value on one line."""
    click.echo(encode(value))


def printable(text: object) -> str:
    """Text from the bus without control characters, so that it cannot move the cursor of a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in str(text))


def emit_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Left-aligned columns, as wide as their longest entry (at most 60 characters)."""
    cells = [[printable(cell)[:60] for cell in row] for row in rows]
    widths = [max([len(head), *(len(row[at]) for row in cells)]) for at, head in enumerate(headings)]
    for row in [list(headings), *cells]:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def fail(sentence: object, status: int = 1) -> NoReturn:
    """End the command: the sentence (or several, one a line) on stderr, a non-zero exit status."""
    lines = [printable(line) for line in str(sentence).split("\n")]
    click.echo("opscenter: " + "\n".join(lines), err=True)
    sys.exit(status)
