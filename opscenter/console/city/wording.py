"""What the cards of the city say in words."""

import math

from PySide6.QtCore import QCoreApplication

from opscenter.console.city.axes_now import AxesNow, Mover
from opscenter.console.city.footprint_now import UseNow
from opscenter.console.city.then import Then
from opscenter.console.format import NOTHING, format_number, format_value
from opscenter.console.pages.standing import Standing
from opscenter.console.pages.wording import since_text, standing_name
from opscenter.console.session import Session
from opscenter.domain.catalogue import KeyFigure
from opscenter.domain.city_index import ENOUGH_DAYS, ENOUGH_STEPS

translate = QCoreApplication.translate
STEP_MINUTES = 10


def then_name(then: Then) -> str:
    """How long ago, as a button says it."""
    return {
        Then.HOUR: translate("City", "An hour ago"),
        Then.DAY: translate("City", "Yesterday"),
        Then.WEEK: translate("City", "A week ago"),
    }[then]


def rests_on(axes: AxesNow) -> str:
    """What the index rests on, where that is too little to be sure of it; "" where it is enough."""
    if not axes.suspect:
        return ""
    if axes.days < 1:
        return translate("City", "Suspect: rests on today only; a week of past is needed.")
    return translate("City", "Suspect: rests on {days} d of past; {enough} d are needed.").format(
        days=axes.days, enough=ENOUGH_DAYS
    )


def needs(axes: AxesNow) -> str:
    """What is needed before there is an index, and how long that takes."""
    if not axes.present:
        return translate(
            "City",
            "Nothing of the city index has been heard yet. It needs six times ten minutes of the numbers of an axis: "
            "about an hour after the station has started.",
        )
    minutes = STEP_MINUTES * (ENOUGH_STEPS + 1 - axes.steps)
    return translate(
        "City",
        "Each axis is held against the city's own past: it needs six times ten minutes of its numbers. {known} of "
        "{enough} are known; about {minutes} min to go.",
    ).format(known=axes.steps, enough=ENOUGH_STEPS, minutes=minutes)


def signed(value: float, decimals: int) -> str:
    """A number with its sign, "±0" where it rounds to nothing."""
    if not math.isfinite(value):
        return NOTHING
    if round(value, decimals) == 0.0:
        return format_number(0.0, decimals)
    return f"+{format_number(value, decimals)}" if value > 0 else format_number(value, decimals)


def value_text(mover: Mover) -> tuple[str, str]:
    """(number, unit) of an indicator as it is now."""
    value, described = mover.value.value, mover.described
    if isinstance(described, KeyFigure):
        number = format_number(value * described.shown_factor, described.decimals)
        return number, described.unit_label if number != NOTHING else ""
    number, unit = format_value(value, described)
    return number, unit if number != NOTHING else ""


def spreads_text(mover: Mover) -> str:
    """How far an indicator is from its own past: "1.2 σ worse than it was"."""
    z = mover.spreads.value
    if not math.isfinite(z):
        return translate("City", "not known yet")
    if abs(z) < 0.05:
        return translate("City", "as ever")
    far = format_number(abs(z), 1)
    return (translate("City", "{far} σ better") if z > 0 else translate("City", "{far} σ worse")).format(far=far)


def better_text(mover: Mover) -> str:
    """Which way is better."""
    if mover.indicator.better > 0:
        return translate("City", "more is better")
    return translate("City", "less is better")


def weight_text(mover: Mover) -> str:
    """How much it counts."""
    return translate("City", "weight {weight}").format(weight=f"{mover.indicator.weight:g}")


def points_text(mover: Mover) -> str:
    """What it adds to the axis."""
    if not math.isfinite(mover.points):
        return NOTHING
    decimals = 0 if abs(mover.points) >= 9.5 else 1
    return translate("City", "{points} points").format(points=signed(mover.points, decimals))


def plan_text(use: UseNow, short: bool = False) -> str:
    """How today stands to the target, as far as the day has gone."""
    if not math.isfinite(use.filled):
        return translate("City", "no target")
    if not use.of_target.known:
        return ""
    percent = 100.0 * (use.of_target.value - 1.0)
    if use.suspect:
        whole = (
            translate("City", "{share} % of target so far")
            if short
            else translate("City", "{share} % of the day's target so far")
        )
        return whole.format(share=format_number(100.0 * use.filled, 0))
    if abs(percent) < 0.5:
        return translate("City", "on target") if short else translate("City", "on target for this hour")
    if short:
        told = (
            translate("City", "{share} % over target") if percent > 0 else translate("City", "{share} % under target")
        )
        return told.format(share=format_number(abs(percent), 0))
    told = (
        translate("City", "{share} % over target for this hour")
        if percent > 0
        else translate("City", "{share} % under target for this hour")
    )
    return told.format(share=format_number(abs(percent), 0))


def usual_text(use: UseNow, short: bool = False) -> str:
    """How today stands to what is usual by this hour, `short` without saying what that is; "" where it is not known."""
    if use.standing is Standing.UNKNOWN:
        return ""
    if short:
        return standing_name(use.standing)
    low, high = (format_number(max(0.0, edge), use.decimals) for edge in (use.usual.low, use.usual.high))
    if use.standing is Standing.USUAL:
        return translate("City", "as usual, {low} to {high}").format(low=low, high=high)
    told = (
        translate("City", "above usual ({low} to {high})")
        if use.standing.is_above
        else translate("City", "below usual ({low} to {high})")
    )
    return told.format(low=low, high=high)


def then_text(axes: AxesNow, session: Session) -> str:
    """The moment the axes are held against, with its time; "" where none is chosen."""
    if axes.then is None:
        return ""
    return f"{then_name(axes.then)}, {since_text(axes.at - axes.then.value, session)}"
