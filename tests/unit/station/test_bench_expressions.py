"""The benchmark of expressions runs, small, and its two ways agree."""

from opscenter.station.bench_expressions import run


def test_columns_and_the_plain_loop_raise_the_same_alarms() -> None:
    figures = run(instances=300, rate=4_000, seconds=2)
    assert figures["raised"] > 0
    assert figures["share_of_core"] > 0.0 and figures["loop_share_of_core"] > 0.0
