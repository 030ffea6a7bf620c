"""exercise run: an exercise worked by a script, or served to consoles."""

import secrets
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opscenter.cli.exercise import tell_score
from opscenter.cli.history_care import ProgressLine
from opscenter.cli.output import emit_json

if TYPE_CHECKING:
    from opscenter.station.exercise.opening import Opened


def session_folder(exercise: str) -> Path:
    """A new folder for a session, in that of the user's recordings."""
    from opscenter.settings.paths import data_folder

    plain = "".join(one if one.isalnum() or one in "-_" else "-" for one in exercise)[:60]
    when = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return data_folder() / "exercises" / f"{plain}-{when}-{secrets.token_hex(2)}"


def headless(
    opened: "Opened",
    script: Path | None,
    speed: float | None,
    out: Path | None,
    folder: Path | None,
    stop: threading.Event,
    as_json: bool,
) -> None:
    """From start to end; prints the score."""
    from opscenter.domain.exercise_result import as_map
    from opscenter.domain.toml_document import decoded
    from opscenter.station.exercise.script import parse_script
    from opscenter.station.exercise.working_alone import work_alone

    actions = parse_script(decoded(script.name, script.read_bytes()), script.name) if script is not None else []
    place = folder or session_folder(opened.exercise.id)
    begun = time.perf_counter()
    worked = work_alone(
        opened, place, actions, out=out or place / "session.mcap", wait=_Pace(speed or 0.0, stop),
        progress=ProgressLine(), stop=stop,
    )  # fmt: skip
    if as_json:
        emit_json(
            {
                **as_map(worked.score), "file": str(worked.file), "folder": str(place), "events": worked.events,
                "refused": worked.refused, "problems": worked.problems,
                "seconds": round(time.perf_counter() - begun, 1),
            }
        )  # fmt: skip
        return
    tell_score(worked.score)
    for sentence in (*worked.refused, *worked.problems):
        click.echo(sentence)
    click.echo(f"The session is {worked.file}.")


class _Pace:
    """Waits so that the exercise goes at a speed; 0: not at all."""

    def __init__(self, speed: float, stop: threading.Event) -> None:
        self._speed = speed
        self._stop = stop
        self._began: tuple[float, int] | None = None

    def __call__(self, at: int) -> None:
        if not self._speed:
            return
        if self._began is None:
            self._began = (time.monotonic(), at)
        since, first = self._began
        self._stop.wait(max(0.0, since + (at - first) / 1_000 / self._speed - time.monotonic()))


def station(
    opened: "Opened",
    speed: float | None,
    out: Path | None,
    folder: Path | None,
    desk: str,
    token: str | None,
    parent_pid: int | None,
    stop: threading.Event,
    as_json: bool,
) -> None:
    """Serve it until it is stopped."""
    from opscenter.cli.lifetime import stop_with_parent
    from opscenter.station.exercise.run import ExerciseOptions, run_exercise

    stop_with_parent(parent_pid, stop)
    place = folder or session_folder(opened.exercise.id)
    known = token or secrets.token_urlsafe(12)

    def on_ready(address: str) -> None:
        if as_json:
            emit_json({"desk": address, "token": known, "folder": str(place)})
        else:
            click.echo(f"opscenter exercise ready desk={address} token={known} folder={place}")

    run_exercise(
        opened,
        ExerciseOptions(
            folder=place, out=out or place / "session.mcap", desk=desk, token=known, speed=speed or None
        ),
        on_ready=on_ready,
        stop=stop,
        progress=ProgressLine(),
    )  # fmt: skip
