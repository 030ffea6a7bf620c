"""What differs between two moments, told to a desk, leaves it where everything told anew would."""

import itertools
from pathlib import Path

import numpy as np

from opscenter.desk.mirror import Mirror
from opscenter.station.replay.differing import Shown, difference, shown_of
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.picture import Picture
from opscenter.station.replay.told import ToldJournal
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import make_alarm

TOLD = {"epoch": 1, "seq": 1, "now": 0, "health": {}}


def seen_by_a_desk(picture: Picture) -> Mirror:
    mirror = Mirror()
    mirror.apply_snapshot(*picture.snapshot(TOLD))
    return mirror


def know_less(picture: Picture, share: float) -> None:
    """As if no more of its entities had been met by then."""
    rows = round(share * picture.rows)
    later = np.flatnonzero(np.array(picture.registry.cell_rows[: picture.cells]) >= rows)
    picture.rows, picture.cells = rows, int(later[0]) if len(later) else picture.cells


def same(one: Mirror, other: Mirror) -> None:
    for name in ("value", "quality", "measured", "received", "lon", "lat", "seen", "cell_row"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    for name in ("ids", "types", "names", "local_names", "cell_names", "cell_units", "texts", "shapes", "alarms"):
        assert getattr(one, name) == getattr(other, name), name
    assert one.situations.keys() == other.situations.keys()


def test_a_jump_told_by_what_differs_is_worth_a_snapshot(cut: Path) -> None:
    with Recording(cut) as recording:
        told = ToldJournal(recording.reader.rows())
        described = recording.make_lane().engine.described
        length = recording.until - recording.since
        pictures: list[Picture] = []
        for share, known in ((0.6, 1.0), (1.0, 1.0), (0.8, 1.0), (0.0, 0.5), (0.9, 0.7), (0.1, 0.2), (1.0, 1.0)):
            picture = recording.draw(recording.since + round(share * length), told, described)
            assert picture is not None
            know_less(picture, known)
            pictures.append(picture)
            described = picture.described  # shapes that are known stay known
    mirror, told_of = seen_by_a_desk(pictures[0]), []
    for was, now in itertools.pairwise(pictures):
        before, after = shown_of(was), shown_of(now)
        header, columns = difference(before, after, {**TOLD, "seq": mirror.seq + 1})
        told_of.append(len(columns["cell"]) / after.cells)
        for row in range(0, len(mirror.ids), 7):
            mirror.cells_of(row)  # somebody has looked
        changes = mirror.apply_beat({**header, "jump": True}, columns)
        anew = seen_by_a_desk(now)
        same(mirror, anew)
        assert [mirror.cells_of(row) for row in range(now.rows)] == [anew.cells_of(row) for row in range(now.rows)]
        assert changes is not None
        assert changes.everything
        assert changes.same_entities
        assert set(changes.alarms) == set(mirror.alarms)
    assert min(told_of) < 0.9, "what is the same is not told"


def test_alarms_and_situations_that_are_not_there_yet_go(cut: Path) -> None:
    with Recording(cut) as recording:
        told = ToldJournal(recording.reader.rows())
        picture = recording.draw(recording.until, told, recording.make_lane().engine.described)
    assert picture is not None
    now = shown_of(picture)
    alarm = fact_from_alarm(make_alarm(1, picture.registry.ids[0]))
    situation = {
        "id": "S1", "state": "open", "opened": 1, "closed": 0, "members": [], "rule": "", "owner": "",
    }  # fmt: skip
    was = Shown(
        now.rows,
        now.cells,
        now.registry,
        now.state,
        now.described,
        [*now.alarms, alarm],
        [*now.situations, situation],
        now.flood,
        0,
    )
    header, columns = difference(was, now, {**TOLD, "now": 77})
    assert not len(columns["cell"])
    assert [(fact["occurrence"], fact["state"]) for fact in header["alarms"]] == [(alarm["occurrence"], "NORM")]
    assert [(fact["id"], fact["closed"]) for fact in header["situations"]] == [("S1", 77)], "desks go by when it closed"
