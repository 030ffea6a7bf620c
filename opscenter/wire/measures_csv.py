"""Measures as CSV: the same for the console and the command."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from opscenter.domain.measures import Measures


def measures_csv(spans: Iterable[Measures]) -> str:
    """One row a span and figure: since, until (ISO 8601, UTC), figure, value, unit, good, bad, verdict, alarms."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("since", "until", "figure", "value", "unit", "good", "bad", "verdict", "alarms"))
    for span in spans:
        for one in span.figures:
            target = (one.target.good, one.target.bad) if one.target else ("", "")
            value = "" if one.value is None else one.value
            writer.writerow(
                (_iso(span.since), _iso(span.until), one.id, value, one.unit, *target, one.verdict, one.behind_count)
            )
    return stream.getvalue()


def _iso(ms: int) -> str:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
