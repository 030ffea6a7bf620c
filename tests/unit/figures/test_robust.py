"""Medians, spreads, scores and slopes that a wrong value does not move; worked out by hand."""

import numpy as np
import pytest

from opscenter.figures.recent import HOUR_MS, Recent, turns
from opscenter.figures.robust import group_medians, peer_scores, row_median, row_spread, theil_sen
from opscenter.figures.text_codes import TextCodes

NAN = float("nan")


def test_medians_of_rows_leave_out_what_is_not_there() -> None:
    rows = np.array([[3.0, 1.0, 2.0], [NAN, 4.0, 1.0], [NAN, NAN, 7.0], [NAN, NAN, NAN]])
    assert row_median(rows).tolist() == pytest.approx([2.0, 2.5, 7.0, NAN], nan_ok=True)
    assert row_spread(rows, row_median(rows)).tolist() == pytest.approx([1.4826, 2.2239, 0.0, NAN], nan_ok=True)
    assert row_median(np.zeros((0, 5))).shape == (0,)
    assert np.isnan(row_median(np.zeros((2, 0)))).all()


def test_medians_of_groups() -> None:
    values, groups = np.array([5.0, 1.0, 3.0, NAN, 8.0, 2.0]), np.array([0, 0, 0, 1, -1, 3])
    assert group_medians(values, groups, 4).tolist() == pytest.approx([3.0, NAN, NAN, 2.0], nan_ok=True)


def test_a_score_among_peers() -> None:
    values = np.array([10.0, 11.0, 12.0, 13.0, 30.0, 5.0, 9.0])
    scores = peer_scores(values, np.array([0, 0, 0, 0, 0, 1, -1]))
    # median 12, deviations 2 1 0 1 18: MAD 1
    assert scores[:5].tolist() == pytest.approx([-2 / 1.4826, -1 / 1.4826, 0.0, 1 / 1.4826, 18 / 1.4826])
    assert np.isnan(scores[5:]).all()
    assert np.isnan(peer_scores(np.full(6, 3.0), np.zeros(6, np.int64))).all()  # nobody differs
    assert len(peer_scores(np.empty(0), np.empty(0, np.int64))) == 0


def test_a_slope_that_one_wrong_point_does_not_move() -> None:
    times = np.array([[0.0, 1.0, 2.0, 3.0, 4.0]])
    assert theil_sen(times, np.array([[0.0, 2.0, 4.0, 6.0, 100.0]])).tolist() == [2.0]
    assert np.isnan(theil_sen(times, np.array([[0.0, NAN, NAN, 6.0, 8.0]]))).all()
    assert np.isnan(theil_sen(np.zeros((1, 5)), np.ones((1, 5)))).all()  # all at one time


def test_recent_points_are_apart_and_the_oldest_makes_room() -> None:
    recent = Recent(4, 600_000)
    recent.resize(2)
    one = np.array([1])
    for minute in range(0, 60, 5):
        recent.push(one, np.array([minute * 60_000 + 1]), np.array([float(minute)]))
    _, values = recent.points(one, 0)
    assert sorted(values[0].tolist()) == [20.0, 30.0, 40.0, 50.0]
    assert recent.slopes(one, 3_600_000, HOUR_MS).tolist() == pytest.approx([60.0])  # a minute a minute
    assert np.isnan(recent.slopes(np.array([0]), 3_600_000, HOUR_MS)).all()
    again = Recent(4, 600_000)
    again.load("x", recent.save("x"))
    assert again.points(one, 0)[1].tolist() == values.tolist()
    with pytest.raises(ValueError, match="wide"):
        Recent(5, 1).load("x", recent.save("x"))
    recent.forget(one)
    assert np.isnan(recent.points(one, 0)[1]).all()


def test_turns_take_each_entity_once_its_oldest_first() -> None:
    positions, times = np.array([3, 1, 3, 3]), np.array([30, 10, 10, 20])
    assert [turn.tolist() for turn in turns(positions, times)] == [[1, 2], [3], [0]]
    assert list(turns(np.empty(0, np.int64), np.empty(0, np.int64))) == []
    recent = Recent(4, 10)
    recent.resize(5)
    assert recent.push_all(positions, times, times.astype(float)).tolist() == [1, 3]
    held = recent.points(np.array([3]), 0)[1][0]
    assert sorted(held[~np.isnan(held)].tolist()) == [10.0, 20.0, 30.0]
    assert recent.push_all(np.array([3]), np.array([5]), np.array([1.0])).tolist() == []  # older than what is known


def test_texts_as_numbers() -> None:
    codes = TextCodes(("open",))
    texts: list[str | None] = ["OPEN", None, "closed"]
    assert codes.update(texts) == [0, 2]
    assert codes.codes.tolist() == [0, -1, 1]
    assert codes.update(list(texts)) == []
    texts[0] = None
    texts.append("open")
    assert codes.update(texts) == [0, 3]
    assert codes.among(("open",)).tolist() == [False, False, False, True]
