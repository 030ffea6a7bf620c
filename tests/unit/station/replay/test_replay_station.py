"""A replay station as desks meet it: it plays, jumps, answers for the past up to its now, and touches nothing live."""

import contextlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from opscenter.desk.client import Desk
from opscenter.desk.errors import RefusedError
from opscenter.desk.mirror import Mirror
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.run import ReplayOptions, ReplayStation
from tests.support.programs import eventually


@pytest.fixture(scope="module")
def incident(cut: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file alone in a folder: the history it was cut out of is somewhere else."""
    return Path(shutil.copy(cut, tmp_path_factory.mktemp("alone")))


@pytest.fixture(scope="module")
def station(incident: Path) -> Iterator[ReplayStation]:
    """One for all that look; what is unfolded is there when all of it is."""
    station = ReplayStation(ReplayOptions(incident, beat_ms=50), stop=lambda: None)
    station.start()
    try:
        eventually(lambda: station.unfolding.upto >= station.player.until, "all of it is unfolded", seconds=60)
        yield station
    finally:
        station.close()


@pytest.fixture
def desk(station: ReplayStation) -> Iterator[Desk]:
    with Desk(station.address, timeout_s=60) as desk:
        yield desk


def at_rest(desk: Desk) -> dict[str, object]:
    """When the engine has caught up with a jump."""
    eventually(lambda: desk.status()["replay"]["state"] in ("paused", "ended"), "it stands", seconds=60)
    fact: dict[str, object] = desk.status()["replay"]
    return fact


def go_to(desk: Desk, at: int) -> None:
    desk.command("replay-pause")
    desk.command("replay-seek", at=at)
    assert at_rest(desk)["at"] == at


def middle(station: ReplayStation, share: float = 0.5) -> int:
    return station.player.since + round(share * (station.player.until - station.player.since))


def same(one: Mirror, other: Mirror) -> None:
    """What desks see is the same."""
    assert one.ids == other.ids
    assert one.names == other.names
    assert one.cell_names == other.cell_names
    for name in ("value", "quality", "measured", "received", "lon", "lat", "seen"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    assert one.texts == other.texts
    assert one.alarms == other.alarms
    assert one.situations.keys() == other.situations.keys()
    assert one.cell_units == other.cell_units


def test_it_tells_the_catalogue_of_its_recording(desk: Desk, station: ReplayStation) -> None:
    told = desk.query("catalogue")[0]
    assert told["files"] == station.recording.texts.files and "weather.toml" in told["files"]


def test_it_says_that_it_is_a_replay_and_of_what(desk: Desk, incident: Path) -> None:
    welcome = desk.welcome
    assert (welcome["mode"], welcome["city"]) == ("replay", "Port Meridian")
    told = welcome["incident"]
    assert (told["title"], told["licence"], told["file"]) == ("An incident", "CC0", incident.name)
    assert told["problems"] == []
    assert told["since"] < told["until"]


def test_a_desk_that_follows_sees_what_a_desk_that_comes_later_sees(station: ReplayStation, desk: Desk) -> None:
    go_to(desk, station.player.since)
    with Desk(station.address, timeout_s=60) as other:
        follower = other.follow()
        mirror = next(follower)
        desk.command("replay-play", speed=0)
        while mirror.now < station.player.until:
            mirror = next(follower)
        at_rest(desk)
        same(mirror, desk.present())
        assert mirror.alarms
        go_to(desk, middle(station))
        while mirror.now != middle(station) or mirror.replay is None or mirror.replay["state"] != "paused":
            mirror = next(follower)  # to what the engine knows better than the picture
        same(mirror, desk.present())


def test_the_picture_of_a_jump_is_what_the_engine_comes_to(station: ReplayStation, desk: Desk) -> None:
    """Derived numbers apart, of which nothing has come since the last key frame."""
    at = middle(station, 0.7)
    go_to(desk, at)
    engine = station.stage.engine
    with Recording(station.recording.path) as recording:
        from opscenter.station.replay.told import ToldJournal

        told = ToldJournal(recording.reader.rows())
        picture = recording.draw(at, told, engine.described)
    assert picture is not None
    published = np.array(["derived." not in name for name in engine.registry.cell_names[: picture.cells]])
    was, now = picture.state.columns, engine.state.columns
    for name in ("value", "shown", "measured", "received"):
        differ = was[name][: picture.cells] != now[name][: picture.cells]
        differ &= ~((was[name] != was[name])[: picture.cells])
        systems = np.array(
            [engine.registry.types[row] == "System" for row in engine.registry.cell_rows[: picture.cells]]
        )
        assert not (differ & published & ~systems).any(), name
    assert picture.alarms == dict(engine.alarms.alarms)


def test_steps_are_lived_through_forward_and_jumped_back(station: ReplayStation, desk: Desk) -> None:
    at = middle(station)
    go_to(desk, at)
    jumps = station.player.jumps
    assert desk.command("replay-step", ms=3_000)["replay"]["goes_on"] is False
    eventually(lambda: bool(desk.status()["replay"]["at"] == at + 3_000), "the step is done")
    assert station.player.jumps == jumps
    desk.command("replay-step", ms=-2_000)
    assert at_rest(desk)["at"] == at + 1_000
    assert station.player.jumps == jumps + 1


def test_it_jumps_to_alarms_notes_acts_and_bookmarks(station: ReplayStation, desk: Desk, incident: Path) -> None:
    go_to(desk, station.player.since)
    events = desk.query("replay-timeline", bins=4)[0]
    kinds = {event["kind"] for event in events["events"]}
    assert {"raised", "note", "act", "away", "started"} <= kinds
    away = next(event for event in events["events"] if event["kind"] == "away")
    assert station.player.since < away["at"] < away["until"] < station.player.until
    raised = [event for event in events["events"] if event["kind"] == "raised"]
    assert sum(map(sum, events["raised"].values())) == len(raised)
    first = next(event["at"] for event in raised if event["at"] > station.player.since)
    found = desk.command("replay-next", what="alarm")
    assert (found["found"], found["at"], found["kind"]) == (True, first, "raised")
    assert found["occurrence"] in {event["occurrence"] for event in raised}
    note = desk.command("replay-next", what="note")
    assert note["text"] == {"en": "The pumps are running"}
    assert desk.command("replay-next", what="note", back=True)["found"] is False
    marked = desk.command("replay-bookmark", at=middle(station), text="here", by="Lee")
    assert marked["kept"] is True
    kept = json.loads((incident.parent / f"{incident.name}.bookmarks.json").read_text("utf-8"))
    assert [(one["at"], one["text"], one["by"]) for one in kept["bookmarks"]] == [(middle(station), "here", "Lee")]
    go_to(desk, station.player.since)
    assert desk.command("replay-next", what="bookmark")["at"] == middle(station)
    assert desk.command("replay-bookmark-remove", bookmark=marked["bookmark"])["removed"] is True
    with pytest.raises(RefusedError, match="must be alarm"):
        desk.command("replay-next", what="lunch")


def test_questions_about_the_past_never_tell_what_comes_later(station: ReplayStation, desk: Desk) -> None:
    now = middle(station)
    go_to(desk, now)
    told = desk.query("journal", limit=10_000)[0]["events"]
    assert told
    assert max(event["wall"] for event in told) <= now
    then = [row for row in station.recording.reader.rows() if row.wall <= now]
    assert len(told) == len(then)
    row = next(row for row, kind in enumerate(station.stage.registry.types) if kind == "WeatherObserved")
    entity = station.stage.registry.ids[row]
    columns = desk.query("series", entity=entity, attribute="temperature", points=0)[1]
    assert len(columns["time"]) > 5
    assert columns["time"].max() <= now
    assert desk.query("span", bins=10)[0]["last"] == now
    assert desk.query("beside", at=now)[0]["at"] == 0
    assert desk.query("beside", at=now, back=True)[0]["at"] > 0
    past = desk.query("moment", at=now - 10_000)[0]
    assert past["now"] == now - 10_000
    with pytest.raises(RefusedError, match="has not come yet"):
        desk.query("moment", at=now + 1)
    usual = desk.query("expectation", entity=entity, attribute="temperature", **{"from": now - 60_000, "to": now})[1]
    assert np.isnan(usual["median"]).all(), "nothing had been learnt then"
    for what in ("forecast", "simulate"):
        with pytest.raises(RefusedError, match="ask the live station"):
            desk.query(what, entity=entity, attribute="temperature")


@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("ack", {"occurrences": ["x"], "by": "Lee"}), ("reset", {"occurrences": ["x"], "by": "Lee"}),
        ("shelve", {"occurrences": ["x"], "by": "Lee", "until": 1}), ("unshelve", {"occurrences": ["x"], "by": "Lee"}),
        ("suppress", {"occurrences": ["x"], "by": "Lee"}), ("out-of-service", {"occurrences": ["x"], "by": "Lee"}),
        ("note", {"text": "x", "by": "Lee"}), ("note-correct", {"note": "x", "by": "Lee"}),
        ("situation-own", {"situation": "x", "by": "Lee"}), ("situation-note", {"situation": "x", "by": "Lee"}),
        ("situation-check", {"situation": "x", "by": "Lee"}),
    ],
)  # fmt: skip
def test_what_happened_cannot_be_changed(desk: Desk, verb: str, args: dict[str, object]) -> None:
    before = desk.query("alarms")[0]
    with pytest.raises(RefusedError, match="This is a recording"):
        desk.command(verb, **args)
    assert desk.query("alarms")[0]["alarms"] == before["alarms"]


def test_what_is_not_understood_is_refused_in_a_sentence(desk: Desk) -> None:
    for verb, args, why in (
        ("replay-play", {"speed": 5_000}, "0.1 to 1000"), ("replay-play", {"speed": "fast"}, "must be a number"),
        ("replay-seek", {}, "'at' is missing"), ("replay-step", {"ms": 0}, "how far to step"),
        ("replay-loop", {"from": 5, "to": 5}, "at least a second"), ("fly", {}, "no command"),
    ):  # fmt: skip
        with pytest.raises(RefusedError, match=why):
            desk.command(verb, **args)


def test_nothing_of_it_reaches_the_live_city(station: ReplayStation, incident: Path) -> None:
    """No socket but those for its own desks, no file written but in its private folder and the bookmarks."""
    ours = psutil.Process()
    allowed = {int(address.rpartition(":")[2]) for address in (station.address, station.feed_address)}
    beside = psutil.Process(station.unfolding.pid) if psutil.pid_exists(station.unfolding.pid) else None
    listening = [one for one in ours.net_connections("inet") if one.status == psutil.CONN_LISTEN]
    assert {one.laddr.port for one in listening} <= allowed
    for one in ours.net_connections("inet") if sys.platform == "linux" else ():  # elsewhere threads wake by sockets
        ports = {one.laddr.port, one.raddr.port if one.raddr else 0}
        assert ports & allowed, f"a socket of somebody else: {one}"
    with contextlib.suppress(psutil.NoSuchProcess):
        assert beside is None or not beside.net_connections("inet")
    private = str(station.unfolding.folder)
    for file in ours.open_files():
        if file.path.endswith((".sqlite", ".sqlite-wal", ".sqlite-shm", ".mcap")) and "pytest" not in file.path:
            assert file.path.startswith(private) or file.path == str(incident), file.path
        if file.path == str(incident):
            assert getattr(file, "mode", "r") == "r"
    assert {path.name for path in incident.parent.iterdir()} <= {incident.name, f"{incident.name}.bookmarks.json"}


def test_several_play_beside_each_other_and_leave_nothing_behind(station: ReplayStation, incident: Path) -> None:
    other = ReplayStation(ReplayOptions(incident, speed=0.5, unfold=False), stop=lambda: None)
    folder = other.unfolding.folder
    other.start()
    try:
        assert other.address != station.address
        with Desk(other.address, timeout_s=60) as desk, Desk(station.address, timeout_s=60) as first:
            eventually(lambda: bool(desk.status()["replay"]["at"] > other.player.since), "it plays", seconds=30)
            first.command("replay-pause")
            assert first.status()["replay"]["state"] != "playing"
            with pytest.raises(RefusedError, match="been unfolded yet"):
                desk.query("journal")
    finally:
        other.close()
    assert not folder.exists()
