"""The benchmark of moments measures real answers: over a small day every figure is there, and every entity."""

from opscenter.station.bench_review import Scale, measure


def test_a_small_day_is_made_and_asked() -> None:
    figures = measure(Scale(entities=40, hours=0.5, cadence_s=30, moments=3, alarms=10))
    assert 0 < figures["review_ms"] <= figures["review_ms_worst"]
    assert 0 < figures["review_warm_ms"] <= figures["review_warm_ms_worst"]
    assert figures["review_of"].startswith("3 random moments of 0.5 h of 40 entities")
