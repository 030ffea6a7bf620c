"""What is usual: hand-computed medians and spreads, weeks with clock changes, wild weeks, too little data."""

import statistics
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.local_week import LocalWeek
from opscenter.domain.quality import Quality
from opscenter.domain.usual import Basis, Usual, nothing_usual
from opscenter.domain.usual_in_force import UsualInForce
from opscenter.domain.usual_learning import UsualLearning

CELL = 5
MONDAY = datetime(2026, 6, 1, tzinfo=UTC)
WEEK = LocalWeek(UTC)


def ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def learnt(samples: list[tuple[datetime, float]], week: LocalWeek = WEEK, quality: int = Quality.GOOD) -> Usual:
    learning = UsualLearning(week)
    learning.watch(np.array([CELL]))
    give(learning, samples, quality=quality)
    return learning.usual(0, 1)


def give(learning: UsualLearning, samples: list[tuple[datetime, float]], cell: int = CELL, quality: int = 0) -> None:
    learning.take(
        np.full(len(samples), cell),
        np.array([ms(moment) for moment, _ in samples], np.int64),
        np.array([value for _, value in samples], np.float64),
        np.full(len(samples), quality, np.uint8),
    )


def at(usual: Usual | UsualInForce, moment: datetime, cell: int = CELL) -> tuple[float, float]:
    median, spread = usual.at(np.array([cell]), np.array([ms(moment)]))
    return float(median[0]), float(spread[0])


def each_quarter(hour: datetime, values: list[float]) -> list[tuple[datetime, float]]:
    return [(hour + timedelta(minutes=15 * i), value) for i, value in enumerate(values)]


def mondays_at_eight(values: list[list[float]]) -> list[tuple[datetime, float]]:
    return [
        sample
        for week, readings in enumerate(values)
        for sample in each_quarter(MONDAY + timedelta(weeks=week, hours=8), readings)
    ]


def test_the_median_and_the_spread_of_an_hour_of_the_week_over_three_weeks() -> None:
    usual = learnt(mondays_at_eight([[10, 12, 14, 16], [20, 22, 24, 26], [11, 13, 15, 17]]))
    # In order: 10 11 12 13 14 15 | 16 17 20 22 24 26. The distances from 15.5 in order:
    # .5 .5 1.5 1.5 2.5 3.5 | 4.5 4.5 5.5 6.5 8.5 10.5; for three days times 1.495.
    assert at(usual, MONDAY + timedelta(weeks=9, hours=8, minutes=59)) == pytest.approx((15.5, 1.4826 * 1.495 * 4))
    hour = 8
    assert (usual.days[0, hour], usual.basis[0, hour]) == (3, Basis.HOUR)
    assert np.isnan(at(usual, MONDAY + timedelta(hours=11))[0])


def test_an_hour_counts_the_same_however_often_its_sensor_reports() -> None:
    often = [(MONDAY + timedelta(hours=8, seconds=i), 100.0) for i in range(3000)]
    seldom = mondays_at_eight([[], [1, 1, 1, 1], [1, 1, 1, 1]])
    assert at(learnt(often + seldom), MONDAY + timedelta(hours=8))[0] == 1


def test_a_wild_week_changes_little() -> None:
    calm = [[10.0 + week, 12, 14, 16 - week / 2] for week in range(6)]
    wild = [*calm[:5], [1e6, -1e6, 1e6, 1e6]]
    before = at(learnt(mondays_at_eight(calm)), MONDAY + timedelta(hours=8))
    after = at(learnt(mondays_at_eight(wild)), MONDAY + timedelta(hours=8))
    assert abs(after[0] - before[0]) < 1
    assert before[1] / 2 < after[1] < 3 * before[1]


@pytest.mark.parametrize("quality", [Quality.SUSPECT, Quality.STALE, Quality.BAD])
def test_only_good_readings_count(quality: Quality) -> None:
    usual = learnt(mondays_at_eight([[1, 2, 3, 4]] * 3), quality=quality)
    assert usual.known_cells == 0
    never = learnt(mondays_at_eight([[np.nan, np.inf, -np.inf, 1e300]] * 3))
    assert never.known_cells == 0


def test_two_weeks_are_too_few_and_neighbouring_hours_help_out() -> None:
    two = mondays_at_eight([[1, 2, 3, 4]] * 2)
    assert np.isnan(at(learnt(two), MONDAY + timedelta(hours=8))).all()
    later = each_quarter(MONDAY + timedelta(weeks=2, hours=9), [5, 6, 7, 8])
    usual = learnt(two + later)
    # 1 1 2 2 3 3 | 4 4 5 6 7 8
    assert at(usual, MONDAY + timedelta(hours=8))[0] == 3.5
    assert (usual.days[0, 8], usual.basis[0, 8]) == (3, Basis.NEAR)
    assert usual.basis[0, 10] == Basis.UNKNOWN  # beside it there is one day only


def test_in_the_first_week_like_days_speak_for_each_other() -> None:
    days = [each_quarter(MONDAY + timedelta(days=day, hours=8), [day, day, day, day]) for day in range(3)]
    usual = learnt([sample for day in days for sample in day])
    assert at(usual, MONDAY + timedelta(days=4, hours=8)) == (1, pytest.approx(1.4826 * 1.495 * 1))
    assert usual.basis[0, 4 * 24 + 8] == Basis.LIKE_DAYS
    assert np.isnan(at(usual, MONDAY + timedelta(days=5, hours=8))[0]), "a Saturday is not like them"


def test_a_series_that_stands_still_has_a_floor_and_one_that_is_always_zero_no_measure() -> None:
    assert at(learnt(mondays_at_eight([[20] * 4] * 3)), MONDAY + timedelta(hours=8)) == pytest.approx((20, 0.2))
    zero = learnt(mondays_at_eight([[0] * 4] * 3))
    assert np.isnan(at(zero, MONDAY + timedelta(hours=8))[1])
    assert zero.known_cells == 0


def test_where_most_readings_are_equal_the_mean_deviation_speaks() -> None:
    usual = learnt(mondays_at_eight([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 6]]))
    assert at(usual, MONDAY + timedelta(hours=8)) == pytest.approx((0, 1.2533 * 6 / 12))


def test_the_floor_of_a_quiet_hour_is_a_tenth_of_what_is_typical_of_the_series() -> None:
    busy = [
        sample
        for hour in (12, 14, 16)
        for week in range(3)
        for sample in each_quarter(MONDAY + timedelta(weeks=week, hours=hour), [0, 10, 20, 30])
    ]
    quiet = mondays_at_eight([[1, 1, 1, 1]] * 3)
    usual = learnt(busy + quiet)
    typical = at(usual, MONDAY + timedelta(hours=14))[1]
    assert typical == pytest.approx(1.4826 * 1.495 * 10)  # distances 5 and 15, as many of each
    assert at(usual, MONDAY + timedelta(hours=8)) == pytest.approx((1, typical / 10))


def test_hours_of_the_week_over_a_change_to_summer_time_and_back() -> None:
    berlin = LocalWeek(ZoneInfo("Europe/Berlin"))

    def hours(*moments: datetime) -> list[int]:
        return berlin.hours(np.array([ms(moment) for moment in moments])).tolist()

    sunday = 6 * 24
    spring = datetime(2026, 3, 29, tzinfo=UTC)
    assert hours(spring + timedelta(minutes=59), spring + timedelta(hours=1)) == [sunday + 1, sunday + 3]
    autumn = datetime(2026, 10, 25, tzinfo=UTC)
    assert hours(*(autumn + timedelta(minutes=30 + 60 * i) for i in range(4))) == [
        sunday + 2, sunday + 2, sunday + 3, sunday + 4,
    ]  # fmt: skip
    assert hours(datetime(2026, 3, 29, 22, tzinfo=UTC)) == [0]  # Monday begins


def test_eight_o_clock_stays_eight_o_clock_when_the_clock_changes() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 3, 16, 8, tzinfo=berlin)  # two Mondays in winter time, two in summer time
    samples = []
    for week in range(4):
        samples += each_quarter((first + timedelta(weeks=week)).astimezone(UTC), [7, 8, 9, 10])
    usual = learnt(samples, LocalWeek(berlin))
    assert usual.days[0, 8] == 4
    assert at(usual, (first + timedelta(weeks=20)).astimezone(UTC))[0] == 8.5


def test_the_hour_that_comes_twice_is_one_hour() -> None:
    london = LocalWeek(ZoneInfo("Europe/London"))
    samples = []
    for week in (-2, -1):
        samples += each_quarter(datetime(2026, 10, 25, 0, tzinfo=UTC) + timedelta(weeks=week), [4, 4, 4, 4])
    twice = datetime(2026, 10, 25, 0, tzinfo=UTC)
    samples += each_quarter(twice, [1, 1, 1, 1]) + each_quarter(twice + timedelta(hours=1), [7, 7, 7, 7])
    usual = learnt(samples, london)
    hour = 6 * 24 + 1
    assert usual.days[0, hour] == 3
    assert usual.median[0, hour] == 4  # 1 1 4 4 4 4 | 4 4 4 4 7 7


def test_samples_of_an_hour_that_come_in_parts_are_joined() -> None:
    learning = UsualLearning(WEEK)
    learning.watch(np.array([CELL]))
    give(learning, mondays_at_eight([[0, 0, 0, 0]] * 3))
    give(learning, mondays_at_eight([[8, 8, 8, 8]] * 3))
    assert at(learning.usual(0, 1), MONDAY + timedelta(hours=8))[0] == 4


def test_holidays_are_like_sundays_or_set_aside() -> None:
    friday = date(2026, 12, 25)
    noon = datetime(2026, 12, 25, 12, tzinfo=UTC)
    assert LocalWeek(UTC).hours(np.array([ms(noon)])).tolist() == [4 * 24 + 12]
    assert LocalWeek(UTC, [friday]).hours(np.array([ms(noon)])).tolist() == [6 * 24 + 12]
    aside = LocalWeek(UTC, [friday], aside=True)
    assert aside.hours(np.array([ms(noon)])).tolist() == [-1]
    fridays = [
        sample for week in range(4) for sample in each_quarter(noon - timedelta(weeks=week), [1 + 99 * (not week)] * 4)
    ]
    usual = learnt(fridays, aside)
    assert (usual.days[0, 4 * 24 + 12], usual.median[0, 4 * 24 + 12]) == (3, 1)
    assert np.isnan(at(usual, noon)).all()
    assert at(usual, noon + timedelta(weeks=1))[0] == 1


def test_what_is_known_stays_when_more_cells_are_watched_and_what_is_old_goes() -> None:
    learning = UsualLearning(WEEK)
    learning.watch(np.array([CELL]))
    give(learning, mondays_at_eight([[1, 2, 3, 4]] * 3))
    learning.watch(np.array([2, CELL, 9]))
    usual = learning.usual(0, 1)
    assert at(usual, MONDAY + timedelta(hours=8))[0] == 2.5
    assert np.isnan(at(usual, MONDAY + timedelta(hours=8), 2)[0])
    assert usual.known_cells == 1
    give(learning, each_quarter(MONDAY + timedelta(weeks=9, hours=8), [9, 9, 9, 9]))  # of the three weeks one is left
    assert np.isnan(at(learning.usual(0, 1), MONDAY + timedelta(hours=8))[0])


def test_memory_is_bounded_by_fewer_weeks_and_then_by_fewer_cells() -> None:
    week_bytes = 168 * 4 * 4
    learning = UsualLearning(WEEK, budget=40 * week_bytes)
    learning.watch(np.arange(5))
    assert (learning.weeks, learning.left_out) == (8, 0)
    learning.watch(np.arange(10))
    assert (learning.weeks, learning.left_out) == (4, 0)
    learning.watch(np.arange(20))
    assert (learning.weeks, learning.left_out, learning.cells.tolist()) == (3, 7, list(range(13)))


def test_nothing_is_usual_of_no_cells() -> None:
    for usual in (nothing_usual(WEEK), UsualLearning(WEEK).usual(0, 1)):
        assert np.isnan(at(usual, MONDAY)).all()
        assert (usual.known_cells, usual.known_share) == (0, 0)
        assert [len(part) for part in usual.at(np.empty(0, np.int64), np.empty(0, np.int64))] == [0, 0]


def test_a_new_usual_counts_from_its_own_time_on() -> None:
    first, second = (learnt(mondays_at_eight([[n, n, n, n]] * 3)) for n in (1.0, 2.0))
    force = UsualInForce()
    moment = MONDAY + timedelta(weeks=3, hours=8, minutes=30)
    assert np.isnan(at(force, moment)).all()
    force.put(first, ms(moment))
    assert np.isnan(at(force, moment - timedelta(milliseconds=1))).all()
    assert at(force, moment)[0] == 1
    force.put(second, ms(moment + timedelta(minutes=10)))
    times = np.array([ms(moment) + 60_000 * minute for minute in (-1, 0, 9, 10, 11)])
    median, _ = force.at(np.full(5, CELL), times)
    assert median.tolist() == [1, 1, 1, 2, 2]
    with pytest.raises(ValueError, match="later than"):
        force.put(first, ms(moment))


def test_equal_records_give_equal_digests_in_any_order() -> None:
    samples = mondays_at_eight([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])
    one, other = learnt(samples), learnt(samples[::-1])
    assert one.digest(["road speed"]) == other.digest(["road speed"]) != one.digest(["street speed"])
    changed = learnt([*samples[:-1], (samples[-1][0], -13)])
    assert one.digest(["road speed"]) != changed.digest(["road speed"])


ZONES = ["UTC", "Asia/Hong_Kong", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"]


@given(
    st.sampled_from(ZONES),
    st.lists(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)), min_size=1, max_size=50),
)
def test_hours_are_those_of_the_calendar(zone: str, moments: list[datetime]) -> None:
    aware = [moment.replace(tzinfo=UTC, microsecond=0) for moment in moments]
    local = [moment.astimezone(ZoneInfo(zone)) for moment in aware]
    times = np.array([ms(moment) for moment in aware])
    week = LocalWeek(ZoneInfo(zone))
    assert week.hours(times).tolist() == [one.weekday() * 24 + one.hour for one in local]
    assert week.days(times).tolist() == [one.toordinal() - date(1970, 1, 1).toordinal() for one in local]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(0, 23))
def test_an_independent_calculation_comes_out_the_same(seed: int, per_hour: int, offset: int) -> None:
    random = np.random.default_rng(seed)
    count = per_hour * 24 * 30
    times = np.sort(random.integers(ms(MONDAY), ms(MONDAY + timedelta(days=30)), count))
    values = random.normal(50, 10, count).astype(np.float32).astype(np.float64)
    zone = timezone(timedelta(hours=offset - 12))
    learning = UsualLearning(LocalWeek(zone))
    learning.watch(np.array([CELL]))
    learning.take(np.full(count, CELL), times, values, np.zeros(count, np.uint8))
    usual = learning.usual(0, 1)

    by_hour: dict[tuple[date, int], list[float]] = defaultdict(list)
    for time, value in zip(times.tolist(), values.tolist(), strict=True):
        local = datetime.fromtimestamp(time / 1000, zone)
        by_hour[local.date(), local.hour].append(value)
    for weekday in range(7):
        for hour in range(24):
            pooled: list[float] = []
            days = 0
            for (day, of_day), readings in by_hour.items():
                if day.weekday() == weekday and of_day == hour:
                    pooled += np.quantile(readings, [0.125, 0.375, 0.625, 0.875], method="hazen").tolist()
                    days += 1
            if days < 3:
                assert usual.basis[0, weekday * 24 + hour] != Basis.HOUR
                continue
            centre = statistics.median(pooled)
            mad = statistics.median(abs(one - centre) for one in pooled)
            assert usual.days[0, weekday * 24 + hour] == days
            assert usual.median[0, weekday * 24 + hour] == pytest.approx(centre, rel=1e-4)
            factor = {3: 1.495, 4: 1.363, 5: 1.206}[days]
            floor = max(0.01 * abs(centre), usual.spread[0].min())
            expected = max(1.4826 * factor * mad, floor)
            assert usual.spread[0, weekday * 24 + hour] == pytest.approx(expected, rel=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.001, 0.25, 8.0, 1e6]))
def test_another_unit_gives_the_same_verdicts(seed: int, factor: float) -> None:
    random = np.random.default_rng(seed)
    samples = [(MONDAY + timedelta(hours=hour, minutes=7), float(random.gamma(2, 20))) for hour in range(24 * 28)]
    one = learnt(samples)
    other = learnt([(moment, factor * value) for moment, value in samples])
    assert np.allclose(other.median, factor * one.median, rtol=1e-4, equal_nan=True)
    assert np.allclose(other.spread, factor * one.spread, rtol=1e-3, equal_nan=True)
    assert (one.spread > 0).all()


def test_one_moment_is_told_as_a_column_of_them() -> None:
    week = LocalWeek(ZoneInfo("Europe/Berlin"))
    night = int(datetime(2026, 10, 24, 21, tzinfo=UTC).timestamp()) * 1000  # the clock goes back at three
    moments = [night + quarter * 900_000 for quarter in range(24)]
    column = np.array(moments, np.int64)
    assert [week.local_of(at) for at in moments] == week.local(column).tolist()
    assert [week.day_of(at) for at in moments] == week.days(column).tolist()
