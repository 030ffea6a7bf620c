"""What a page says in words."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_number, format_time, format_weekday
from opscenter.console.pages.figure_now import FigureNow
from opscenter.console.pages.standing import Standing
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.texts import in_language

translate = QCoreApplication.translate
DAY_MS = 86_400_000
LETTERS = {Standing.FAR_BELOW: 2, Standing.BELOW: 1, Standing.ABOVE: 1, Standing.FAR_ABOVE: 2}
"""How many arrowheads stand for it: shape tells what colour tells."""


def standing_text(figure: FigureNow, session: Session) -> str:
    """How a figure stands to its usual: "12 above usual"; the number is in the unit of the figure."""
    if figure.stale:
        return translate("Pages", "only old values")
    if figure.value != figure.value:
        return translate("Pages", "no value now")
    if figure.standing is Standing.UNKNOWN:
        if figure.learning:
            share = format_number(100.0 * figure.progress, 0)
            return translate("Pages", "learning the usual, {share} %").format(share=share)
        return translate("Pages", "usual not known yet")
    if figure.standing is Standing.USUAL:
        return translate("Pages", "as usual, {low} to {high}").format(**_range(figure))
    distance = abs(figure.value - figure.usual.median)
    by = format_number(distance, _decimals(figure, distance))
    return {
        Standing.FAR_BELOW: translate("Pages", "{off} far below usual"),
        Standing.BELOW: translate("Pages", "{off} below usual"),
        Standing.ABOVE: translate("Pages", "{off} above usual"),
        Standing.FAR_ABOVE: translate("Pages", "{off} far above usual"),
    }[figure.standing].format(off=by)


def off_text(figure: FigureNow, session: Session) -> str:
    """Since when a figure is off, and what would be usual: "since 17:40 · usual 43 to 58"; "" while it is not."""
    if not figure.standing.is_off:
        return ""
    return " · ".join(part for part in (since_words(figure, session), usual_text(figure)) if part)


def since_words(figure: FigureNow, session: Session) -> str:
    """Since when a figure is off: "since 17:40"; "" where that is not known."""
    if not figure.since:
        return ""
    return translate("Pages", "since {time}").format(time=since_text(figure.since, session))


def label_text(figure: FigureNow, session: Session) -> str:
    """What a figure is called."""
    return one_line(in_language(figure.figure.label, session.language), 80)


def place_text(figure: FigureNow, session: Session) -> str:
    """The name of whom a highest or a lowest value is of, "" for none."""
    row = session.mirror.row_of.get(figure.whose, -1) if figure.whose else -1
    return one_line(session.name(row), 80) if row >= 0 else ""


def absent_text(figure: FigureNow, session: Session) -> str:
    """Why there may be no value, as the catalogue says; "" where it says nothing."""
    return one_line(in_language(figure.figure.absent, session.language), 200)


def usual_text(figure: FigureNow) -> str:
    """The usual with its spread: "usual 43 to 58"; "" where it is not known."""
    return translate("Pages", "usual {low} to {high}").format(**_range(figure)) if figure.usual.known else ""


def _range(figure: FigureNow) -> dict[str, str]:
    """The edges of the usual; something that is never below 0 has no usual below it."""
    usual = figure.usual
    decimals = _decimals(figure, usual.high - usual.low)
    low = max(0.0, usual.low) if usual.median >= 0.0 <= figure.value else usual.low
    return {"low": format_number(low, decimals), "high": format_number(usual.high, decimals)}


def _decimals(figure: FigureNow, difference: float) -> int:
    """Decimals in which a difference is not lost to rounding, at most two more than the figure has."""
    decimals = figure.figure.decimals
    for more in range(3):
        if difference >= 10.0 ** -(decimals + more):
            return decimals + more
    return decimals


def since_text(at: int, session: Session) -> str:
    """A time of today as a clock says it, an earlier one with its day."""
    clock = format_time(at, session.zone, seconds=False)
    return clock if session.now - at < DAY_MS // 2 else f"{format_weekday(at, session.zone)} {clock}"


def standing_name(standing: Standing) -> str:
    """A standing for those who do not see its colour."""
    return {
        Standing.UNKNOWN: "",
        Standing.FAR_BELOW: translate("Pages", "far below usual"),
        Standing.BELOW: translate("Pages", "below usual"),
        Standing.USUAL: translate("Pages", "as usual"),
        Standing.ABOVE: translate("Pages", "above usual"),
        Standing.FAR_ABOVE: translate("Pages", "far above usual"),
    }[standing]
