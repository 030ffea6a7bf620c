"""incident cut: a span of a history as one file, to be replayed, trained with, or handed on."""

import datetime
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.history_care import ProgressLine, cancel, data_option, database
from opscenter.cli.moment import Moment
from opscenter.cli.of_recorded_city import as_recorded
from opscenter.cli.output import emit_json, fail, printable
from opscenter.cli.rule_options import rules_option
from opscenter.cli.times import iso

if TYPE_CHECKING:
    from opscenter.station.cutting.cut import Cut, Wanted


@click.command()
@click.option("--from", "since", type=Moment(), default="-1h", help="Begin (default: an hour ago).")
@click.option("--to", "until", type=Moment(), default="now", help="End (default: now).")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The incident file to write (.mcap).")
@click.option("--area", default="", metavar="AREA", help="Only what was in this area: an area of the city by its name "
              "or id, a GeoJSON file, or a circle as lon,lat,km.")  # fmt: skip
@click.option("--systems", default="", metavar="A,B", help="Only these city systems, e.g. weather,water.")
@data_option
@click.option("--title", default="", help="What it is called (default: by the worst that happened in it).")
@click.option("--place", default="", help="Where it was (default: the city).")
@click.option("--author", default="", help="Who made it.")
@click.option("--licence", default="", help="Under which licence others may use it.")
@click.option("--note", default="", help="Whatever else whoever opens it should know.")
@click.option("--city", help="Name of the city (default: as the settings file says).")
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings file of the station that recorded it."
)
@click.option("--zone", help="Time zone of the city (default: as recorded).")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@rules_option
@click.option("--force", is_flag=True, help="Replace an incident file that is there.")
@click.option("--holiday", "holidays", multiple=True, hidden=True)
@click.option("--holidays-as", hidden=True)
@click.option("--longest-shelf-h", type=float, hidden=True)
@click.option("--gently", is_flag=True, hidden=True)
@click.option("--progress", "tell", is_flag=True, hidden=True)
@json_option
def cut(
    since: int, until: int, out: Path, area: str, systems: str, data: Path | None, title: str, place: str, author: str,
    licence: str, note: str, city: str | None, config: Path | None, zone: str | None, catalogue: Path | None,
    rules: tuple[Path, ...], force: bool, holidays: tuple[str, ...], holidays_as: str | None,
    longest_shelf_h: float | None, gently: bool, tell: bool, as_json: bool,
) -> None:  # fmt: skip
    """Cut a span of the recorded history into an incident file.

    The file holds the messages as they came, the journal with what people did, the catalogue and the rules, and
    pictures of the whole city at intervals. An engine is driven along it and says whether the same journal comes out.
    A station may be recording meanwhile. For example:

      opscenter incident cut --from -2h --to now --out rainstorm.mcap
    """
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.settings.station import read_station_settings
    from opscenter.station.cutting.cut import Wanted
    from opscenter.station.cutting.target import check_target

    path = database(data)
    given = {
        "zone": zone, "catalogue": catalogue, "rules": list(rules) or None, "city": city,
        "holidays": list(holidays) or None, "holidays_as": holidays_as, "longest_shelf_h": longest_shelf_h,
    }  # fmt: skip
    try:
        values = read_station_settings(config, as_recorded(path, config, given))
        check_target(out, path, replace=force)
        named = [one.strip() for one in systems.split(",") if one.strip()]
        wanted = Wanted(since, until, title, place, values["city"], author, licence, note, named, area)
        _cut(path, out, wanted, values, gently, tell, as_json)
    except (FileMistakes, ValueError) as error:
        fail(error)
    except OSError as error:
        fail(f"{error.filename or path}: {error.strerror or error}.")


def _cut(
    path: Path, out: Path, wanted: "Wanted", values: dict[str, Any], gently: bool, tell: bool, as_json: bool
) -> None:
    from opscenter.domain.stopped import StoppedError
    from opscenter.history.blocks import BlockError
    from opscenter.history.errors import HistoryError
    from opscenter.recording.errors import IncidentError
    from opscenter.settings.catalogue import catalogue_texts
    from opscenter.station.cutting.circumstances import Circumstances
    from opscenter.station.cutting.cut import Cutting

    told = Circumstances(
        catalogue_texts(values["catalogue"], values["rules"]), values["zone"],
        sorted(datetime.date.fromisoformat(str(day)) for day in values["holidays"]), values["holidays_as"] == "aside",
        round(values["longest_shelf_h"] * 3_600_000),
    )  # fmt: skip
    begun = time.perf_counter()
    with cancel() as stop:
        try:
            found = Cutting(
                path, out, wanted, told, gently=gently, progress=Teller() if tell else ProgressLine(), stop=stop
            ).cut()  # fmt: skip
        except StoppedError:
            fail("Stopped; nothing was written.", 130)
        except (IncidentError, HistoryError) as error:
            fail(error)
        except (sqlite3.Error, BlockError) as error:
            fail(f"The history cannot be read: {error}.")
    seconds = time.perf_counter() - begun
    if as_json:
        emit_json(_plain(found, seconds))
    else:
        _print(found, seconds)


class Teller:
    """Tells whoever started this command how far it is, a hundred times at most."""

    def __init__(self) -> None:
        self._told = -1

    def __call__(self, what: str, share: float) -> None:
        """See `Progress`."""
        if int(share * 100) > self._told:
            self._told = int(share * 100)
            click.echo(f"progress {share:.3f}", err=True)


def _plain(found: "Cut", seconds: float) -> dict[str, Any]:
    compared = found.compared
    return {
        "file": str(found.file), "bytes": found.bytes, "title": found.title, "since": iso(found.since),
        "until": iso(found.until), "moments": found.moments, "messages": found.messages, "rows": found.rows,
        "warmed_up": found.warmed_up, "frames": found.frames, "frame_bytes": found.frame_bytes,
        "anchors": found.anchors, "anchor_bytes": found.anchor_bytes,
        "journal": {
            "same": compared.same, "recorded": compared.recorded, "missing": compared.missing,
            "extra": compared.extra, "differ": compared.differ,
        },
        "refused": found.refused, "told": found.told, "seconds": round(seconds, 3),
        "messages_per_s": round((found.messages + found.warmed_up) / max(seconds, 1e-9)),
    }  # fmt: skip


def _print(found: "Cut", seconds: float) -> None:
    click.echo(
        f"{found.file}: {found.bytes:,} bytes, {found.messages:,} messages and {found.rows:,} rows of the journal from "
        f"{iso(found.since)} to {iso(found.until)} ({seconds:.1f} s)"
    )
    for sentence in (found.title, *found.told, *found.compared.differ, *found.refused):
        click.echo(printable(sentence))
