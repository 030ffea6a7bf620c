"""What each condition of the filter hides, a line each."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.wording import priority_name
from opscenter.console.plain import one_line
from opscenter.domain.alarm import Priority


def hidden_lines(alarms: AlarmList, system: str) -> tuple[str, ...]:
    """Lines such as "words: 3 hidden", by what each condition alone would hide; together they may hide fewer."""
    translate, wanted = QCoreApplication.translate, alarms.filter
    if not wanted.hides:
        return ()
    away = ", ".join(priority_name(one) for one in Priority if one not in wanted.priorities)
    unacknowledged = translate("AlarmFilters", "unacknowledged only")
    words = translate("AlarmFilters", "words “{words}”").format(words=one_line(wanted.words, 40))
    found = [
        (words, bool(wanted.words.strip()), alarms.hidden_by_words()),
        (translate("AlarmFilters", "without {priorities}").format(priorities=away), bool(away),
         alarms.hidden_by_priority()),
        (unacknowledged, wanted.unacknowledged_only, alarms.hidden_acknowledged()),
        (translate("AlarmFilters", "system {name}").format(name=system), bool(wanted.system),
         alarms.hidden_by_system()),
        (translate("AlarmFilters", "area"), bool(wanted.area), alarms.hidden_by_area()),
        (translate("AlarmFilters", "mine (critical ones are shown)"), wanted.mine, alarms.not_mine()[0]),
    ]  # fmt: skip
    hides = translate("AlarmFilters", "{condition}: hides {count}")
    return tuple(hides.format(condition=name, count=count) for name, on, count in found if on)
