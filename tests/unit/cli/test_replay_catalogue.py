"""The window of a replay knows kinds and rules as the recording does, not as the program does today."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from opscenter.console.app import catalogue_for
from opscenter.console.options import ConsoleOptions, ReplayWindow
from opscenter.recording.records import About
from opscenter.recording.writer import IncidentWriter
from opscenter.settings.catalogue import catalogue_texts
from opscenter.station.cutting.circumstances import Circumstances, attach_circumstances
from tests.support.incident_course import START, course


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What windows are opened with, instead of windows."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr("opscenter.cli.console.open_console", lambda **options: found.append(options))
    return found


def recording(path: Path, told: Circumstances | None) -> Path:
    with IncidentWriter(path, About(title="Rain", since=START, until=START + 1_000, begins=START)) as writer:
        if told is not None:
            attach_circumstances(writer, told, START)
        for happening in course(5):
            writer.put(happening)
    return path


def test_the_catalogue_of_the_recording_is_the_windows(tmp_path: Path, opened: list[dict[str, Any]]) -> None:
    texts = catalogue_texts()
    texts.files["here.toml"] = "[stale_after_s]\nTrafficFlowObserved = 4500\n"
    file = recording(tmp_path / "a.mcap", Circumstances(texts))
    assert CliRunner().invoke(cli, ["replay", str(file)]).exit_code == 0
    window = opened[-1]["replay"]
    assert window.catalogue.files == texts.files
    assert catalogue_for(ConsoleOptions(replay=window)).kind("TrafficFlowObserved").stale_after_ms == 4_500_000


def test_without_one_it_is_the_programs_and_the_user_may_name_another(
    tmp_path: Path, opened: list[dict[str, Any]]
) -> None:
    for file, more in (
        (recording(tmp_path / "b.mcap", None), ()),
        (recording(tmp_path / "c.mcap", Circumstances(catalogue_texts())), ("--catalogue", str(tmp_path))),
    ):
        assert CliRunner().invoke(cli, ["replay", str(file), *more]).exit_code == 0
        assert opened[-1]["replay"].catalogue is None
    options = ConsoleOptions(replay=ReplayWindow(tmp_path / "b.mcap"))
    assert catalogue_for(options).kind("TrafficFlowObserved").stale_after_ms == 120_000
