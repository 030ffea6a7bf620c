"""`opscenter notes` against a station: what is listed and what is written."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from opscenter.cli import notes as command
from opscenter.cli.main import cli

NOTE = {
    "id": "abc123", "at": 1_795_000_000_000, "until": 0, "entity": "pump", "attribute": "flow", "text": "sounds\nodd",
    "by": "Ada", "desk": "d", "written": 1_795_000_060_000, "corrected": 0, "corrected_by": "", "withdrawn": False,
}  # fmt: skip
OTHER = {**NOTE, "id": "abd456", "until": 1_795_000_060_000, "withdrawn": True, "corrected": 1_795_000_070_000}


class _Desk:
    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.done: list[tuple[str, dict[str, Any]]] = []

    def __enter__(self) -> "_Desk":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def query(self, what: str, **args: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        assert what == "notes"
        self.asked.append(args)
        return {"notes": [NOTE, OTHER], "left_out": 7}, {}

    def command(self, verb: str, **args: Any) -> dict[str, Any]:
        self.done.append((verb, args))
        return {"note": "abc123", "recorded": True}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> _Desk:
    made = _Desk()
    monkeypatch.setattr(command, "asking", lambda station: made)
    return made


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["notes", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_list_tells_what_each_is_about_one_a_line(desk: _Desk) -> None:
    status, out, _ = run("list", "--from", "2026-11-18T00:00:00Z", "--entity", "pump", "--limit", "5")
    assert status == 0
    assert len(out.splitlines()) == 4 and "pump flow" in out and "(taken back)" in out
    assert "7 older ones are left out" in out
    (asked,) = desk.asked
    assert (asked["entity"], asked["limit"], asked["to"]) == ("pump", 5, None) and asked["from"] > 0
    _, out, _ = run("list", "--json")
    first, second = (json.loads(line) for line in out.splitlines())
    assert (first["text"], first["at"], first["until"]) == ("sounds\nodd", "2026-11-18T11:06:40.000Z", None)
    assert second["until"] == "2026-11-18T11:07:40.000Z" and second["withdrawn"] is True


def test_what_is_written_goes_to_the_station(desk: _Desk) -> None:
    assert run("add", "odd", "--by", "Ada", "--entity", "pump", "--at", "2026-11-18T11:06:40Z")[:2] == (
        0, "Note abc123.\n",
    )  # fmt: skip
    assert run("correct", "abc", "even", "--by", "Ben", "--json")[0] == 0
    assert run("withdraw", "abd456", "--by", "Ben")[0] == 0
    assert desk.done == [
        ("note", {"text": "odd", "at": 1_795_000_000_000, "until": 0, "entity": "pump", "attribute": "", "by": "Ada"}),
        ("note-correct", {"note": "abc123", "text": "even", "at": None, "until": None, "by": "Ben"}),
        ("note-correct", {"note": "abd456", "withdraw": True, "by": "Ben"}),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("correct", "zzz", "a", "--by", "Ada"), "No note has this id."),
        (("withdraw", "ab", "--by", "Ada"), "2 notes have ids that begin so."),
        (("list", "--from", "2026-11-18T11:00:00Z", "--to", "2026-11-18T10:00:00Z"), "must not be earlier"),
    ],
)
def test_what_cannot_be_is_told(desk: _Desk, arguments: tuple[str, ...], sentence: str) -> None:
    status, _, err = run(*arguments)
    assert status == 1 and sentence in err
    assert not desk.done
