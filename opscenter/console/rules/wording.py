"""What the rules and trials of them are called in sentences."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_age, format_date_time, format_offset
from opscenter.console.rules.result import TrialResult
from opscenter.domain.rule import RuleKind


def kind_name(kind: RuleKind) -> str:
    """What a kind of rule is called."""
    translate = QCoreApplication.translate
    names = {
        RuleKind.LIMIT: translate("RuleKinds", "limit"),
        RuleKind.RATE: translate("RuleKinds", "rate of change"),
        RuleKind.DEVIATION: translate("RuleKinds", "off its usual"),
        RuleKind.STATE: translate("RuleKinds", "state"),
        RuleKind.STALE: translate("RuleKinds", "silence"),
        RuleKind.FLAT: translate("RuleKinds", "flat line"),
        RuleKind.COUNT: translate("RuleKinds", "count"),
        RuleKind.GEOFENCE: translate("RuleKinds", "geofence"),
        RuleKind.EXPRESSION: translate("RuleKinds", "expression"),
    }
    return names[kind]


def sentence(result: TrialResult) -> str:
    """What a trial comes to: "340 → 12 alarms, the latest true alarm 8 s later"."""
    translate = QCoreApplication.translate
    told = translate("RuleTrial", "{before} → {after} alarms").format(before=result.before, after=result.after)
    if not result.before and not result.after:
        rest = translate("RuleTrial", "none before and none after")
    elif result.delay_ms is None:
        rest = translate("RuleTrial", "none of them raised both times")
    elif result.delay_ms > 0:
        rest = translate("RuleTrial", "the latest true alarm {delay} later").format(delay=delay_text(result.delay_ms))
    elif result.delay_ms < 0:
        rest = translate("RuleTrial", "every true alarm sooner, by {delay} at least").format(
            delay=delay_text(-result.delay_ms)
        )
    else:
        rest = translate("RuleTrial", "no true alarm later")
    return translate("RuleTrial", "{numbers}, {delay}.").format(numbers=told, delay=rest)


def delay_text(ms: int) -> str:
    """How much later, to a tenth of a second below a minute."""
    if ms >= 60_000:
        return format_age(ms)
    return QCoreApplication.translate("RuleTrial", "{count} s").format(count=f"{round(ms / 1000, 1):g}")


def span_text(since: int, until: int, zone: str) -> str:
    """A span with its zone."""
    return QCoreApplication.translate("RuleTrial", "{since} to {until} (UTC{offset})").format(
        since=format_date_time(since, zone, seconds=False),
        until=format_date_time(until, zone, seconds=False),
        offset=format_offset(until, zone),
    )


def by_text(by: str) -> str:
    """Who tries, where it is not this desk."""
    return by or QCoreApplication.translate("RuleTrial", "another desk")
