"""Why alarms were laid aside lately: offered again, so that the same reason is written the same way."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.verbs import Verb

KEPT = 8


class Reasons:
    """By way of laying aside, those said last first."""

    def __init__(self) -> None:
        self._said: dict[Verb, list[str]] = {}

    def said(self, verb: Verb, reason: str) -> None:
        """Somebody gave this reason."""
        before = [one for one in self._said.get(verb, []) if one != reason]
        self._said[verb] = [reason, *before][:KEPT]

    def offered(self, verb: Verb) -> list[str]:
        """Those said lately, then the usual ones."""
        translate = QCoreApplication.translate
        usual = {
            Verb.SHELVE: (
                translate("AlarmReasons", "known fault, crew informed"),
                translate("AlarmReasons", "chatters, to be looked at"),
                translate("AlarmReasons", "work on site"),
            ),
            Verb.SUPPRESS: (translate("AlarmReasons", "follows from another alarm"),),
            Verb.OUT_OF_SERVICE: (translate("AlarmReasons", "maintenance"),),
        }
        said = self._said.get(verb, [])
        return [*said, *(one for one in usual.get(verb, ()) if one not in said)]

    def save_state(self) -> dict[str, list[str]]:
        """JSON-able."""
        return {verb.value: reasons for verb, reasons in self._said.items() if reasons}

    def restore_state(self, state: Any) -> None:
        """Take over what `save_state` gave; what is not that is passed over."""
        table = state if isinstance(state, dict) else {}
        for verb in Verb:
            reasons = table.get(verb.value)
            if isinstance(reasons, list):
                self._said[verb] = [one[:500] for one in reasons if isinstance(one, str)][:KEPT]
