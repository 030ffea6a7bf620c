"""`opscenter journal`: looked up in a folder, verified, with exit statuses that scripts can rely on."""

import json
from pathlib import Path

from click.testing import CliRunner

from opscenter.cli.main import cli
from tests.support.journal_file import a_row, tamper, write_journal


def _run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_verify_says_how_many_and_the_head(tmp_path: Path) -> None:
    path = write_journal(tmp_path, [a_row(number) for number in range(1, 6)])
    status, out, _ = _run("journal", "verify", "--data", str(tmp_path), "--json")
    told = json.loads(out)
    assert status == 0
    assert (told["events"], told["ok"], told["last"], len(told["head"]), told["first_bad"]) == (5, True, 5, 64, None)
    assert _run("journal", "verify", "--data", str(path), "--expect", f"5:{told['head']}")[0] == 0
    status, _, err = _run("journal", "verify", "--data", str(path), "--expect", f"5:{'0' * 64}")
    assert status == 1
    assert "noted" in err


def test_verify_names_the_first_bad_row_and_fails(tmp_path: Path) -> None:
    path = write_journal(tmp_path, [a_row(number) for number in range(1, 6)])
    tamper(path, "UPDATE journal SET comment = 'never said' WHERE id = 3")
    status, out, err = _run("journal", "verify", "--data", str(tmp_path), "--json")
    told = json.loads(out)
    assert status == 1
    assert (told["ok"], told["events"], told["first_bad"], told["guarded"]) == (False, 2, 3, False)
    assert "Row 3 is not as it was written" in told["problem"]
    assert "Row 3" in err


def test_a_read_only_copy_can_be_verified_and_shown(tmp_path: Path) -> None:
    write_journal(tmp_path, [a_row(1)])
    tmp_path.chmod(0o555)
    try:
        assert _run("journal", "verify", "--data", str(tmp_path))[0] == 0
        assert _run("journal", "show", "--data", str(tmp_path), "--json")[0] == 0
    finally:
        tmp_path.chmod(0o755)


def test_show_filters_a_folder(tmp_path: Path) -> None:
    write_journal(tmp_path, [a_row(number) for number in range(1, 21)])
    status, out, _ = _run("journal", "show", "--data", str(tmp_path), "--by", "Chan", "--limit", "3", "--json")
    events = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [event["id"] for event in events] == [20, 19, 17]
    assert events[0]["at"].endswith("Z")
    _, out, _ = _run("journal", "show", "--data", str(tmp_path), "--text", "note 7 雨")
    assert [line.split("note ")[1][:2].strip() for line in out.splitlines()[1:]] == ["17", "7"]
    assert "No events." in _run("journal", "show", "--data", str(tmp_path), "--rule", "other")[1]


def test_what_cannot_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert "There is no history" in _run("journal", "verify", "--data", str(tmp_path))[2]
    (tmp_path / "history.sqlite").write_bytes(b"no database at all" * 100)
    assert "cannot be read" in _run("journal", "verify", "--data", str(tmp_path))[2]
    assert "cannot be read" in _run("journal", "show", "--data", str(tmp_path))[2]
    assert _run("journal", "verify", "--expect", "12:zz")[0] == 2
