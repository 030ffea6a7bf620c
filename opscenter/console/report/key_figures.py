"""The key figures of the city's systems through a span: as they stood at moments of it, put together from history."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opscenter.console.overview.figures import reduced
from opscenter.desk.errors import RefusedError
from opscenter.desk.mirror import Mirror, OutOfStepError
from opscenter.desk.past_mirror import mirror_at
from opscenter.domain.catalogue import Catalogue, KeyFigure
from opscenter.domain.report import FigureCourse, ReportFacts, SystemFigures

if TYPE_CHECKING:
    from opscenter.console.report.gathering import Asking

MOMENTS = 48
MOMENTS_BEFORE = 8
"""So many moments of the span, and of the one before, are asked for: each costs the station some tenth of a second."""
LEAST_STEP_MS = 30_000

Flags = NDArray[np.bool_]


def moments_of(since: int, until: int, most: int) -> list[int]:
    """Moments spread evenly over a span, both ends among them; fewer in one that is short. Unix ms."""
    count = max(2, min(most, (until - since) // LEAST_STEP_MS + 1))
    return [round(at) for at in np.linspace(since, until, count)]


def figures_of(
    desk: "Asking",
    catalogue: Catalogue,
    present: Mirror,
    facts: ReportFacts,
    now: int,
    inside: Flags | None,
    progress: Callable[[float], None],
) -> list[SystemFigures]:
    """Every system with its key figures, in the catalogue's order; those without any entity are left out. `inside`: by
    row, what counts (None: all of it)."""
    systems = sorted(catalogue.systems.values(), key=lambda one: one.order)
    wanted = [(system, figure) for system in systems for figure in system.figures]
    first = facts.known_since
    times = moments_of(max(facts.since, first), min(facts.until, now), MOMENTS)
    length = facts.until - facts.since
    earlier = [at for at in moments_of(facts.since - length, facts.since, MOMENTS_BEFORE + 1)[:-1] if at >= first > 0]
    if len(earlier) < MOMENTS_BEFORE // 2:
        earlier = []  # too little of the span before was recorded to say anything of it
    table = np.full((len(wanted), len(times)), np.nan)
    before = np.full((len(wanted), len(earlier)), np.nan)
    count = len(times) + len(earlier)
    for number, at in enumerate([*times, *earlier]):
        progress(number / count)
        mirror = _at(desk, present, at)
        if mirror is None:
            continue
        column = [_value(mirror, figure, inside) for _, figure in wanted]
        if number < len(times):
            table[:, number] = column
        else:
            before[:, number - len(times)] = column
    usual = _usual(desk, present, min(facts.until, now), [figure for _, figure in wanted], inside)
    raised: dict[str, int] = {}
    for one in facts.episodes:
        if not one.earlier and one.announced:
            raised[one.system] = raised.get(one.system, 0) + 1
    found: dict[str, SystemFigures] = {
        system.id: SystemFigures(system, [], raised.get(system.id, 0)) for system in systems
    }
    moments = np.array(times, np.int64)
    for number, (system, figure) in enumerate(wanted):
        if np.isfinite(table[number]).any():
            earlier_values = before[number][np.isfinite(before[number])]
            mean = float(earlier_values.mean()) if len(earlier_values) else float("nan")
            found[system.id].figures.append(FigureCourse(figure, moments, table[number], mean, usual[number]))
    return [one for one in found.values() if one.figures or one.raised]


def _at(desk: "Asking", present: Mirror, at: int) -> Mirror | None:
    try:
        return mirror_at(present, *desk.query("moment", at=at, registry=False))
    except (RefusedError, OutOfStepError, KeyError, ValueError):
        return None


def _value(mirror: Mirror, figure: KeyFigure, inside: Flags | None) -> float:
    cells = mirror.cells_named(figure.entity_type, figure.attribute)
    value, stale = reduced(mirror, figure, cells, inside)
    return float("nan") if stale or (figure.reduce == "count" and not len(cells)) else value


def _usual(desk: "Asking", present: Mirror, at: int, figures: list[KeyFigure], inside: Flags | None) -> list[float]:
    """The figures out of the median of each number at this time of day; NaN where fewer than three days are known."""
    nothing = [float("nan")] * len(figures)
    try:
        _, columns = desk.query("usual", at=at)
    except RefusedError:
        return nothing
    median = columns["median"]
    if len(median) > len(present.cell_names):
        median = median[: len(present.cell_names)]
    values = []
    for figure in figures:
        cells = present.cells_named(figure.entity_type, figure.attribute)
        cells = cells[cells < len(median)]
        if inside is not None and len(cells):
            cells = cells[inside[present.cell_row[cells]]]
        known = median[cells]
        known = known[np.isfinite(known)]
        if not len(known) or figure.reduce == "count":
            values.append(float("nan"))
            continue
        values.append(
            float(
                known.sum() if figure.reduce == "sum" else known.min() if figure.reduce == "min"
                else known.max() if figure.reduce == "max" else known.mean()
            )
        )  # fmt: skip
    return values
