"""An inspector over a made-up city with one detailed alarm, for tests of what the detail says and asks."""

from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.inspector.inspector import Inspector
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, Priority
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.wire.desk import Columns, Header
from tests.support.fake_city import NOW, FakeChannel, beat, make_alarm, make_session

MINUTE = 60_000
SPEED = "averageVehicleSpeed"
STEPS = (
    {"en": "Look at the camera", "zh_Hant": "查看閉路電視"},
    {"en": "Call the patrol", "zh_Hant": "致電巡邏"},
)


def rule_of(number: int = 1, **fields: Any) -> Rule:
    rule = Rule(
        f"rule-{number}",
        RuleKind.LIMIT,
        "TrafficFlowObserved",
        SPEED,
        Priority.HIGH,
        {"en": "{name}: {value}"},
        side=Side.LOW,
        value=20.0,
        deadband=2.0,
        version="abc123",
    )
    return replace(rule, **fields)


class Desk:
    """An inspector over a made-up city with one detailed alarm; `answer` what was asked by `what`."""

    def __init__(self, qtbot: QtBot, rule: Rule | None = None, **fields: Any) -> None:
        speed = Attribute(SPEED, {"en": "Mean speed"}, "KMH", "km/h", 0)
        status = Attribute("status", {"en": "Status"}, states={"closed": {"en": "Closed", "zh_Hant": "封閉"}})
        kind = Kind(
            "TrafficFlowObserved",
            "traffic",
            {"en": "Detector"},
            headline=SPEED,
            attributes={SPEED: speed, "status": status},
            rules=(rule if rule is not None else rule_of(),),
            stale_after_ms=5 * MINUTE,
        )
        self.qtbot = qtbot
        self.session: Session = make_session(80, 0, catalogue=Catalogue(kinds={kind.type: kind}))
        self.session._timer.stop()  # time goes on when a test says so
        self.selection = Selection()
        self.panel = Inspector(self.session, self.selection, Theme())
        qtbot.addWidget(self.panel)
        self.panel.resize(320, 720)
        self.panel.show()
        self.entity = self.session.mirror.ids[0]
        self.fact = replace(
            make_alarm(1, self.entity, since=NOW - 5 * MINUTE, checklist=STEPS, rule_version="abc123"), **fields
        )
        beat(self.session, alarms=[self.fact])

    @property
    def detail(self) -> Any:
        return self.panel.alarm

    @property
    def channel(self) -> FakeChannel:
        assert isinstance(self.session.channel, FakeChannel)
        return self.session.channel

    def select(self, alarm: Alarm | None = None) -> None:
        alarm = alarm or self.fact
        self.selection.select([alarm.entity], alarm.occurrence)
        self.qtbot.waitUntil(lambda: not self.detail._around.isActive())

    def asked(self, what: str) -> list[tuple[Header, Any]]:
        return [(header, done) for _, header, done in self.channel.asked if header.get("what") == what]

    def answer(
        self, what: str, header: Header | None = None, columns: Columns | None = None, refused: str = ""
    ) -> None:
        self.asked(what)[-1][1](Answer(header or {}, columns or {}, refused))

    def samples(self, points: list[tuple[int, float]], gaps: list[list[int]] | None = None) -> None:
        """Answer the plot's question: (minutes from now, value)."""
        times = np.array([NOW + at * MINUTE for at, _ in points], np.int64)
        columns: Columns = {
            "time": times,
            "value": np.array([value for _, value in points], np.float64),
            "quality": np.zeros(len(points), np.uint8),
        }
        asked = [one for one in self.asked("series") if one[0]["args"]["from"] == self.fact.since - 15 * MINUTE]
        asked[-1][1](Answer({"gaps": gaps or [], "raw": True}, columns))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.detail, key, modifier)

    def journal(self, events: list[Header], **more: Any) -> None:
        """Answer what the detail asked of the journal."""
        rule = self.detail.alarm.rule

        def mine() -> list[Any]:
            return [one for one in self.asked("journal") if one[0]["args"].get("rule") == rule]

        self.qtbot.waitUntil(lambda: bool(mine()))
        mine()[-1][1](Answer({"events": events, "next": 0, "total": len(events), **more}, {}))
