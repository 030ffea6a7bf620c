"""A console on a made-up replay, without a station: session, window, and what its station would say."""

from typing import Any

from pytestqt.qtbot import QtBot

from opscenter.console.options import ConsoleOptions
from opscenter.console.session import Answer, LinkState, Session
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import NOW, FakeChannel, beat, snapshot

HOUR = 3_600_000
SINCE, UNTIL = NOW - 2 * HOUR, NOW + HOUR


def replay_told(**more: Any) -> dict[str, Any]:
    """`replay` of a beat's header."""
    return {
        "state": "paused", "at": NOW, "since": SINCE, "until": UNTIL, "speed": 1.0, "achieved": 0.0, "ready": 1.0,
        "unfolded": UNTIL, "loop": None, "goes_on": False, "jumps": 0, "notice": "", **more,
    }  # fmt: skip


def timeline_told(entity: str = "urn:ngsi-ld:TrafficFlowObserved:00000", **more: Any) -> dict[str, Any]:
    """An answer to `replay-timeline`."""
    events = [
        {"at": SINCE + n * 600_000, "kind": "raised", "priority": n % 4 + 1, "occurrence": f"o{n}", "entity": entity,
         "text": {"en": f"Speed collapse {n}", "zh_Hans": f"车速骤降 {n}"}, "by": ""}
        for n in range(18)
    ]  # fmt: skip
    events += [
        {"at": SINCE + HOUR, "kind": "note", "priority": 0, "text": {"en": "Police at the place"}, "by": "Ada"},
        {"at": SINCE + HOUR + 90_000, "kind": "act", "priority": 0, "text": {}, "by": "Ada", "event": "reset"},
        {"at": SINCE + 2 * HOUR, "kind": "bookmark", "text": {"en": "Look here"}, "by": "Ada", "bookmark": 3},
        {"at": SINCE + 60_000, "kind": "away", "until": SINCE + 200_000, "text": {}, "by": ""},
        {
            "at": SINCE + 300_000,
            "kind": "gap",
            "until": SINCE + 700_000,
            "text": {},
            "by": "",
            "publisher": "traffic-1",
            "messages": 7,
        },
    ]
    raised = {"urgent": [n % 5 == 0 for n in range(60)], "other": [n % 3 for n in range(60)]}
    raised["urgent"] = [int(one) for one in raised["urgent"]]
    return {"from": SINCE, "to": UNTIL, "events": events, "raised": raised, "left_out": 0, **more}


def played_session(session: Session) -> Session:
    """Have a session attached to a replay that is paused at NOW, its timeline answered."""
    channel = FakeChannel()
    channel.answers["replay-timeline"] = Answer(timeline_told(), {})
    session.channel = channel
    changes = session.live.apply_snapshot(*snapshot(120, 6))
    session.introduce(
        {"mode": "replay", "station": "storm.mcap", "city": "Port Meridian", "zone": "Asia/Hong_Kong", "now": NOW,
         "incident": {"title": "Storm of May", "file": "storm.mcap"}}
    )  # fmt: skip
    session.set_link(LinkState.LIVE)
    session.live.replay = replay_told()
    session.announce(changes)
    return session


def played_console(
    qtbot: QtBot, *, size: tuple[int, int] = (1_600, 900), remembered: Remembered | None = None, **fields: Any
) -> Console:
    """A window on a replay that is paused at NOW, its timeline answered."""
    options = ConsoleOptions(**{"theme": "dark", "language": "en", "operator": "tester", **fields})
    console = Console(load_catalogue(), options, remembered or Remembered(), None)
    qtbot.addWidget(console.window)
    played_session(console.session)
    console.window.resize(*size)
    console.show()
    qtbot.waitExposed(console.window)
    return console


def tell(session: Session, after_ms: int = 0, **more: Any) -> None:
    """The replay tells of itself in its next beat."""
    session.live.replay = replay_told(**more)
    beat(session, after_ms=after_ms)


def channel_of(session: Session) -> FakeChannel:
    """What was asked, and who answers."""
    assert isinstance(session.channel, FakeChannel)
    return session.channel


def commands(session: Session) -> list[tuple[str, dict[str, Any]]]:
    """Commands the station was sent, (verb, args)."""
    return [(header["verb"], header["args"]) for kind, header, _ in channel_of(session).asked if kind == "command"]
