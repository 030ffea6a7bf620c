"""`opscenter alarms export-cap`: status by the station, live only when meant, later ones name earlier ones."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from opscenter.cli import alarms_cap
from opscenter.cli.main import cli
from opscenter.desk.mirror import Mirror
from opscenter.feeds.cap.message import Message, messages_in
from opscenter.feeds.xml_reading import read_xml
from tests.support.cap_rules import broken_rules
from tests.support.fake_city import snapshot


@pytest.fixture
def mirror() -> Mirror:
    made = Mirror()
    made.apply_snapshot(*snapshot(16, 2))
    return made


@pytest.fixture
def run(mirror: Mirror, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    def call(*args: str, mode: str = "exercise") -> Result:
        welcome: dict[str, Any] = {"mode": mode, "city": "Port Meridian", "station": "s 1", "zone": "Asia/Hong_Kong"}
        if mode == "live":
            welcome["alerts"] = {"sender": "ops@city.gov", "web": "https://city.gov/a", "contact": "2123 4567"}

        @contextmanager
        def asking(_station: str | None) -> Iterator[Any]:
            yield SimpleNamespace(present=lambda: mirror, welcome=welcome)

        monkeypatch.setattr(alarms_cap, "asking", asking)
        return CliRunner().invoke(cli, ["alarms", "export-cap", *args])

    return call


def first(mirror: Mirror) -> str:
    return min(mirror.alarms.values(), key=lambda one: one.priority).occurrence


def read(path: Path) -> Message:
    document = path.read_bytes()
    assert broken_rules(document) == []
    (message,) = messages_in(read_xml(document))
    return message


def test_an_exercise_exports_as_exercise_and_later_ones_name_the_earlier(
    run: Any, mirror: Mirror, tmp_path: Path
) -> None:
    out, second = tmp_path / "a.xml", tmp_path / "b.xml"
    done = run(first(mirror), "--out", str(out), "--scope", "Public", "--json")
    assert done.exit_code == 0, done.output
    told, message = json.loads(done.output), read(out)
    assert (message.status, message.message_type, message.scope) == ("Exercise", "Alert", "Public")
    assert (told["identifier"], told["sender"]) == (message.identifier, "opscenter-port-meridian-s-1")
    assert message.infos[0].severity == "Extreme" and message.infos[0].areas[0].circles
    done = run(first(mirror), "--out", str(second), "--cancel", str(out), "--sender", "me@example.org")
    assert done.exit_code == 0, done.output
    assert read(second).references == f"{message.sender},{message.identifier},{message.sent}"
    assert read(second).message_type == "Cancel"


def test_live_it_has_to_be_meant(run: Any, mirror: Mirror, tmp_path: Path) -> None:
    out = tmp_path / "a.xml"
    done = run(first(mirror), "--out", str(out), mode="live")
    assert done.exit_code == 1 and "--actual" in done.output and not out.exists()
    assert run(first(mirror), "--out", str(out), "--actual", "--response", "Avoid", mode="live").exit_code == 0
    assert (read(out).status, read(out).sender) == ("Actual", "ops@city.gov")
    document = out.read_text()
    assert "<responseType>Avoid</responseType>" in document and "<web>https://city.gov/a</web>" in document
    assert "<contact>2123 4567</contact>" in document and "+08:00</sent>" in document
    done = run(first(mirror), "--out", str(tmp_path / "b.xml"), "--actual", mode="replay")
    assert done.exit_code == 1 and "status is Test" in done.output


def test_what_is_wrong_is_a_sentence_and_no_file_is_touched(run: Any, mirror: Mirror, tmp_path: Path) -> None:
    out, stranger = tmp_path / "a.xml", tmp_path / "stranger.xml"
    out.write_text("theirs")
    stranger.write_text("<a/>")
    one = first(mirror)
    for args, words in (
        ((one, "--out", str(out)), "there already"),
        (("none", "--out", str(tmp_path / "b.xml")), "No alarm 'none'"),
        ((one, "--out", str(tmp_path / "b.xml"), "--sender", "two words"), "sender"),
        ((one, "--out", str(tmp_path / "b.xml"), "--to", " "), "restriction"),
        ((one, "--out", str(tmp_path / "b.xml"), "--update", str(stranger)), "no file of one CAP alert"),
        ((one, "--out", str(tmp_path / "b.xml"), "--update", str(out)), "not well-formed"),
        ((one, "--out", str(tmp_path / "no" / "b.xml")), "cannot be written"),
    ):
        done = run(*args)
        assert done.exit_code == 1 and words in done.output, done.output
    assert run(one, "--out", str(tmp_path / "b.xml"), "--update", str(out), "--cancel", str(out)).exit_code == 2
    assert out.read_text() == "theirs" and sorted(path.name for path in tmp_path.iterdir()) == ["a.xml", "stranger.xml"]
    assert run(one, "--out", str(out), "--force").exit_code == 0 and read(out).status == "Exercise"
