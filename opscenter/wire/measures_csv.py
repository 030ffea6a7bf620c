"""Measures as CSV: the same for the console and the command."""

import csv
import io
from collections.abc import Iterable

from opscenter.domain.measures import Measures
from opscenter.wire.instants import format_instant


def measures_csv(spans: Iterable[Measures]) -> str:
    """One row a span and figure: since, until (ISO 8601, UTC), figure, value, unit, good, bad, verdict, alarms."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("since", "until", "figure", "value", "unit", "good", "bad", "verdict", "alarms"))
    for span in spans:
        times = (format_instant(span.since), format_instant(span.until))
        for one in span.figures:
            target = (one.target.good, one.target.bad) if one.target else ("", "")
            value = "" if one.value is None else one.value
            writer.writerow((*times, one.id, value, one.unit, *target, one.verdict, one.behind_count))
    return stream.getvalue()
