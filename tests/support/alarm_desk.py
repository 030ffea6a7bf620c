"""The alarm panel on a made-up city, with a station that does what was asked for when told to."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.filtering import Ledger
from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, AlarmState, Aside, AsideKind
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.role import Role
from opscenter.wire.desk import Header
from tests.support.fake_city import NOW, FakeChannel, beat, make_session

HOUR = 3_600_000
STATE = {
    AsideKind.SHELVED: AlarmState.SHLVD,
    AsideKind.SUPPRESSED: AlarmState.DSUPR,
    AsideKind.OUT_OF_SERVICE: AlarmState.OOSRV,
}
_BY_VERB = {
    "shelve": AsideKind.SHELVED,
    "suppress": AsideKind.SUPPRESSED,
    "out-of-service": AsideKind.OUT_OF_SERVICE,
}


def laid(alarm: Alarm, kind: AsideKind = AsideKind.SHELVED, **fields: object) -> Alarm:
    """The fact of an alarm that is laid aside."""
    aside = Aside(kind, by="Mei", desk="desk-2", at=NOW - HOUR, until=NOW + HOUR, reason="known fault")
    return replace(alarm, state=STATE[kind], inner=alarm.state, asides=(replace(aside, **fields),))  # type: ignore[arg-type]


class AlarmDesk:
    """`press` keys in the list, read what was `asked`, `carry_out` what the newest command says."""

    def __init__(self, qtbot: QtBot, alarms: list[Alarm], role: Role = Role.OPERATOR, operator: str = "tester") -> None:
        self.qtbot = qtbot
        self.session: Session = make_session(80, 0, catalogue=Catalogue(), operator=operator)
        self.session.role = role
        self.selection = Selection()
        self.panel = AlarmPanel(self.session, self.selection, Theme())
        qtbot.addWidget(self.panel)
        self.panel.resize(1300, 420)
        self.panel.show()
        beat(self.session, alarms=alarms)

    @property
    def channel(self) -> FakeChannel:
        assert isinstance(self.session.channel, FakeChannel)
        return self.session.channel

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.panel.view, key, modifier)

    def asked(self) -> list[Header]:
        return [header for kind, header, _ in self.channel.asked if kind == "command"]

    def carry_out(self) -> None:
        """The station does what it was asked last: the answer, then the fact in the next beat."""
        header = self.asked()[-1]
        args, verb = header["args"], header["verb"]
        self.channel.answer({"done": args["occurrences"], "refused": {}, "recorded": True})
        facts = []
        for occurrence in args["occurrences"]:
            alarm = self.session.mirror.alarms[occurrence]
            if verb in _BY_VERB:
                aside = Aside(
                    _BY_VERB[verb], by=args["by"], desk="here", at=self.session.now, until=args.get("until", 0),
                    reason=args["reason"], one_shot=args.get("one_shot", False),
                )  # fmt: skip
                facts.append(
                    replace(alarm, state=STATE[_BY_VERB[verb]], inner=alarm.state, asides=(aside, *alarm.asides))
                )
            else:
                facts.append(replace(alarm, state=AlarmState.ACKED, inner=None, asides=(), acked_by=args["by"]))
        beat(self.session, alarms=facts)

    def rows(self) -> list[str]:
        """What the rows are, top to bottom: rules of alarms, and groups in brackets."""
        told = []
        for row in range(self.panel.table.rowCount()):
            alarm, group = self.panel.table.alarm(row), self.panel.table.group(row)
            told.append(alarm.rule if alarm is not None else f"[{group.key} {group.count}]" if group else "?")
        return told

    def open(self, ledger: Ledger) -> None:
        self.panel.tabs.tabs[ledger].click()
