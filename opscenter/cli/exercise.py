"""exercise: make, check, work and score exercises."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli import exercise_debrief, exercise_window
from opscenter.cli.asking import json_option
from opscenter.cli.exercise_sources import exercise_file, incident_of, made_file, make, read_exercise
from opscenter.cli.exercise_sources import shipped as shipped_folder
from opscenter.cli.history_care import ProgressLine, cancel
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.domain.stopped import StoppedError

if TYPE_CHECKING:
    from opscenter.domain.exercise import Exercise
    from opscenter.domain.exercise_result import Score
    from opscenter.station.exercise.opening import Opened

_file = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def exercise() -> None:
    """Exercises: incidents worked as if they were live, with injections, expected responses and a score.

    FILE is an exercise's file (TOML), the name of one that comes with the program, or an incident file that holds one.
    """


@exercise.command("list")
@json_option
def list_exercises(as_json: bool) -> None:
    """The exercises that come with the program."""
    from opscenter.domain.texts import in_language

    found = [(path, read_exercise(path)) for path in sorted(shipped_folder().glob("*.toml"))]
    if as_json:
        for path, one in found:
            emit_json({**_about(one), "file": str(path)})
        return
    emit_table(
        ("exercise", "title", "minutes", "injections", "expected"),
        [
            (one.id, in_language(one.title, "en"), f"{one.length_ms / 60_000:.0f}", len(one.injections),
             len(one.responses))
            for _, one in found
        ],
    )  # fmt: skip


@exercise.command()
@_file
@json_option
def check(file: Path, as_json: bool) -> None:
    """Say everything that is wrong with an exercise's file, by line; exit status 1 if anything is."""
    with _sentences():
        one = read_exercise(exercise_file(file))
    if as_json:
        emit_json(_about(one))
        return
    click.echo(
        f"{one.id}: {one.length_ms / 1_000:g} s, {len(one.injections)} injections, {len(one.responses)} expected "
        f"responses worth {sum(each.weight for each in one.responses):g} points, {len(one.wrong)} that cost some"
    )


@exercise.command("make")
@_file
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Incident file (default: in the cache).")
@click.option("--again", is_flag=True, help="Also where it has been made before.")
@json_option
def make_command(file: Path, out: Path | None, again: bool, as_json: bool) -> None:
    """Make the incident file of an exercise of the demo city: simulated as fast as it goes, the same each time."""
    begun = time.perf_counter()
    with _sentences(), cancel() as stop:
        one = read_exercise(exercise_file(file))
        if not one.source.scenario:
            fail(f"{file} is made from the incident file {one.source.incident}: there is nothing to make.")
        path = out or made_file(one)
        fresh = again or not path.is_file()
        if fresh:
            make(one, path, ProgressLine(), stop)
    told = {
        "exercise": one.id, "file": str(path), "made": fresh, "bytes": path.stat().st_size,
        "seconds": round(time.perf_counter() - begun, 1),
    }  # fmt: skip
    if as_json:
        emit_json(told)
    else:
        click.echo(f"{path} ({told['bytes']:,} bytes{'' if fresh else ', made before'})")


@exercise.command()
@_file
@click.option("--headless", is_flag=True, help="Nobody looks: worked by --script, or by nobody, from start to end.")
@click.option(
    "--script", type=click.Path(dir_okay=False, path_type=Path), help="What people do, at which second (TOML)."
)
@click.option("--speed", help="Exercise seconds in a second, or max (headless: max; else as the exercise says).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The session's file (MCAP).")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="The session's folder.")
@click.option("--desk", default="tcp://127.0.0.1:0", metavar="ADDRESS", help="Where desks connect.")
@click.option("--token", envvar="OPSCENTER_EXERCISE_TOKEN", help="By which the trainer is known (default: a new one).")
@click.option("--parent-pid", type=int, hidden=True)
@json_option
def run(
    file: Path,
    headless: bool,
    script: Path | None,
    speed: str | None,
    out: Path | None,
    folder: Path | None,
    desk: str,
    token: str | None,
    parent_pid: int | None,
    as_json: bool,
) -> None:
    """Work an exercise: a station for consoles of trainees and of the trainer, or --headless with a script.

    Prints a readiness line with the address for desks and the trainer's token. The session's folder keeps all that
    happens; when the exercise is over (or later, with `opscenter exercise close`) its file is cut from that.
    """
    from opscenter.cli import exercise_run

    if script is not None and not headless:
        raise click.UsageError("A --script works an exercise that is --headless.")
    pace = _speed(speed)
    with _sentences(), cancel() as stop:
        if headless:
            with _opened(file, stop) as opened:
                exercise_run.headless(opened, script, pace, out, folder, stop, as_json)
        else:
            with _opened(file, stop) as opened:
                exercise_run.station(opened, pace, out, folder, desk, token, parent_pid, stop, as_json)


@exercise.command()
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The session's file (default: in FOLDER).")
@json_option
def close(folder: Path, out: Path | None, as_json: bool) -> None:
    """Cut the file of a session that ended without one (its station died), out of the session's folder."""
    from opscenter.station.exercise.closing import close_session
    from opscenter.station.exercise.session_folder import read_folder

    with _sentences(), cancel() as stop:
        cut = close_session(read_folder(folder), out or folder / "session.mcap", ProgressLine(), stop)
    if as_json:
        emit_json({"file": str(cut.file), "messages": cut.messages, "rows": cut.rows, "bytes": cut.bytes})
    else:
        click.echo(f"{cut.file}: {cut.messages:,} messages, {cut.rows:,} entries of the journal")


@exercise.command()
@_file
@json_option
def score(file: Path, as_json: bool) -> None:
    """The score of a session, made again from its file alone, with reasons."""
    from opscenter.domain.exercise_result import as_map
    from opscenter.station.exercise.closing import score_of_file

    with _sentences():
        _, found, _ = score_of_file(file)
    if as_json:
        emit_json(as_map(found))
    else:
        tell_score(found)


def tell_score(found: "Score") -> None:
    """For people, in English."""
    click.echo(
        f"{found.exercise}: {found.points:g} of {found.of:g} points, {found.lost:g} lost: {found.percent:.1f} %"
        + ("" if found.over else " (it did not come to its end)")
    )
    emit_table(
        ("expected", "points", "outcome", "by", "why"),
        [
            (one.text.get("en", one.id), f"{one.points:g}/{one.weight:g}", one.outcome, ", ".join(one.by),
             one.reason["en"])
            for one in found.responses
        ],
    )  # fmt: skip
    for wrong in found.wrong:
        for at in wrong.times:
            click.echo(f"wrong: {wrong.text.get('en', wrong.id)}: {at.by}, {at.rule} {at.entity}: {at.reason['en']}")
    for person in found.people:
        click.echo(f"{person.name}: {person.points:g} points, {person.lost:g} lost, {person.acts} acts")


# -- what they share -----------------------------------------------------------------------------------------


def _about(one: "Exercise") -> dict[str, Any]:
    return {
        "id": one.id, "title": one.title, "brief": one.brief, "seconds": one.length_ms / 1_000,
        "injections": [injection.id for injection in one.injections],
        "expected": [response.id for response in one.responses], "wrong": [wrong.id for wrong in one.wrong],
        "points": sum(response.weight for response in one.responses),
    }  # fmt: skip


def _speed(told: str | None) -> float | None:
    """Exercise seconds in a second; 0: as fast as it goes; None: as it is said elsewhere."""
    if told is None:
        return None
    if told == "max":
        return 0.0
    try:
        pace = float(told)
    except ValueError:
        pace = -1.0
    if not 0.1 <= pace <= 100:
        raise click.UsageError("--speed is a number from 0.1 to 100, or max.")
    return pace


@contextmanager
def _sentences() -> Iterator[None]:
    """Whatever is wrong with a file, a folder or a disk ends the command with a sentence."""
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.history.errors import HistoryError
    from opscenter.recording.errors import IncidentError
    from opscenter.station.errors import StationError

    try:
        yield
    except BrokenPipeError:
        raise  # nobody reads any more
    except StoppedError:
        fail("Cancelled.", 130)
    except (FileMistakes, IncidentError, HistoryError, StationError, ValueError) as error:
        fail(error)
    except OSError as error:
        fail(f"{error.filename or 'The file'}: {error.strerror or error}.")
    except sqlite3.Error as error:
        fail(f"The session's history cannot be read: {error}.")


def _opened(file: Path, stop: threading.Event) -> "Opened":
    from opscenter.station.exercise.opening import open_file

    progress = ProgressLine()
    path = file if file.suffix.lower() == ".mcap" else exercise_file(file)
    return open_file(path, lambda one, at: incident_of(one, at, progress, stop), read_exercise)


for command in (*exercise_window.COMMANDS, *exercise_debrief.COMMANDS):
    exercise.add_command(command)

COMMANDS = (exercise,)
