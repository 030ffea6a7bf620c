"""exercise train: the trainer's console."""

import sys
from pathlib import Path

import click

from opscenter.cli.console import need_a_screen, need_addresses
from opscenter.cli.output import fail
from opscenter.cli.rule_options import rules_option


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--station", metavar="ADDRESS", help="Attach to an exercise that runs (`opscenter exercise run`).")
@click.option(
    "--token", envvar="OPSCENTER_EXERCISE_TOKEN", default="",
    help="The trainer's token of that station (or OPSCENTER_EXERCISE_TOKEN).",
)  # fmt: skip
@click.option("--desk", metavar="ADDRESS", help="Where trainees connect (default: a free port of this machine).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The session's file (MCAP).")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="The session's folder.")
@click.option("--speed", help="Exercise seconds in a second at the beginning.")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@rules_option
@click.option("--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), help="Language of the console.")
@click.option("--theme", type=click.Choice(["dark", "light"]), help="Theme of the console.")
@click.option("--operator", metavar="NAME", help="Who trains; the journal carries the name.")
@click.option("--screenshot", type=click.Path(dir_okay=False, path_type=Path), help="Save a PNG and end.")
@click.option("--after", type=click.FloatRange(0, 86_400), default=8.0, help="Seconds until the screenshot.")
@click.option("--size", metavar="WxH", help="Size of the window, e.g. 1920x1080.")
def train(
    file: Path | None, station: str | None, token: str, desk: str | None, out: Path | None, folder: Path | None,
    speed: str | None, catalogue: Path | None, rules: tuple[Path, ...], language: str | None, theme: str | None,
    operator: str | None, screenshot: Path | None, after: float, size: str | None,
) -> None:  # fmt: skip
    """Open the trainer's console: on an exercise FILE that it runs itself, or on a --station with its --token.

    Trainees attach with `opscenter console --station ADDRESS`; the address stands in the window.
    """
    if (file is None) == (station is None):
        raise click.UsageError("Name either an exercise FILE or a --station.")
    if station is not None and not token:
        raise click.UsageError("Who trains needs the --token that the station told when it started.")
    need_addresses(station, ())
    run: list[str] = []
    if file is not None:
        from opscenter.cli.exercise_sources import exercise_file, read_exercise
        from opscenter.domain.toml_document import FileMistakes

        try:
            path = file if file.suffix.lower() == ".mcap" else exercise_file(file)
            if path.suffix.lower() == ".mcap":
                if not path.is_file():
                    fail(f"There is no file {path}.")
            else:
                read_exercise(path)  # its mistakes are told here, before a window opens that could only wait
        except (FileMistakes, ValueError, OSError) as error:
            fail(error)
        run = [str(path)]
        for name, value in (("--desk", desk), ("--out", out), ("--folder", folder), ("--speed", speed)):
            if value is not None:
                run += [name, str(value)]
    need_a_screen(screenshot)
    from opscenter.console.training.opening import TrainerOptions, run_trainer

    sys.exit(
        run_trainer(
            TrainerOptions(
                station=station, token=token, run=run, catalogue=catalogue, rules=rules, language=language,
                theme=theme, operator=operator, screenshot=screenshot, after=after, size=size,
            )
        )
    )  # fmt: skip


COMMANDS = (train,)
