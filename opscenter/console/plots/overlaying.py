"""What lies behind the curves of a plot: yesterday, last week, what is usual, a forecast. Drawn by `overlay_item`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from opscenter.console.format import time_zone
from opscenter.console.plots.forecast_band import Forecasts
from opscenter.console.plots.hover import headed
from opscenter.console.plots.picture import is_stepped
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import Overlay
from opscenter.console.plots.stretch import Floats
from opscenter.console.plots.trace import Trace, trace
from opscenter.console.plots.usual_band import UsualBands
from opscenter.console.plots.wall_clock import days_before, days_on
from opscenter.console.session import Session
from opscenter.domain.clock_offsets import DAY_MS

translate = QCoreApplication.translate

DAYS = {Overlay.YESTERDAY: 1, Overlay.WEEK: 7}
AROUND_MS = 2 * 3_600_000
"""So much more is looked at: where clocks change, the same time of day is an hour nearer or further."""


@dataclass(slots=True, frozen=True)
class Laid:
    """What lies behind the series at `number` of its plot: a curve of another day, or a band (x, low, median, high)."""

    number: int
    overlay: Overlay
    trace: Trace | None = None
    band: tuple[Floats, Floats, Floats, Floats] | None = None

    @property
    def extremes(self) -> tuple[float, float]:
        """Lowest and highest of it, NaN where there is nothing."""
        if self.trace is not None:
            return self.trace.low, self.trace.high
        assert self.band is not None
        _, low, _, high = self.band
        known = np.isfinite(low) & np.isfinite(high)
        return (float(low[known].min()), float(high[known].max())) if known.any() else (np.nan, np.nan)


class Overlaying:
    """Of all plots of a sheet. `arrived()` is called when something that was asked for came."""

    def __init__(self, session: Session, arrived: Callable[[], None]) -> None:
        self._session = session
        self.bands = UsualBands(session, arrived)
        self.forecasts = Forecasts(session, arrived)

    def windows(self, overlays: Sequence[Overlay], since: float, until: float) -> list[tuple[float, float]]:
        """The spans of the past (ms) that are laid behind a span."""
        zone = time_zone(self._session.zone)
        found = []
        for overlay in overlays:
            if overlay in DAYS and since > 2 * DAYS[overlay] * DAY_MS:
                first, last = (days_before(int(at), DAYS[overlay], zone) for at in (since, until))
                found.append((first - 1.0, last + 1.0))
        return found

    def lay(
        self,
        series: Sequence[Series],
        overlays: Sequence[Overlay],
        since: float,
        until: float,
        columns: int,
        now: int,
    ) -> list[Laid]:
        """What lies behind some series between two times (ms); what is usual is asked for where it is not known."""
        laid = []
        for number, each in enumerate(series):
            if each.is_text:
                continue
            for overlay in overlays:
                if overlay in DAYS:
                    drawn = self._other_day(each, DAYS[overlay], since, until, columns)
                    if not drawn.empty:
                        laid.append(Laid(number, overlay, trace=drawn))
                    continue
                if overlay is Overlay.FORECAST:
                    self.forecasts.want(each, now)
                    ahead = self.forecasts.of(each)
                    if ahead is not None and ahead.there:
                        laid.append(Laid(number, overlay, band=ahead.within(since, until)))
                    continue
                self.bands.want(each, since, until, now)
                band = self.bands.of(each)
                if band is not None and band.learnt:
                    laid.append(Laid(number, overlay, band=band.within(since, until)))
        return laid

    def _other_day(self, series: Series, days: int, since: float, until: float, columns: int) -> Trace:
        zone = time_zone(self._session.zone)
        if since <= 2 * days * DAY_MS:
            return Trace()
        first, last = (days_before(int(at), days, zone) for at in (since, until))
        pixel = (until - since) / max(1, columns)
        rows = series.pieces.stretch(first - AROUND_MS, last + AROUND_MS, pixel)
        rows = rows.between(first - AROUND_MS, last + AROUND_MS)
        which, at = days_on(rows.time, days, zone)
        rows = replace(rows.rows(which), time=at)
        stepped = is_stepped(series, self._session)
        return trace(rows, since, until, columns, series.break_after_ms(self._session), (), stepped)

    def told(self, series: Sequence[Series], overlays: Sequence[Overlay]) -> list[tuple[Overlay, str]]:
        """Each overlay as the legend names it."""
        names = {
            Overlay.YESTERDAY: translate("Overlays", "yesterday"),
            Overlay.WEEK: translate("Overlays", "last week"),
            Overlay.USUAL: translate("Overlays", "usual"),
            Overlay.FORECAST: translate("Overlays", "forecast"),
        }
        found = [(overlay, names[overlay]) for overlay in overlays]
        said = [self._said(overlay, series) for overlay, _ in found]
        return [(o, headed(text, why) if why else text) for (o, text), why in zip(found, said, strict=True)]

    def _said(self, overlay: Overlay, series: Sequence[Series]) -> str:
        if overlay is Overlay.FORECAST:
            return self.forecasts.sentence(series[0]) if series else ""
        return self._trouble(series) if self._unlearnt(overlay, series) else ""

    def _unlearnt(self, overlay: Overlay, series: Sequence[Series]) -> bool:
        return overlay is Overlay.USUAL and bool(self._trouble(series))

    def _trouble(self, series: Sequence[Series]) -> str:
        """Why nothing usual is shown, or ""."""
        bands = [band for each in series if (band := self.bands.of(each)) is not None]
        if not bands:
            return translate("Overlays", "not of states and derived series")
        if any(band.learnt for band in bands):
            return ""
        if any(band.waiting or not band.asked_at for band in bands):
            return "…"
        refused = next((band.refused for band in bands if band.refused), "")
        if refused:
            return refused
        learning = next((band for band in bands if band.learning), None)
        if learning is not None:
            done = round(100 * learning.progress)
            return translate("Overlays", "being learnt just now ({done} %)").format(done=done)
        return translate("Overlays", "not learnt yet; it takes about two weeks of history")
