"""Nothing of an exercise can reach the live city."""

import subprocess
import sys

from opscenter.domain.alert_status import alert_status


def test_an_exercise_station_does_not_even_know_how_to_speak_on_a_bus() -> None:
    asked = (
        "import sys, opscenter.station.exercise.run; print([m for m in sys.modules if m.startswith('opscenter.bus')])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_only_a_live_city_sends_alerts_that_are_to_be_acted_on() -> None:
    assert [alert_status(mode) for mode in ("live", "exercise", "replay", "")] == ["Actual", "Exercise", "Test", "Test"]
