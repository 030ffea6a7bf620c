"""The processes a console brings along: a private station, and a city where one is asked for."""

import logging
import os
import secrets
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from opscenter.console.companion import Companion
from opscenter.console.feed import start_feed
from opscenter.console.options import ConsoleOptions, ProfileCityOptions, ReplayWindow
from opscenter.console.session import LinkState, Session

log = logging.getLogger("opscenter.console.companions")


class Companions(QObject):
    """Connects a session to its station, and starts what has to run for that.

    `basemap_ready(Path)`: the demo city has drawn its map. `notice(str)`: a sentence for the operator.
    """

    basemap_ready = Signal(object)
    notice = Signal(str)

    def __init__(self, session: Session, options: ConsoleOptions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._options = options
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._bus = list(options.bus)
        self._desk = "tcp://127.0.0.1:0"
        self.station: Companion | None = None
        self.city: Companion | None = None
        self.replay: Companion | None = None

    def start(self) -> None:
        """Start, in order: demo city, private station, link. Raises desk.errors.AddressError for a bad --station."""
        if self._options.station is not None:
            start_feed(self._session, self._options.station)
            return
        if self._options.replay is not None:
            self._start_replay(self._options.replay)
            return
        if self._options.demo is not None or self._options.profile is not None:
            self._start_city()
        station = Companion("station", self._station_arguments, self)
        station.ready.connect(self._station_ready)
        station.died.connect(self._station_died)
        self.station = station
        station.start()

    def close(self) -> None:
        """End the link and the processes, the station last so that it records to the end."""
        if self._session.channel is not None:
            self._session.channel.close()
        for player in (self.city, self.replay):
            if player is not None:
                player.stop()
        if self.station is not None:
            self.station.stop()
        if self._folder is not None:
            self._folder.cleanup()

    # -- the city --------------------------------------------------------------------------------------------

    def _start_city(self) -> None:
        if sys.platform == "win32":
            endpoint = f"tcp://127.0.0.1:{49_152 + secrets.randbelow(16_000)}"  # no ipc:// there
        else:
            self._folder = tempfile.TemporaryDirectory(prefix="opscenter-")
            endpoint = f"ipc://{self._folder.name}/city"
        self._bus.append(endpoint)
        city = Companion("city", lambda: self._city_arguments(endpoint), self)
        city.ready.connect(self._city_ready)
        city.died.connect(self._city_died)
        self.city = city
        city.start()

    def _city_arguments(self, endpoint: str) -> list[str]:
        if self._options.profile is not None:
            return self._profile_arguments(self._options.profile, endpoint)
        demo = self._options.demo
        assert demo is not None
        arguments = ["city", "--bus", endpoint, "--bind", "--seed", str(demo.seed), "--entities", str(demo.entities)]
        if demo.scenario is not None:
            arguments += ["--scenario", str(demo.scenario)]
        return [*arguments, "--parent-pid", str(os.getpid())]

    @staticmethod
    def _profile_arguments(city: ProfileCityOptions, endpoint: str) -> list[str]:
        arguments = ["city", city.profile, "--from", str(city.folder), "--bus", endpoint, "--bind"]
        arguments += ["--speed", str(city.speed)]
        if city.shift:
            arguments.append("--shift")
        if city.taken:
            arguments += ["--taken", city.taken]
        return [*arguments, "--parent-pid", str(os.getpid())]

    def _city_ready(self, fields: dict[str, str]) -> None:
        if fields.get("basemap"):
            self.basemap_ready.emit(Path(fields["basemap"]))

    def _city_died(self, why: str) -> None:
        if self._options.profile is not None:
            self.notice.emit(self.tr("The city's data stopped ({why}). They are played again.").format(why=why))
            return
        self.notice.emit(self.tr("The demo city stopped ({why}). It is being started again.").format(why=why))

    # -- a replay --------------------------------------------------------------------------------------------

    def _start_replay(self, wanted: ReplayWindow) -> None:
        # Not again when it ends: a file that cannot be read will not be read the next time.
        replay = Companion("replay", lambda: self._replay_arguments(wanted), self, restarts=False)
        replay.ready.connect(self._station_ready)
        replay.died.connect(self._replay_died)
        self.replay = replay
        replay.start()

    def _replay_arguments(self, wanted: ReplayWindow) -> list[str]:
        arguments = ["replay", str(wanted.file), "--serve", "--desk", self._desk, "--parent-pid", str(os.getpid())]
        if wanted.speed is not None:
            arguments += ["--speed", f"{wanted.speed:g}" if wanted.speed else "max"]
        if wanted.at is not None:
            arguments += ["--at", str(wanted.at)]
        if self._options.catalogue is not None:
            arguments += ["--catalogue", str(self._options.catalogue)]
        for rules in self._options.rules:
            arguments += ["--rules", str(rules)]
        return arguments

    def _replay_died(self, why: str) -> None:
        told = self.replay.last_words.removeprefix("opscenter: ") if self.replay is not None else ""
        sentence = told or self.tr("The replay ended ({why}). Close this window and open the file again.").format(
            why=why
        )
        self._session.set_link(LinkState.REFUSED, sentence)
        self.notice.emit(sentence)

    # -- the station -----------------------------------------------------------------------------------------

    def _station_arguments(self) -> list[str]:
        arguments = ["station", "--desk", self._desk, "--parent-pid", str(os.getpid())]
        for endpoint in self._bus:
            arguments += ["--bus", endpoint]
        if self._options.data is not None:
            arguments += ["--data", str(self._options.data)]
        if self._options.config is not None:
            arguments += ["--config", str(self._options.config)]
        if self._options.catalogue is not None:
            arguments += ["--catalogue", str(self._options.catalogue)]
        for rules in self._options.rules:
            arguments += ["--rules", str(rules)]
        if self._options.city:
            arguments += ["--city", self._options.city]
        if self._options.zone:
            arguments += ["--zone", self._options.zone]
        return arguments

    def _station_ready(self, fields: dict[str, str]) -> None:
        address = fields.get("desk", "")
        if address == self._desk and self._session.channel is not None:
            return  # the same address again after a restart: the link finds it by itself
        if self._session.channel is not None:
            self._session.channel.close()
        self._desk = address
        start_feed(self._session, address)

    def _station_died(self, why: str) -> None:
        sentence = self.tr("The station stopped ({why}). It is being started again; what it had recorded is kept.")
        self._session.set_link(LinkState.LOST, sentence.format(why=why))
        self.notice.emit(sentence.format(why=why))
