"""What an exercise is made from: an incident file beside it, or the demo city, made once into the cache folder."""

import hashlib
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from opscenter.domain.stopped import StoppedError

if TYPE_CHECKING:
    from opscenter.domain.exercise import Exercise
    from opscenter.domain.exercise_parsing import Names
    from opscenter.recording.records import Message
    from opscenter.station.cutting.circumstances import Circumstances

Progress = Callable[[str, float], None]


def shipped() -> Path:
    """The folder of the exercises that come with the program."""
    from opscenter.settings.resources import resource_root

    return resource_root() / "exercises"


def exercise_file(name: Path) -> Path:
    """A file as named, or one that comes with the program by its id. ValueError, a sentence."""
    if name.is_file():
        return name
    beside = shipped() / f"{name}.toml"
    if len(name.parts) == 1 and beside.is_file():
        return beside
    known = ", ".join(sorted(path.stem for path in shipped().glob("*.toml")))
    raise ValueError(f"There is no exercise file {name}. Those that come with the program are called {known}.")


def names() -> "Names":
    """What an exercise may name: rules and systems of the catalogue, scenarios of the demo city."""
    from opscenter.domain.exercise_parsing import Names
    from opscenter.settings.catalogue import load_catalogue
    from opscenter.settings.resources import resource_root

    catalogue = load_catalogue()
    return Names(
        rules={rule.id: len(rule.checklist) for rule in catalogue.rules()},
        systems=tuple(catalogue.systems),
        scenarios=tuple(sorted(path.stem for path in (resource_root() / "scenarios").glob("*.toml"))),
    )


def read_exercise(path: Path, known: "Names | None" = None) -> "Exercise":
    """The exercise of a file. Raises FileMistakes, OSError. What an incident file's own catalogue knows besides is not
    checked here: only what is made from the demo city is held against this program's."""
    from opscenter.domain.exercise_parsing import parse_exercise
    from opscenter.domain.toml_document import decoded

    text = decoded(path.name, path.read_bytes())
    made = parse_exercise(text, path.name)
    return parse_exercise(text, path.name, known or names()) if made.source.scenario else made


def made_file(exercise: "Exercise") -> Path:
    """Where what a scenario makes is kept: another name for anything that would make it another."""
    from opscenter import __version__
    from opscenter.settings.catalogue import catalogue_texts
    from opscenter.settings.paths import cache_folder
    from opscenter.station.lane.packing import VERSION

    source, texts = exercise.source, catalogue_texts()
    told = [
        __version__, VERSION, scenario_file(source.scenario).read_text("utf-8"), source.seed, source.entities,
        source.starts, exercise.end_ms, sorted(texts.files.items()),
    ]  # fmt: skip
    digest = hashlib.blake2b(repr(told).encode(), digest_size=6).hexdigest()
    return cache_folder() / "exercises" / f"{source.scenario}-{digest}.mcap"


def scenario_file(name: str) -> Path:
    """A scenario that comes with the program."""
    from opscenter.settings.resources import resource_root

    return resource_root() / "scenarios" / f"{name}.toml"


def incident_of(exercise: "Exercise", path: Path, progress: Progress, stop: threading.Event) -> Path:
    """The incident file of an exercise's file at `path`; of a scenario made now if it is not there. Raises OSError,
    IncidentError, StoppedError, ValueError (a sentence)."""
    if exercise.source.incident:
        found = path.parent / exercise.source.incident  # an absolute name stays as it is
        if not found.is_file():
            raise ValueError(f"{path.name} is made from {found}, which is not there.")
        return found
    out = made_file(exercise)
    return out if out.is_file() else make(exercise, out, progress, stop)


def make(exercise: "Exercise", out: Path, progress: Progress, stop: threading.Event) -> Path:
    """Simulate the demo city as fast as it goes, have a station's engine and history live through it, cut it."""
    from opscenter.station.cutting.circumstances import Circumstances
    from opscenter.station.cutting.cut import Cutting, Wanted

    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="opscenter-exercise-"))
    try:
        from opscenter.city.moment import ZONE
        from opscenter.history.schema import FILE_NAME
        from opscenter.settings.catalogue import catalogue_texts

        told = Circumstances(catalogue_texts(), ZONE)
        _live(exercise, folder, told, progress, stop)
        source = exercise.source
        wanted = Wanted(
            since=source.starts, until=source.starts + exercise.end_ms,
            title=exercise.title.get("en", source.scenario), place="Port Meridian", city="Port Meridian",
            author="opscenter", licence="CC0-1.0",
            note=f"The demo city: scenario {source.scenario}, seed {source.seed}, {source.entities} entities.",
        )  # fmt: skip
        Cutting(
            folder / FILE_NAME, out, wanted, told, stop=stop,
            progress=lambda what, share: progress("cutting", 0.7 + 0.3 * share),
        ).cut()  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return out


def course(exercise: "Exercise", stop: threading.Event) -> Iterator["tuple[int, list[Message]]"]:
    """What the demo city says, moment by moment to the exercise's end; it ends early when `stop` is set."""
    from opscenter.city.run import City
    from opscenter.city.scenario import load_scenario

    source = exercise.source
    sent: list[Message] = []

    def send(topic: str, payload: bytes) -> None:
        sent.append((topic.encode(), payload, b"", city.at))

    city = City(source.seed, source.entities, load_scenario(scenario_file(source.scenario)), source.starts, send)
    city.introduce(stop)
    sent += [(topic.encode(), payload, b"", city.at) for topic, payload in city.live_past(stop)]
    city.publish_all(stop)
    while city.at <= source.starts + exercise.end_ms and not stop.is_set():
        told, sent[:] = sent.copy(), []
        yield city.at, told
        city.step()


def _live(exercise: "Exercise", folder: Path, told: "Circumstances", progress: Progress, stop: threading.Event) -> None:
    from opscenter.station.cutting.living import Living

    starts = exercise.source.starts
    with Living(folder, told, starts) as living:
        for at, messages in course(exercise, stop):
            living.beat(at, messages)
            progress("simulating", 0.7 * (at - starts) / exercise.end_ms)
        if stop.is_set():
            raise StoppedError
