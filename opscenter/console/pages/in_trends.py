"""A figure or a plot of a page as a sheet of the trends."""

from opscenter.console.pages.curves import Curve
from opscenter.console.pages.figure_now import SPAN_MS
from opscenter.console.plots.sheet import Overlay, Plot, Sheet, Spec, clean_name
from opscenter.console.session import Session

MOST_PLOTS = 4
"""Curves of many units are drawn under each other."""


def sheet_of(title: str, curves: list[Curve], span_ms: int, session: Session) -> Sheet:
    """A sheet with the curves, those of one unit in one plot, with what is usual behind them."""
    by_unit: dict[str, list[Spec]] = {}
    for curve in curves:
        by_unit.setdefault(curve.unit(session), []).append(curve.spec)
    plots = tuple(Plot(tuple(dict.fromkeys(specs)), (Overlay.USUAL,)) for specs in list(by_unit.values())[:MOST_PLOTS])
    return Sheet(clean_name(title), plots, span_ms / 1000)


def sheet_of_figure(title: str, curve: Curve, session: Session) -> Sheet:
    """A sheet with one key figure."""
    return sheet_of(title, [curve], SPAN_MS, session)
