"""`opscenter pricing advice` and `effect` out of a folder: a week with a change of charge in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from tests.support.priced_week import record

SPAN = ("--from", "2026-11-15T00:00:00Z", "--to", "2026-11-22T00:00:00Z")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("city")
    record(made)
    return made


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["pricing", *arguments])
    return result.exit_code, result.stdout, result.stderr


def lines(*arguments: str) -> list[dict[str, Any]]:
    status, out, error = run(*arguments, "--json")
    assert status == 0, error
    return [json.loads(line) for line in out.splitlines()]


def test_what_would_have_been_advised(folder: Path) -> None:
    found = lines("advice", *SPAN, "--data", str(folder), "--zone", "Asia/Hong_Kong")
    assert [(one["days"], one["slot"], one["readings"]) for one in found] == [
        ("weekdays", slot, 75) for slot in ("07:00", "07:30", "08:00", "08:30")
    ]
    slow, fine = found[0], found[2]
    assert (slow["speed"], slow["advice"], slow["amount"], slow["reason"]) == (30.0, "raise", 1.0, "belowBand")
    assert (slow["band_low"], slow["band_high"], slow["charge"], slow["name"]) == (45.0, 65.0, 1.0, "Ring gantry")
    assert (fine["speed"], fine["advice"], fine["amount"], fine["reason"]) == (50.0, "hold", 0.0, "inBand")
    assert slow["from"] == "2026-11-16" and slow["to"] == "2026-11-20"


def test_slots_are_of_the_zone_that_is_named(folder: Path) -> None:
    assert lines("advice", *SPAN, "--data", str(folder))[0]["slot"] == "00:00"
    status, out, _ = run("advice", *SPAN, "--data", str(folder), "--zone", "Asia/Hong_Kong")
    assert status == 0 and "2 to change (times of Asia/Hong_Kong)" in out and "raise +1.00" in out


def test_before_and_after_the_change_side_by_side(folder: Path) -> None:
    found = {one["figure"]: one for one in lines("effect", *SPAN, "--data", str(folder), "--zone", "Asia/Hong_Kong")}
    assert list(found) == ["charge", "speed", "flow", "no2", "no2, whole city"]
    changed = {figure: (one["before"], one["after"], one["difference"]) for figure, one in found.items()}
    assert changed == {
        "charge": (1.0, 2.0, 1.0), "speed": (30.0, 50.0, 20.0), "flow": (2400.0, 1800.0, -600.0),
        "no2": (60.0, 40.0, -20.0), "no2, whole city": (60.0, 50.0, -10.0),
    }  # fmt: skip
    speed = found["speed"]
    assert speed["changed"] == "2026-11-19" and speed["slots"] == ["weekdays 07:00", "weekdays 07:30"]
    assert (speed["slots_before"], speed["slots_after"], speed["percent"]) == (6, 4, 66.6667)
    assert (speed["low"], speed["high"]) == (20.0, 20.0), "no spread within"
    _, out, _ = run("effect", *SPAN, "--data", str(folder), "--zone", "Asia/Hong_Kong")
    assert "6 / 4" in out


def test_a_day_may_be_named_where_no_charge_changed(folder: Path) -> None:
    begin = ("--from", "2026-11-15T00:00:00Z", "--to", "2026-11-18T12:00:00Z", "--data", str(folder))
    status, _, error = run("effect", *begin, "--zone", "Asia/Hong_Kong")
    assert (
        status == 1
        and error == "opscenter: No change of charge is recorded in this time. Name when it was with --at.\n"
    )
    found = lines("effect", *begin, "--zone", "Asia/Hong_Kong", "--at", "2026-11-17T00:00:00+08:00")
    assert found[0]["slots"] == [] and found[0]["difference"] == 0.0 and found[0]["slots_before"] == 4


def test_what_cannot_be_answered_is_said_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    for arguments, sentence in (
        (("advice", "--data", str(tmp_path)), "There is no history in"),
        (("advice", "--data", str(folder), "--gantry", "Ring gantri"), 'did you mean "Ring gantry"?'),
        (("advice", "--data", str(folder), "--zone", "Mars"), '"Mars" is not an IANA time zone'),
        (("advice", "--data", str(folder), "--from", "now", "--to", "-1d"), "--to must be later than --from"),
        (("effect", "--data", str(folder), "--gantry", "urn:h"), "No gantry 'urn:h' is known"),
    ):
        status, _, error = run(*arguments)
        assert status == 1 and sentence in error, error
    status, out, _ = run("advice", "--data", str(folder), "--from", "2020-01-01", "--to", "2020-01-02")
    assert status == 0 and out == "No speed was recorded at these gantries in this time.\n"
