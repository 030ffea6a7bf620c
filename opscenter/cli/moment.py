"""Kinds of values on the command line: times, and widths of time."""

import re
from typing import Any

import click

from opscenter.cli.times import now_ms, parse_time

_WIDTH = re.compile(r"^(\d+)(s|m|min|h|d|w)$")
_UNITS = {"s": 1_000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}


class Moment(click.ParamType[int]):
    """A time on the command line, as Unix ms."""

    name = "T"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """See `parse_time`."""
        if isinstance(value, int):
            return value
        try:
            return parse_time(str(value), now_ms())
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Width(click.ParamType[int]):
    """A span of time on the command line, in ms."""

    name = "WIDTH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """30s, 5min, 1h, 1d, 1w."""
        found = _WIDTH.match(str(value).strip())
        width = int(found.group(1)) * _UNITS[found.group(2)] if found else 0
        if not 0 < width <= 366 * 86_400_000:
            self.fail(f"{value!r} is no width. Write 30s, 5min, 1h, 1d or 1w; a year at most.", param, ctx)
        return width
