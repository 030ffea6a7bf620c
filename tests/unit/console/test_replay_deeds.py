"""What the timeline of a replay says: which act on what by whom, what was injected, whose messages are missing."""

from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from opscenter.console.replay.controls import ReplayControls
from opscenter.console.replay.events import course_of, rows_of
from opscenter.console.replay.mark_shapes import draw_mark
from opscenter.console.replay.marks import Shape
from opscenter.console.session import Answer
from opscenter.console.theme.tokens import DARK, LIGHT
from tests.support.fake_city import NOW, make_session

HOUR = 3_600_000
WATER = {"en": "High water", "zh_Hant": "水位高"}


def event(kind: str = "act", **fields: Any) -> dict[str, Any]:
    return {
        "at": NOW,
        "kind": kind,
        "priority": 0,
        "occurrence": "a",
        "entity": "",
        "text": WATER,
        "by": "Chan",
    } | fields


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"event": "acknowledged"}, "Chan · Acknowledged: High water"),
        ({"event": "acknowledged", "comment": "seen {x}"}, "Chan · Acknowledged: High water – seen {x}"),
        ({"event": "shelved", "shelved_until": NOW + 2 * HOUR}, "Chan · Shelved for 2 h 00: High water"),
        ({"event": "shelved", "one_shot": True}, "Chan · Shelved until it clears: High water"),
        ({"event": "shelved", "shelved_until": "soon"}, "Chan · Shelved: High water"),
        ({"event": "taken-out"}, "Chan · Taken out of service: High water"),
        ({"event": "situation-owned", "owner": "Lee"}, "Chan · Situation given to Lee: High water"),
        ({"event": "situation-owned", "owner": ""}, "Chan · Situation given up: High water"),
        ({"event": "situation-noted", "comment": "all dark"}, "Chan · Note on the situation High water: all dark"),
        ({"event": "situation-checked", "step": 1, "ticked": True}, "Chan · Step 2 ticked: High water"),
        ({"event": "situation-checked", "step": 0, "ticked": False}, "Chan · Tick taken from step 1: High water"),
        ({"kind": "note", "event": "note", "text": {"en": "Wet"}}, "Chan · Note: Wet"),
        ({"kind": "note", "event": "note-corrected", "text": {"en": "Dry"}}, "Chan · Note corrected: Dry"),
        ({"kind": "note", "event": "note-corrected", "withdrawn": True}, "Chan · Note taken back: High water"),
        ({"event": "exercise-alert", "text": {"en": "Alert"}, "comment": "Keep away"}, "Chan · Alert – Keep away"),
        ({"kind": "inject", "event": "exercise-injected", "text": {"en": "Injected: a"}, "by": ""}, "Injected: a"),
        ({"kind": "gap", "publisher": "traffic-1", "messages": 7, "by": "", "text": {}},
         "7 message(s) of traffic-1 never came"),
        ({"kind": "gap", "by": "", "text": {}}, "Messages are missing"),
        ({"event": "of tomorrow"}, "Chan · of tomorrow · High water"),
        ({}, "Chan · High water"),
        ({"event": "reset", "text": {}}, "Chan · Reset"),
        ({"event": 3, "comment": [], "text": "no map"}, "Chan"),
    ],
)  # fmt: skip
def test_a_mark_says_what_was_done(qtbot: QtBot, fields: dict[str, Any], words: str) -> None:
    session = make_session(entities=8, alarms=0)
    rows = rows_of(session, {"events": [event(**fields)]})
    (row,) = [one for one in rows if one.marks]
    assert row.line_of(row.marks[0]) == f"2026-11-18 19:06:40 · {words}"


def test_gaps_and_injections_are_spans_of_their_own_row_and_only_absence_is_a_hole(qtbot: QtBot) -> None:
    told = {
        "events": [
            event("gap", until=NOW + 5_000, publisher="p", messages=2),
            event("inject", until=NOW + 60_000),
            event("inject", at=NOW + 1),
            event("away", until=NOW + 9_000),
        ]
    }
    assert course_of(told, NOW - HOUR, NOW + HOUR).gaps == [(NOW, NOW + 9_000)]
    row = rows_of(make_session(entities=8, alarms=0), told)[-1]
    assert (row.id, row.title) == ("others", "Events")
    assert [(mark.shape, mark.end) for mark in row.marks] == [
        (Shape.GAP, NOW + 5_000), (Shape.INJECT, NOW + 60_000), (Shape.INJECT, 0),
    ]  # fmt: skip


def test_a_jump_to_an_act_says_which(qtbot: QtBot) -> None:
    session = make_session(entities=8, alarms=0)
    controls = ReplayControls(session)
    controls._jumped("act", False, Answer({**event(event="reset"), "found": True}, {}))
    said: list[str] = []
    controls.told.connect(said.append)
    controls._jumped("act", False, Answer({**event(event="reset"), "found": True}, {}))
    assert said == ["2026-11-18 19:06:40  Chan  Reset: High water"]


def test_no_mark_looks_like_another(qtbot: QtBot) -> None:
    for tokens in (DARK, LIGHT):
        seen: dict[bytes, Shape] = {}
        for shape in Shape:
            image = QImage(14, 14, QImage.Format.Format_Grayscale8)
            image.fill(0)
            painter = QPainter(image)
            draw_mark(painter, QRectF(QPointF(2, 2), QPointF(12, 12)), shape, tokens)
            painter.end()
            drawn = bytes(image.constBits())
            assert drawn not in seen, f"{shape} is drawn as {seen.get(drawn)}"
            seen[drawn] = shape
