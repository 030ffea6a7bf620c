"""Citizens' reports as figures read them: which are open, since when, of what kind; and how a kind is called."""

import datetime
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.texts import Texts
from opscenter.figures.figure import Input
from opscenter.figures.step import Step
from opscenter.figures.text_codes import TextCodes, changed

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

REPORT = "ServiceRequest"
CLOSED = ("closed", "resolved", "solved", "done", "completed", "cancelled", "rejected", "duplicate")
"""What says that nobody waits any more (Open311 GeoReport v2 knows `open` and `closed`; cities say more)."""
INPUTS = [Input(REPORT, name, text=True) for name in ("status", "serviceName", "requestedDatetime")]


def requested_at(text: str | None) -> int:
    """When a report was made (ISO 8601, UTC without an offset), Unix ms; 0 where it does not say."""
    if not text:
        return 0
    try:
        moment = datetime.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.UTC)
        return max(0, int(moment.timestamp() * 1000))
    except (ValueError, OverflowError):
        return 0


class Reports:
    """All reports by position, in columns. `open`: somebody waits; `requested`: since when (Unix ms, 0: not known);
    `kinds.codes`: number of the kind, -1: none."""

    def __init__(self) -> None:
        self.kinds = TextCodes()
        self.open: Bools = np.zeros(0, np.bool_)
        self.known: Bools = np.zeros(0, np.bool_)
        self.requested: Ints = np.zeros(0, np.int64)
        self._status = TextCodes(CLOSED)
        self._times: list[str | None] = []

    def update(self, step: Step) -> None:
        """Take over what has changed."""
        self._status.update(step.texts(REPORT, "status"))
        self.kinds.update(step.texts(REPORT, "serviceName"))
        there = step.rows(REPORT) >= 0
        self.known = (self._status.codes >= 0) & there
        self.open = self.known & ~self._status.among(CLOSED)
        times: Sequence[str | None] = step.texts(REPORT, "requestedDatetime")
        moved = changed(self._times, times)
        if len(times) > len(self.requested):
            self.requested = np.pad(self.requested, (0, len(times) - len(self.requested)))
        for position in moved:
            self.requested[position] = requested_at(times[position])
        if moved or len(times) != len(self._times):
            self._times = list(times)


def kind_names(catalogue: Catalogue) -> dict[str, Texts]:
    """How the kinds of reports are called, by their text on the bus in small letters."""
    attribute = catalogue.kind(REPORT).attributes.get("serviceName")
    return {state.casefold(): texts for state, texts in attribute.states.items()} if attribute is not None else {}


def in_id(text: str) -> str:
    """A kind as part of an entity's id."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60] or "other"
