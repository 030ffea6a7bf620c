"""The benchmark of the rules measures what it says: every load judges, and only storms raise."""

from opscenter.station.bench_rules import KINDS, LOADS, run


def test_it_tells_every_load_beside_its_baseline() -> None:
    found = run(instances=500, rate=500, seconds=3)
    assert (found["instances"], found["judged_per_s"]) == (500, 500 * len(KINDS))
    assert list(found["loads"]) == list(LOADS)
    assert found["loads"]["calm"]["events"] == 0
    assert found["loads"]["storm"]["events"] > found["loads"]["busy"]["events"] > 0
    assert all(row["core_share"] > 0 for row in found["loads"].values())
