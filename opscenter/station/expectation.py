"""The answer to `expectation` of PROTOCOL.md: what is usual for a series over a span, and how far learning has got."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from opscenter.domain.local_week import DAY_MS, QUARTER_MS
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.usual import Basis
from opscenter.station.requests import Request, span_of
from opscenter.station.usual_known import UsualKnown
from opscenter.wire.desk import Columns, Header

MULTIPLE = 3.0
LONGEST_MS = 366 * DAY_MS


def expectation(learning: UsualKnown, rules: Sequence[Rule], cell: int, request: Request) -> tuple[Header, Columns]:
    """Median, low and high of a cell at `from` and wherever an hour of the week begins up to `to`; each holds until
    the next. ValueError with a sentence for a span that is too long.

    `rules` are those of its kind and attribute: low and high are where the tightest DEVIATION rule among them speaks,
    or three spreads away. A cell that nobody watches is learnt from now on.
    """
    since, until = span_of(request)
    if until - since > LONGEST_MS or since <= 0:
        raise ValueError("Name a span of at most 366 days: 'from' and 'to' in Unix ms.")
    usual, state = learning.usual, learning.state
    multiples = [rule.value for rule in rules if rule.kind is RuleKind.DEVIATION]
    if not multiples:
        learning.ask(cell)
    multiple = min(multiples, default=MULTIPLE)
    first = since // QUARTER_MS + 1
    times = np.r_[since, np.arange(first, until // QUARTER_MS + 1, dtype=np.int64) * QUARTER_MS]
    hours = learning.week.hours(times)
    begins = np.flatnonzero(np.r_[True, hours[1:] != hours[:-1]])
    times, hours = times[begins], hours[begins]
    median, spread = np.full(len(times), np.nan), np.full(len(times), np.nan)
    days, basis = np.zeros(len(times), np.uint8), np.full(len(times), Basis.UNKNOWN, np.uint8)
    there = -1
    if usual is not None:
        cells = np.full(len(times), cell, np.int64)
        median, spread = usual.at(cells, times)
        there = int(np.searchsorted(usual.cells, cell))
        if there < len(usual.cells) and usual.cells[there] == cell:
            known = hours >= 0
            days[known], basis[known] = usual.days[there, hours[known]], usual.basis[there, hours[known]]
    header: Header = {
        "state": dataclasses.asdict(state), "multiple": multiple, "in_rules": bool(multiples),
        "holidays": [day.isoformat() for day in learning.week.holidays],
        "holidays_as": "aside" if learning.week.aside else "sunday",
    }  # fmt: skip
    return header, {
        "time": times, "median": median, "low": median - multiple * spread, "high": median + multiple * spread,
        "days": days, "basis": basis,
    }  # fmt: skip
