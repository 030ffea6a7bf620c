"""How far a forecast is to be trusted, in words."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def forecast_sentence(told: Mapping[str, Any], unit: str, factor: float) -> str:
    """Of the header of an answer to `forecast`; `factor` makes what is shown of what is published."""
    state = told.get("state")
    if state == "ready":
        return _trusted(told, unit, factor)
    if state == "no-skill":
        return translate("Forecast", "none: it would be no better than {rival}").format(rival=_rival(told)[0])
    return {
        "short": translate("Forecast", "none: it takes two days of history"),
        "old": translate("Forecast", "none: nothing was measured in the last hours"),
        "steady": translate("Forecast", "none: it never changes"),
        "failed": translate("Forecast", "none: it failed; the station's log says why"),
        "no-number": translate("Forecast", "not of states and derived series"),
    }.get(str(state), "…")


def _trusted(told: Mapping[str, Any], unit: str, factor: float) -> str:
    half, held, days = (_number(told, name) for name in ("half", "coverage", "days"))
    rival, better = _rival(told)
    width = f"{half * abs(factor):.2g}" if half * abs(factor) < 100 else f"{half * abs(factor):.0f}"
    within = f"{width} {unit}".strip()
    sentence = translate("Forecast", "within ±{within} in {held} % of cases in the last {days} days")
    sentence = sentence.format(within=within, held=round(100 * held), days=round(days))
    if told.get("method") == "day":  # until there are weeks to learn the usual from
        sentence = translate("Forecast", "by the day before: {sentence}").format(sentence=sentence)
    if better >= 1:
        nearer = translate("Forecast", "{better} % nearer than {rival}").format(better=better, rival=rival)
        return f"{sentence}; {nearer}"
    return sentence


def _rival(told: Mapping[str, Any]) -> tuple[str, int]:
    """The best of those who know nothing, and by how many per cent the forecast errs less."""
    names = {
        "mae_last": translate("Forecast", "the last value"),
        "mae_day": translate("Forecast", "the value a day before"),
        "mae_week": translate("Forecast", "the value a week before"),
    }
    errors = {name: _number(told, name) for name in names if isinstance(told.get(name), int | float)}
    if not errors:
        return names["mae_last"], 0
    best = min(errors, key=lambda name: errors[name])
    mae = _number(told, "mae")
    return names[best], round(100 * (1 - mae / errors[best])) if errors[best] > 0 else 0


def _number(told: Mapping[str, Any], name: str) -> float:
    value = told.get(name)
    return float(value) if isinstance(value, int | float) else 0.0
