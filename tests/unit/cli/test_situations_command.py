"""`opscenter situations` against a station: what is listed, shown and done."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from opscenter.cli import situations as command
from opscenter.cli.main import cli

SITUATION = {
    "id": "abc123", "opened": 1_795_000_000_000, "changed": 1_795_000_005_000, "state": "open", "closed": 0, "into": "",
    "cause": "o1", "priority": 1, "owner": "", "owned_at": 0, "causes": {"o2": ["o1"]},
    "members": {
        "o2": {"rule": "lamp", "entity": "l", "since": 1_795_000_005_000, "priority": 3, "lon": 0, "lat": 0,
               "text": {"en": "Lamp out"}},
        "o1": {"rule": "feeder", "entity": "f", "since": 1_795_000_000_000, "priority": 1, "lon": 0, "lat": 0,
               "text": {"en": "Feeder tripped", "zh_Hant": "饋線跳閘"}},
    },
    "notes": [{"at": 1_795_000_006_000, "by": "Ada", "desk": "d", "text": "on the way"}],
    "ticks": [{"rule": "feeder", "step": 1, "done": True, "by": "Ben", "at": 1}],
    "checklist": [{"en": "Call the grid"}, {"en": "Send a crew"}],
}  # fmt: skip
OTHER = {**SITUATION, "id": "abd456", "priority": 3}


class _Desk:
    def __init__(self) -> None:
        self.done: list[tuple[str, dict[str, Any]]] = []

    def __enter__(self) -> "_Desk":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def query(self, what: str) -> tuple[dict[str, Any], dict[str, Any]]:
        assert what == "situations"
        return {"situations": [OTHER, SITUATION], "flood": {"active": True, "since": 1_795_000_000_000, "rate": 12}}, {}

    def command(self, verb: str, **args: Any) -> dict[str, Any]:
        self.done.append((verb, args))
        return {"situation": args["situation"], "recorded": True}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> _Desk:
    made = _Desk()
    monkeypatch.setattr(command, "asking", lambda station: made)
    return made


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["situations", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_list_tells_the_first_cause_the_worst_first(desk: _Desk) -> None:
    status, out, _ = run("list")
    assert status == 0
    assert "12 new in 10 minutes" in out.splitlines()[0]
    assert out.index("abc123") < out.index("abd456") and "Feeder tripped" in out
    _, out, _ = run("list", "--json", "--language", "zh_Hant")
    first = json.loads(out.splitlines()[0])
    assert (first["text"], first["count"], first["priority"]) == ("饋線跳閘", 2, "critical")


def test_show_tells_members_in_order_steps_and_notes(desk: _Desk) -> None:
    status, out, _ = run("show", "abc")
    assert status == 0
    assert out.index("Feeder tripped") < out.index("Lamp out")
    assert "[ ] Call the grid" in out and "[x] Send a crew (Ben)" in out and "Ada: on the way" in out


def test_what_is_done_is_done_to_the_whole_id(desk: _Desk) -> None:
    assert run("own", "abc", "--by", "Ada")[:2] == (0, "Done.\n")
    assert run("note", "abc123", "all dark", "--by", "Ada", "--json")[0] == 0
    assert run("check", "abc123", "1", "--by", "Ada")[0] == 0
    assert desk.done == [
        ("situation-own", {"situation": "abc123", "owner": "Ada", "by": "Ada"}),
        ("situation-note", {"situation": "abc123", "text": "all dark", "by": "Ada"}),
        ("situation-check", {"situation": "abc123", "rule": "feeder", "step": 0, "done": True, "by": "Ada"}),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "zzz"), "No open situation has this id."),
        (("show", "ab"), "2 situations have ids that begin so."),
        (("check", "abc123", "3", "--by", "Ada"), "The checklist has 2 steps."),
    ],
)
def test_what_cannot_be_found_is_told(desk: _Desk, arguments: tuple[str, ...], sentence: str) -> None:
    status, _, err = run(*arguments)
    assert status == 1 and sentence in err
    assert not desk.done
