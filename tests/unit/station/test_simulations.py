"""Simulations beside the station: begun, followed, stopped; whatever becomes of the process, a sentence."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from opscenter.station.requests import Request
from opscenter.station.simulations import Simulations
from tests.support.programs import eventually

GOOD = """
import sys, json
print("progress 0.5", file=sys.stderr, flush=True)
print(json.dumps({"arguments": sys.argv[1:]}))
"""
ENDLESS = """
import sys, threading
print("progress 0.25", file=sys.stderr, flush=True)
threading.Event().wait()
"""
BAD = """
import sys
sys.exit("opscenter: Nothing is recorded of this time.")
"""

Make = Callable[[str], Simulations]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: list[Simulations] = []

    def one(script: str) -> Simulations:
        made.append(
            Simulations(
                tmp_path, "UTC", None, [Path("site.toml")], lambda arguments: [sys.executable, "-c", script, *arguments]
            )
        )
        return made[-1]

    yield one
    for simulations in made:
        simulations.close()


def request(**args: Any) -> Request:
    return Request(b"d", 1, "simulate", args, "desk", lambda desk, frames: None)


def begin(simulations: Simulations, *changes: str) -> dict[str, Any]:
    return simulations.begin(request(changes=list(changes), by="Lee", **{"from": 1_000, "to": 9_000}))[0]


def until(simulations: Simulations, state: str) -> dict[str, Any]:
    eventually(lambda: simulations.tell(request())[0]["state"] == state, f"it is {state}")
    return simulations.tell(request())[0]


def test_it_is_begun_with_what_the_station_sees_and_ends_with_a_result(make: Make, tmp_path: Path) -> None:
    simulations = make(GOOD)
    assert begin(simulations, "a.b.value=3")["state"] == "running"
    done = until(simulations, "done")
    arguments = done["result"]["arguments"]
    assert arguments[:3] == ["rules", "simulate", "site.toml"]
    assert arguments[arguments.index("--set") + 1] == "a.b.value=3"
    assert arguments[arguments.index("--data") + 1] == str(tmp_path)
    assert arguments[arguments.index("--from") + 1] == "1970-01-01T00:00:01.000+00:00"
    assert (done["progress"], done["by"], done["number"]) == (1.0, "Lee", 1)
    assert (done["changes"], done["from"], done["to"]) == (["a.b.value=3"], 1_000, 9_000)
    again = simulations.tell(request(known=1))[0]
    assert "result" not in again and again["state"] == "done"  # whoever has it need not get it again


def test_one_at_a_time_and_it_can_be_stopped(make: Make) -> None:
    simulations = make(ENDLESS)
    begin(simulations)
    eventually(lambda: simulations.tell(request())[0]["progress"] == 0.25, "it tells how far it is")
    with pytest.raises(ValueError, match="under way already"):
        begin(simulations)
    assert simulations.stop(request())[0]["state"] == "stopped"
    eventually(lambda: simulations.job.over, "it has ended")
    assert begin(simulations)["number"] == 2


def test_what_goes_wrong_is_told(make: Make, tmp_path: Path) -> None:
    simulations = make(BAD)
    begin(simulations)
    assert until(simulations, "failed")["reason"] == "Nothing is recorded of this time."
    nowhere = Simulations(tmp_path, "UTC", None, [], lambda arguments: [str(tmp_path / "no-program")])
    assert "could not be started" in begin(nowhere)["reason"]
    garbage = make("print('no json')")
    begin(garbage)
    assert "ended with status 0" in until(garbage, "failed")["reason"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"from": 5, "to": 5}, "Say 'from' and 'to'"),
        ({"from": 1, "to": 10**13}, "31 days at most"),
        ({"from": 1, "to": 5, "changes": ["nonsense"]}, "write RULE.KEY=VALUE"),
    ],
)
def test_what_cannot_be_asked(make: Make, args: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        make(GOOD).begin(request(**args))
