"""bench figures: its part about public transport measures what it says, in small."""

from opscenter.cli.bench_transit import bench_transit


def test_a_small_town_is_read_joined_and_derived() -> None:
    found = bench_transit(vehicles=40, routes=4, minutes=2.0)
    assert found["vehicles"] >= 40
    assert (found["routes"], found["calls"]) == (4, 30 * found["trips"])
    # each vehicle at least is published with each message, and passes a stop each two minutes
    assert found["published_per_s"] >= 4
    assert found["derived_per_s"] > 0
    parts = sum(found[f"{name}_share"] for name in ("reader", "runner", "decode", "figures"))
    assert abs(found["core_share"] - parts) < 0.001
    assert found["baseline_share"] > 0
