"""Stations and programs that end with the test that started them, however it ends."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.languages import no_language_stays as _no_language_stays  # noqa: F401 - a fixture
from tests.support.programs import Program
from tests.support.running_station import RunningStation

StartStation = Callable[..., RunningStation]
StartProgram = Callable[..., Program]


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a path short enough for ipc:// addresses."""
    return tmp_path_factory.mktemp("e")


@pytest.fixture
def start_station(home: Path) -> Iterator[StartStation]:
    """`RunningStation(home, ...)`."""
    started: list[RunningStation] = []

    def start(*arguments: str, data: Path | None = None) -> RunningStation:
        started.append(RunningStation(home, *arguments, data=data))
        return started[-1]

    yield start
    for station in started:
        station.stop()


@pytest.fixture
def start_program(home: Path) -> Iterator[StartProgram]:
    """`Program(home, ...)`."""
    started: list[Program] = []

    def start(*arguments: str, **environment: str) -> Program:
        started.append(Program(home, *arguments, **environment))
        return started[-1]

    yield start
    for program in started:
        program.stop()
