"""Many beats told as one leave a desk where the many would have."""

from pathlib import Path

import numpy as np

from opscenter.desk.mirror import Mirror
from opscenter.station.replay.anchors import Anchors
from opscenter.station.replay.course import Course
from opscenter.station.replay.gathering import Gathering, nothing
from opscenter.station.replay.opening import Recording


def test_one_of_many_is_worth_the_many(cut: Path) -> None:
    with Recording(cut) as recording:
        course = Course(recording.make_lane, recording.happenings, Anchors())
        engine, gathering, each, told = course.lane.engine, Gathering(), Mirror(), Mirror()
        for mirror in (each, told):
            mirror.apply_snapshot(*engine.snapshot({"now": 0}))
        seq = told.seq
        for number in range(40):
            lived = course.live(recording.until)
            assert lived is not None
            if course.lane.engine is not engine:
                break  # a start: desks ask for everything
            gathering.take(lived.beats)
            for beat in lived.beats:
                if beat.header:
                    each.apply_beat(beat.header, beat.columns)
            if number % 7 == 6:
                seq += 1
                given = {"epoch": engine.epoch, "seq": seq, "now": course.at, "health": None}
                told.apply_beat(*gathering.give(engine, given))
                for name in ("value", "quality", "measured", "received", "lon", "lat", "seen", "cell_row"):
                    np.testing.assert_array_equal(getattr(each, name), getattr(told, name), err_msg=name)
                for name in ("ids", "types", "names", "cell_names", "cell_units", "texts", "alarms", "shapes"):
                    assert getattr(each, name) == getattr(told, name), name
                assert each.situations.keys() == told.situations.keys()
        assert number > 20
        assert told.alarms
        again = told.apply_beat(*nothing(len(told.ids), len(told.cell_names), {**given, "seq": seq + 1}))
        assert again is not None
        assert len(again.cells) == 0
