"""What people type: endpoints, times, wrong things."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.cli.asking import asking
from opscenter.cli.main import cli, spread
from opscenter.cli.output import printable
from opscenter.cli.times import iso, parse_time

NOW = 1_795_000_000_000


def test_several_endpoints_after_one_option() -> None:
    assert spread(["station", "--bus", "tcp://a:1", "tcp://b:2", "--data", "d"]) == [
        "station",
        "--bus",
        "tcp://a:1",
        "--bus",
        "tcp://b:2",
        "--data",
        "d",
    ]
    assert spread(["publish", "--bus", "tcp://a:1", "file.json"]) == ["publish", "--bus", "tcp://a:1", "file.json"]
    assert spread(["console", "--bus", "a", "--bus", "b"]) == ["console", "--bus", "a", "--bus", "b"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("now", NOW),
        ("-90s", NOW - 90_000),
        ("-1.5h", NOW - 5_400_000),
        ("-2d", NOW - 172_800_000),
        ("2026-11-22T10:00:00Z", 1_795_341_600_000),
        ("2026-11-22T18:00:00+08:00", 1_795_341_600_000),
        ("2026-11-22T10:00:00", 1_795_341_600_000),
    ],
)
def test_times(text: str, moment: int) -> None:
    assert parse_time(text, NOW) == moment


def test_a_wrong_time_shows_right_ones() -> None:
    with pytest.raises(ValueError, match="2026-11-22T10:00:00Z"):
        parse_time("yesterday", NOW)


def test_times_are_printed_as_utc() -> None:
    assert iso(1_795_341_600_123) == "2026-11-22T10:00:00.123Z"
    assert iso(-1) == "1969-12-31T23:59:59.999Z"


def test_text_of_the_bus_cannot_move_the_cursor() -> None:
    assert "\x1b" not in printable("a\x1b[2Jb\r\n")


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("OPSCENTER_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("OPSCENTER_STATION", raising=False)
    return CliRunner()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["status"], "No station runs on this machine"),
        (["status", "--station", "tcp://127.0.0.1:9"], "No station answers at tcp://127.0.0.1:9"),
        (["status", "--station", "nonsense"], "is not an address of a station"),
        (["publish", "README.md", "--bus", "tcp://127.0.0.1:9"], "name a mapping file with --map"),
        (["console"], "Give --station ADDRESS or --bus ENDPOINT"),
        (["console", "--station", "tcp://a:1", "--bus", "tcp://b:2"], "not both"),
        (["history", "export", "--entity", "e", "--attribute", "a", "--from", "soon"], "is not a time"),
        (["station"], "--bus tcp://HOST:PORT"),
    ],
)
def test_errors_are_sentences_on_stderr(runner: CliRunner, arguments: list[str], sentence: str) -> None:
    result = runner.invoke(cli, arguments)
    assert result.exit_code != 0
    assert sentence in result.stderr
    assert result.stdout == ""


def test_what_is_typed_in_no_encoding_is_told_and_not_sent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Anybody:
        def __init__(self, *given: object, **named: object) -> None: ...

        def __enter__(self) -> "Anybody":
            return self

        def __exit__(self, *error: object) -> None: ...

    monkeypatch.setattr("opscenter.desk.client.Desk", Anybody)
    with pytest.raises(SystemExit), asking("tcp://127.0.0.1:9"):
        "Mei\udcff".encode()
    assert "is not text that a station can be told" in capsys.readouterr().err


def test_no_screen_is_a_sentence_that_says_what_works(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    result = runner.invoke(cli, ["demo"])
    assert result.exit_code == 1
    assert "There is no screen here" in result.stderr
    assert "--screenshot" in result.stderr


def test_a_mapping_with_mistakes_publishes_nothing(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "m.toml").write_text('titel = "x"\n', encoding="utf-8")
    arguments = ["publish", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"), "--bus", "ipc:///nowhere/x"]
    result = runner.invoke(cli, arguments)
    assert result.exit_code == 1
    assert 'm.toml:1: there is no "titel" here; did you mean "title"?' in result.stderr
