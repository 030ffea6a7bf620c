"""How figures of the alarm system are called and written, on the page and in the report alike."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import NOTHING, format_age, format_number
from opscenter.domain.measures import Figure, Measures, Target

DAY_MS = 86_400_000


def figure_name(name: str) -> str:
    """What a figure is called; one that is not known stays as it is."""
    translate = QCoreApplication.translate
    names = {
        "rate": translate("Measures", "Alarms in 10 minutes, on average"),
        "peak": translate("Measures", "Alarms in the busiest 10 minutes"),
        "flood-share": translate("Measures", "Share of time in flood"),
        "standing": translate("Measures", "Standing alarms, on average"),
        "standing-now": translate("Measures", "Standing at the end"),
        "stale": translate("Measures", "Standing longer than a day, most at once"),
        "chattering": translate("Measures", "Chattering (3 in a minute)"),
        "top-ten": translate("Measures", "Share of the ten most frequent"),
        "unacknowledged": translate("Measures", "Unacknowledged at the end"),
        "oldest-unacknowledged": translate("Measures", "Age of the oldest of them"),
        "acknowledge-median": translate("Measures", "Time to acknowledge, median"),
        "acknowledge-p90": translate("Measures", "Time to acknowledge, nine of ten"),
    }
    return names.get(name, name)


def value_text(value: float | None, unit: str) -> str:
    """A figure's number as people read it; "–" for none."""
    if value is None:
        return NOTHING
    if unit == "share":
        return f"{format_number(value * 100, 1 if value < 0.1 else 0)} %"
    if unit == "ms":
        return format_age(round(value))
    return format_number(value, 2 if unit == "1/10min" and value < 10 else 1 if value % 1 else 0)


def target_text(target: Target | None, unit: str) -> str:
    """What a figure should be, "" where nothing is asked."""
    if target is None:
        return ""
    if target.good == 0:
        return QCoreApplication.translate("Measures", "none")
    return QCoreApplication.translate("Measures", "at most {value}").format(value=value_text(target.good, unit))


def verdict_text(figure: Figure) -> str:
    """How a figure stands to its target, in words: never by colour alone."""
    translate = QCoreApplication.translate
    return {
        "good": translate("Measures", "within the target"),
        "watch": translate("Measures", "above the target"),
        "bad": translate("Measures", "far above the target"),
    }.get(figure.verdict, "")


def too_short(measures: Measures) -> str:
    """A sentence about a span that is too short to judge by, "" for one that is not."""
    if measures.enough:
        return ""
    span = measures.until - measures.since
    if span < 2 * DAY_MS:
        hours = max(1, round(span / 3_600_000))
        told = QCoreApplication.translate("Measures", "%n hour(s)", "", hours)
    else:
        told = QCoreApplication.translate("Measures", "%n day(s)", "", round(span / DAY_MS))
    sentence = QCoreApplication.translate(
        "Measures", "This is {span} only. An alarm system is judged on 30 days or more: take these as a hint."
    )
    return sentence.format(span=told)


def away_note(measures: Measures) -> str:
    """A sentence about time in which nothing was recorded, "" without any."""
    if not measures.away_ms:
        return ""
    sentence = QCoreApplication.translate("Measures", "No station recorded for {span} of it; that counts as quiet.")
    return sentence.format(span=format_age(measures.away_ms))


def sources_note() -> str:
    """Where the targets come from."""
    return QCoreApplication.translate(
        "Measures", "Targets after EEMUA 191 and ISA-18.2 by secondary sources, for one operator position."
    )


PRIORITY_SHARES = {1: 0.05, 2: 0.15}
"""What critical and high alarms may have of all, the rest being medium and low (EEMUA 191, secondary sources)."""
