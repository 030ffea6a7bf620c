"""Incidents that desks have cut beside the station: begun, followed, stopped; whatever becomes of it, a sentence."""

import datetime
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from opscenter.history.schema import FILE_NAME
from opscenter.recording.mcap_records import MAGIC
from opscenter.station.cuts import Cuts
from opscenter.station.options import StationOptions
from opscenter.station.requests import Request
from tests.support.programs import eventually

GOOD = """
import sys, json
print("progress 0.5", file=sys.stderr, flush=True)
print(json.dumps({"arguments": sys.argv[1:]}))
"""
ENDLESS = """
import sys, threading
open(sys.argv[sys.argv.index("--out") + 1] + ".part", "w").close()
print("progress 0.25", file=sys.stderr, flush=True)
threading.Event().wait()
"""
BAD = """
import sys
sys.exit("opscenter: Nothing is recorded of this time.")
"""

Make = Callable[[str], Cuts]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: list[Cuts] = []
    options = StationOptions(
        [], tmp_path, city="Ferry Bay", zone="Asia/Hong_Kong", catalogue=tmp_path / "kinds", rules=[Path("site.toml")],
        holidays=[datetime.date(2026, 12, 25)], holidays_as="aside", longest_shelf_h=3.5,
    )  # fmt: skip

    def one(script: str) -> Cuts:
        made.append(
            Cuts(options, lambda seconds: True, lambda arguments: [sys.executable, "-c", script, *arguments])
        )  # fmt: skip
        return made[-1]

    yield one
    for cuts in made:
        cuts.close()


def request(**args: Any) -> Request:
    return Request(b"d", 1, "incident-cut", args, "desk", lambda desk, frames: None)


def begin(cuts: Cuts, **more: Any) -> dict[str, Any]:
    args = {"from": 1_000, "to": 9_000, "file": "storm", "by": "Lee", **more}
    return cuts.begin(request(**args))[0]


def until(cuts: Cuts, state: str) -> dict[str, Any]:
    eventually(lambda: cuts.tell(request())[0]["state"] == state, f"it is {state}")
    return cuts.tell(request())[0]


def test_it_is_begun_with_what_the_station_knows_and_ends_with_a_result(make: Make, tmp_path: Path) -> None:
    cuts = make(GOOD)
    begun = begin(
        cuts, title="-5 degrees", licence="CC BY 4.0", systems=["weather", "water"], area="Old Town", force=True
    )
    file = tmp_path / "incidents" / "storm.mcap"
    assert (begun["state"], begun["file"], begun["from"], begun["to"]) == ("running", str(file), 1_000, 9_000)
    done = until(cuts, "done")
    given = done["result"]["arguments"]
    assert given[:2] == ["incident", "cut"]
    for name, value in {
        "--data": str(tmp_path), "--zone": "Asia/Hong_Kong", "--city": "Ferry Bay", "--rules": "site.toml",
        "--catalogue": str(tmp_path / "kinds"), "--holiday": "2026-12-25", "--holidays-as": "aside",
        "--longest-shelf-h": "3.5", "--out": str(file), "--from": "1970-01-01T00:00:01.000+00:00",
        "--to": "1970-01-01T00:00:09.000+00:00",
    }.items():  # fmt: skip
        assert given[given.index(name) + 1] == value, name
    assert {"--title=-5 degrees", "--licence=CC BY 4.0", "--systems=weather,water", "--area=Old Town", "--force"} < {
        *given
    }
    assert (done["progress"], done["by"], done["number"]) == (1.0, "Lee", 1)
    assert "result" not in cuts.tell(request(known=1))[0]


def test_one_at_a_time_and_when_it_is_stopped_nothing_is_left(make: Make, tmp_path: Path) -> None:
    cuts, part = make(ENDLESS), tmp_path / "incidents" / "storm.mcap.part"
    begin(cuts)
    eventually(lambda: cuts.tell(request())[0]["progress"] == 0.25, "it tells how far it is")
    assert part.exists()
    with pytest.raises(ValueError, match="A cut is under way already"):
        begin(cuts)
    assert cuts.stop(request())[0]["state"] == "stopped"
    eventually(lambda: cuts.job.over and not part.exists(), "its part is gone")


def test_what_goes_wrong_is_told(make: Make) -> None:
    cuts = make(BAD)
    begin(cuts)
    assert until(cuts, "failed")["reason"] == "Nothing is recorded of this time."


def test_a_file_that_is_there_stays_unless_it_is_said(make: Make, tmp_path: Path) -> None:
    cuts = make(GOOD)
    old = tmp_path / "old.mcap"
    old.write_bytes(MAGIC + b"...")
    with pytest.raises(ValueError, match=r"There is a file .* already"):
        begin(cuts, file=str(old))
    assert begin(cuts, file=str(old), force=True)["state"] == "running"
    until(cuts, "done")
    letter = tmp_path / "letter.mcap"
    letter.write_text("Dear all", encoding="utf-8")
    with pytest.raises(ValueError, match="not an incident file, and is not replaced"):
        begin(cuts, file=str(letter), force=True)
    with pytest.raises(ValueError, match="is the history itself"):
        begin(cuts, file=str(tmp_path / FILE_NAME), force=True)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"to": 5}, "Say 'from' and 'to'"),
        ({"file": ""}, "Say where to"),
        ({"file": "a/b"}, "Give a whole path, or a name alone"),
        ({"file": "/nowhere/at/all.mcap"}, "There is no folder"),
        ({"systems": "weather"}, "must be a list"),
    ],
)
def test_what_cannot_be_asked(make: Make, args: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        begin(make(GOOD), **args)
