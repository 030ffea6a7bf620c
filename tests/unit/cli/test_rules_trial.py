"""The trial of rules on real data: how it scores, by hand; what it makes of the real series, where they are."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from opscenter.cli.rules_trial import trial
from opscenter.cli.trial.page import a_day, duration, page
from opscenter.cli.trial.running import Outcome, rules_for, run, spread_of_changes
from opscenter.cli.trial.scoring import Score, quiet_days, score
from opscenter.cli.trial.sets import ORDINARY, TYPHOON, DataMistake, Series, hong_kong, nab, skab
from opscenter.cli.trial.storm import stand_in
from tests.support.data import shared_data

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
MONDAY = round(datetime(2026, 6, 1, tzinfo=UTC).timestamp() * 1000)
PAGE = Path(__file__).resolve().parents[3] / "resources" / "catalogue" / "TRIAL.md"


def hourly(values: list[float], windows: tuple[tuple[int, int], ...] = (), tested: int = 0) -> Series:
    times = MONDAY + HOUR * np.arange(len(values), dtype=np.int64)
    return Series("NAB", "made up", times, np.array(values, float), windows, MONDAY + tested * HOUR)


def raised(series: Series, rule: str) -> list[int]:
    """When alarms of a rule began, hours after the first reading."""
    return [round((at - MONDAY) / HOUR, 2) for one in run(series) if one.rule == rule for at in one.raised]


def test_a_score_by_hand() -> None:
    windows = ((MONDAY + 10 * HOUR, MONDAY + 20 * HOUR), (MONDAY + 30 * HOUR, MONDAY + 40 * HOUR))
    series = hourly([0.0] * 100, windows, tested=5)
    at = [MONDAY + hour * HOUR for hour in (7, 12, 13, 50, 60)]
    one = score([Outcome(series, "rate 6", True, tuple(at), 1.0, 0.0)])
    assert (one.windows, one.detected, one.false_alarms, one.delay_s) == (2, 1, 3, 2 * 3600)
    assert one.days == pytest.approx((95 - 11 - 11) / 24)  # both ends of a window belong to it
    assert one.false_a_day == pytest.approx(3 / one.days)
    assert one.by_chance == pytest.approx(2 * (1 - np.exp(-one.false_a_day * 10 / 24)))
    late = score([Outcome(replace(series, tested_from=MONDAY + 25 * HOUR), "rate 6", True, (), 1.0, 0.0)])
    assert (late.windows, late.detected) == (1, 0), "a window in the part for learning is not tested"
    assert np.isnan(late.delay_s)


def test_a_gap_is_not_time_observed() -> None:
    series = hourly([0.0] * 48)
    times = series.time.copy()
    times[24:] += 5 * DAY
    outcome = Outcome(replace(series, time=times), "rate 6", True, (), 1.0, 0.0)
    assert quiet_days(outcome) == pytest.approx((47 + 4) / 24)


def test_the_limit_of_a_rate_is_from_the_part_for_learning_alone() -> None:
    values = [float(hour % 4) for hour in range(40)] + [1000.0, -1000.0] * 30
    series = hourly(values, tested=40)
    # Changes over three hours: +3 once of four times, else -1. Their median is -1, the distances are 0 three of four
    # times: no spread, no rule.
    assert spread_of_changes(series, 3 * HOUR) == 0
    assert not [rule for rule in rules_for(series) if rule.id.startswith("rate")]
    values[:40] = [float(hour % 3) * hour for hour in range(40)]
    learnt = np.array(values[:40])
    changes = learnt[3:] - learnt[:-3]  # 0, 3 and 6, a third each: median 3, distances 3 0 3
    assert sorted(set(changes.tolist())) == [0, 3, 6]
    series = hourly(values, tested=40)
    assert spread_of_changes(series, 3 * HOUR) == pytest.approx(1.4826 * 3)
    (rate,) = [rule for rule in rules_for(series) if rule.id == "rate 6"]
    assert rate.value == pytest.approx(6 * 1.4826 * 3 / (3 * 3600))


def test_a_deviation_is_judged_by_the_days_before() -> None:
    random = np.random.default_rng(3)
    values = [50 + 20 * (7 <= hour % 24 <= 19) + float(random.normal(0, 1)) for hour in range(24 * 28)]
    values[24 * 24 + 12 : 24 * 24 + 15] = [20.0, 20.0, 20.0]
    values[0:24] = [500.0] * 24  # nothing is usual yet
    assert raised(hourly(values), "deviation 6") == [24 * 24 + 12.25]  # a quarter of an hour later
    (one,) = [one for one in run(hourly(values)) if one.rule == "deviation 6"]
    assert one.judged == pytest.approx(1 - 1 / 7, abs=0.1), "three days, and the first weekend, are not judged"


def test_a_flat_line_and_a_jump_are_found() -> None:
    random = np.random.default_rng(4)
    values = [float(random.normal(0, 1)) for _ in range(24 * 20)]
    values[300:340] = [1.5] * 40
    values[400:] = [value + 100 for value in values[400:]]
    series = hourly(values, tested=72)
    assert raised(series, "flat 24") == [324]
    assert raised(series, "flat 48") == []
    assert raised(series, "rate 6") == [400]


def made_up_nab(folder: Path, windows: Any = None, name: str = "x/one.csv") -> Path:
    place = folder / "timeseries" / "nab"
    (place / "labels").mkdir(parents=True)
    (place / "x").mkdir()
    told = {name: windows or [["2026-06-02 00:00:00.000000", "2026-06-02 06:00:00.000000"]]}
    (place / "labels" / "combined_windows.json").write_text(json.dumps(told), encoding="utf-8")
    lines = [f"2026-06-{1 + hour // 24:02} {hour % 24:02}:00:00,{hour}" for hour in range(100)]
    (place / "x" / "one.csv").write_text("\n".join(["timestamp,value", *lines]), encoding="utf-8")
    return folder


def test_a_series_of_nab_is_read_with_its_windows(tmp_path: Path) -> None:
    (series,) = nab(made_up_nab(tmp_path))
    assert (series.name, series.step_ms, len(series.time)) == ("one", HOUR, 100)
    assert series.windows == ((MONDAY + DAY, MONDAY + DAY + 6 * HOUR),)
    assert series.tested_from == MONDAY + 15 * HOUR


def test_data_that_are_not_there_are_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(trial, ["--data", str(tmp_path)])
    assert done.exit_code == 1
    assert "combined_windows.json cannot be read" in done.stderr
    assert "--data names the folder" in done.stderr
    with pytest.raises(DataMistake, match="cannot be read"):
        list(nab(made_up_nab(tmp_path, name="x/two.csv")))
    with pytest.raises(DataMistake, match="hour_00"):
        hong_kong(tmp_path, TYPHOON)
    assert list(skab(tmp_path)) == []


def test_words_for_figures() -> None:
    assert [duration(seconds) for seconds in (float("nan"), 12, 90, 5400, 129_600)] == [
        "-", "12 s", "1.5 min", "1.5 h", "1.5 d",
    ]  # fmt: skip
    few = Score("SKAB", "p", "rate 6", True, 1, 0, 3, 0.01, float("nan"), 1.0)
    assert a_day(few) == "-", "minutes say nothing of days"
    assert a_day(replace(few, days=2.0)) == "1.50"
    assert "| SKAB | p | rate 6 | 0 of 1 | 0.0 | 3 | 14.4 min | - | - | 100 % |" in page([few], [])
    assert "nothing judged, of 1" in page([replace(few, judged=0.0)], [])


def test_an_ordinary_day_stands_in_for_a_history() -> None:
    zone_day = round(datetime(2023, 9, 2, 16, tzinfo=UTC).timestamp() * 1000)  # midnight of 3 September in Hong Kong
    times = zone_day + HOUR * np.arange(24, dtype=np.int64) + HOUR - 1
    made = Series("Hong Kong", "A", times, np.array([100.0] * 12 + [400.0] * 12), (), 0, hong_kong_zone())
    usual = stand_in(made)
    median, spread = usual.at(np.zeros(3, np.int64), times[[5, 11, 18]])
    assert median.tolist() == [100, 100, 400]
    # Hour 5: 100 100 100, no spread, so the root of the count. Hour 11: 100 100 400, most are equal: 1.2533 times the
    # mean distance, 100.
    assert spread.tolist() == pytest.approx([10, 125.33, 20])


def hong_kong_zone() -> Any:
    from opscenter.cli.trial.sets import HONG_KONG

    return HONG_KONG


def test_the_real_series_are_read_as_they_are() -> None:
    folder = shared_data()
    series = {one.name: one for one in nab(folder)}
    assert len(series) == 7
    assert sum(len(one.windows) for one in series.values()) == 20
    taxi = series["nyc_taxi"]
    assert (taxi.step_ms, len(taxi.time)) == (30 * MINUTE, 10_320)
    assert taxi.tested_from == int(taxi.time[750])
    runs = list(skab(folder))
    assert len(runs) == 5 * 8
    assert all(len(one.windows) == 1 for one in runs)
    days = {day: hong_kong(folder, day) for day in (TYPHOON, ORDINARY)}
    fast_middle_slow = 89 + 186 + 68  # the first three lines of the first file
    assert days[TYPHOON]["AID01101"].value[0] == fast_middle_slow


def test_the_page_in_the_catalogue_is_what_the_command_writes(tmp_path: Path) -> None:
    folder = shared_data()
    out = tmp_path / "TRIAL.md"
    done = CliRunner().invoke(trial, ["--data", str(folder), "--out", str(out), "--json"])
    assert done.exit_code == 0, done.stderr
    assert out.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8"), (
        "write it anew: opscenter rules trial --data FOLDER --out resources/catalogue/TRIAL.md"
    )
    found = json.loads(done.stdout)
    scores = {(one["series"], one["rule"]): one for one in found["scores"]}
    assert scores["nyc_taxi", "deviation 4"]["windows"] == 5
    assert scores["Pressure (5 runs)", "deviation 4"]["judged"] == 0, "twenty minutes are no history"
    days = {(one["series"][:1], one["rule"]): one for one in found["storm"]}
    assert days["1", "deviation 4"]["detected"] > 5 * days["3", "deviation 4"]["detected"]
