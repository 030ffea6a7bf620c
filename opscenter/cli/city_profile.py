"""Cities of recorded data: onto a bus, beside a broker and a station, or with a window."""

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from opscenter.bus.errors import EndpointError, KeyFileError
from opscenter.cli.lifetime import stop_on_signals, stop_with_parent
from opscenter.cli.output import fail
from opscenter.cli.times import now_ms, parse_time
from opscenter.domain.catalogue_parsing import CatalogueErrors
from opscenter.domain.texts import in_language
from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.cities.finding import Found, NoCity, find_files
from opscenter.feeds.cities.playing import Playing, catalogue_folder
from opscenter.feeds.cities.profile import Profile
from opscenter.feeds.cities.profile_reading import NoProfile, read_profile
from opscenter.feeds.record import Problem
from opscenter.settings.catalogue import load_catalogue
from opscenter.settings.paths import cache_folder, data_folder

SHOWN_PROBLEMS = 20
HEARTBEAT_S = 1.0
BURST, BREATH_S = 2_000, 0.1
"""A start must not drown those who listen."""
STOP_WITHIN_S = 10.0
ARRIVE_S = 2.0
"""What was sent last arrives within this, before the station is told to end."""


@dataclass(slots=True)
class PlayedCity:
    """A profile with what the user's folder holds of it."""

    name: str
    folder: Path
    speed: float
    shift: bool
    taken: str
    profile: Profile
    found: Found

    @classmethod
    def of(cls, name: str, folder: Path, speed: float, shift: bool, taken: str) -> "PlayedCity":
        """Ends the command, with sentences, when there is no such profile or nothing to play."""
        try:
            profile = read_profile(name)
            found = find_files(profile, folder, parse_time(taken, now_ms()) if taken else None)
        except (NoProfile, NoCity, FileMistakes, OSError, ValueError) as error:
            fail(error)
        return cls(name, folder, speed, shift, taken, profile, found)

    def tell_missing(self) -> None:
        """Say on stderr what is not there."""
        for sentence in self.found.missing:
            click.echo(f"opscenter: {sentence}", err=True)

    def catalogue(self, own: object) -> Path | None:
        """The folder of the city's catalogue files with those of the user."""
        folder = own if isinstance(own, Path) else None
        try:
            if folder is not None and not folder.is_dir():
                raise OSError(f"There is no folder {folder}.")
            into = cache_folder() / "cities" / self.profile.name
            made = catalogue_folder(self.profile, self.found, folder, into)
            load_catalogue(made)
        except (CatalogueErrors, OSError) as error:
            fail(error)
        return made

    def data(self, given: object) -> Path:
        """The folder of the city's history: one of its own for times that were moved."""
        if isinstance(given, Path):
            return given
        return data_folder() / f"city-{self.profile.name}{'-now' if self.shift else ''}"


def play_on_bus(city: PlayedCity, bus: str, bind: bool, parent_pid: int | None, once: bool) -> None:
    """Publish on a bus that is there until the command is stopped, or all has been played (`once`)."""
    stop = threading.Event()
    stop_on_signals(stop)
    stop_with_parent(parent_pid, stop)
    if parent_pid is None:
        city.tell_missing()
    try:
        _publish(city, bus, bind, stop, once)
    except (EndpointError, KeyFileError, CatalogueErrors, OSError) as error:
        fail(error)


def open_city(city: PlayedCity, window: Mapping[str, object]) -> None:
    """Open the window on the city, with a station of its own."""
    from opscenter.cli.console import open_console
    from opscenter.console.options import ProfileCityOptions

    city.tell_missing()
    options = dict(window)
    options["data"] = city.data(options.get("data"))
    options["catalogue"] = city.catalogue(options.get("catalogue"))
    open_console(
        profile=ProfileCityOptions(city.name, city.folder, city.speed, city.shift, city.taken),
        city=in_language(city.profile.title, str(options.get("language") or "en")),
        zone=city.profile.zone.key,
        **options,
    )


def play_beside_station(city: PlayedCity, window: Mapping[str, object], once: bool) -> None:
    """A broker, a station and the data, without a window. Each says when it is ready."""
    from opscenter.bus.broker import Broker

    stop = threading.Event()
    stop_on_signals(stop)
    city.tell_missing()
    catalogue = city.catalogue(window.get("catalogue"))
    try:
        broker = Broker(*["tcp://127.0.0.1:*"] * 3)
    except EndpointError as error:
        fail(error)
    thread = threading.Thread(target=broker.run, name="broker")
    thread.start()
    try:
        click.echo(f"opscenter broker ready front={broker.front} back={broker.back} recovery={broker.recovery}")
        arguments = ["--bus", broker.back, "--recovery", broker.recovery, "--data", str(city.data(window.get("data")))]
        arguments += ["--city", in_language(city.profile.title, "en"), "--zone", city.profile.zone.key]
        if catalogue is not None:
            arguments += ["--catalogue", str(catalogue)]
        rules = window.get("rules")
        for path in rules if isinstance(rules, tuple | list) else ():
            arguments += ["--rules", str(path)]
        _play_with_station(city, broker.front, arguments, stop, once)
    except (EndpointError, KeyFileError, CatalogueErrors, OSError) as error:
        fail(error)
    finally:  # also where nobody reads any more what is said: the broker's thread would keep the process
        broker.stop()
        thread.join()


def _play_with_station(city: PlayedCity, bus: str, arguments: Sequence[str], stop: threading.Event, once: bool) -> None:
    station = _start_station(arguments)
    try:
        line = station.stdout.readline() if station.stdout is not None else ""
        if not line.startswith("opscenter station ready"):
            fail(f"The station did not start (exit status {station.wait()}); what it says is above.")
        click.echo(line.rstrip())
        _publish(city, bus, False, stop, once, station)
    finally:
        _end(station)


def _start_station(arguments: Sequence[str]) -> "subprocess.Popen[str]":
    import os

    return subprocess.Popen(
        [sys.executable, "-m", "opscenter", "station", *arguments, "--parent-pid", str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _end(station: "subprocess.Popen[str]") -> None:
    """Politely, so that it records to the end; by force if it does not."""
    station.terminate()
    try:
        station.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        station.kill()
        station.wait()
    if station.stdout is not None:
        station.stdout.close()


def _publish(
    city: PlayedCity,
    bus: str,
    bind: bool,
    stop: threading.Event,
    once: bool,
    station: "subprocess.Popen[str] | None" = None,
) -> None:
    from opscenter.bus.publisher import Publisher

    catalogue = load_catalogue()
    with Publisher(bus, bind=bind, name=f"city-{city.profile.name}", clock=now_ms) as publisher:
        files = sum(len(part.paths) for part in city.found.parts)
        click.echo(f"opscenter city ready bus={publisher.endpoint} profile={city.profile.name} files={files}")
        publisher.heartbeat()
        while not stop.is_set() and not publisher.wait_for_subscriber(0.25):
            publisher.heartbeat()
        playing = Playing(
            city.profile,
            city.found,
            catalogue,
            speed=city.speed,
            shift=city.shift,
            clock=now_ms,
            pulse=publisher.heartbeat,
        )
        sent, problems = _play(playing, publisher, stop, station)
        if not stop.is_set():
            click.echo(f"opscenter city played messages={sent} problems={problems}")
        while not once and not _over(stop, station):
            publisher.heartbeat()
            stop.wait(HEARTBEAT_S)
        publisher.heartbeat()
        if once and station is not None:
            stop.wait(ARRIVE_S)
    if station is not None and station.poll() is not None and not stop.is_set():
        fail(f"The station ended (exit status {station.returncode}); what it says is above.")


def _play(
    playing: Playing, publisher: Any, stop: threading.Event, station: "subprocess.Popen[str] | None"
) -> tuple[int, int]:
    sent = problems = 0
    begin = told = time.monotonic()
    for one in playing.messages():
        if _over(stop, station):
            break
        if isinstance(one, Problem):
            problems += 1
            if problems <= SHOWN_PROBLEMS:
                click.echo(f"opscenter: {one}", err=True)
            continue
        due, record = one
        pause = begin + due - time.monotonic()
        while pause > 0 and not _over(stop, station):
            stop.wait(min(pause, HEARTBEAT_S))
            publisher.heartbeat()
            told = time.monotonic()
            pause = begin + due - told
        if stop.is_set():
            break
        publisher.send(record.topic, record.payload)
        sent += 1
        if sent % BURST == 0:
            stop.wait(BREATH_S)
        if time.monotonic() - told > HEARTBEAT_S:
            publisher.heartbeat()
            told = time.monotonic()
    if problems > SHOWN_PROBLEMS:
        click.echo(f"opscenter: {problems - SHOWN_PROBLEMS} more could not be used.", err=True)
    return sent, problems


def _over(stop: threading.Event, station: "subprocess.Popen[str] | None") -> bool:
    return stop.is_set() or (station is not None and station.poll() is not None)
