"""measures: how well the alarm system works."""

from pathlib import Path
from typing import Any

import click

from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.moment import Moment
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.times import iso, now_ms

WINDOWS = {"10min": 600_000, "1h": 3_600_000, "8h": 28_800_000, "12h": 43_200_000, "1d": 86_400_000, "7d": 604_800_000}


@click.command()
@click.option("--from", "since", type=Moment(), default="-30d", help="Begin (default: 30 days ago).")
@click.option("--to", "until", type=Moment(), default="now", help="End (default: now).")
@click.option("--window", type=click.Choice(list(WINDOWS)), help="Figures of every such part of the span as well.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a .csv or a .pdf file.")
@click.option("--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Of the PDF.")
@station_option
@json_option
def measures(
    since: int, until: int, window: str | None, out: Path | None, language: str, station: str | None, as_json: bool
) -> None:
    """How well the alarm system works, after EEMUA 191 and ISA-18.2: rate, floods, priorities, standing and stale
    alarms, chattering, the ten worst, time to acknowledge."""
    if out is not None and out.suffix.lower() not in (".csv", ".pdf"):
        raise click.UsageError("--out takes a file that ends in .csv or .pdf")
    # A day has to be known whole before its figures are judged, and now is a moment the station may not have reached.
    until = min(until, now_ms())
    with asking(station) as desk:
        answer, _ = desk.query("measures", **{"from": since, "to": until, "window": WINDOWS.get(window or "", 0)})
        zone, city = str(desk.welcome.get("zone") or "UTC"), str(desk.welcome.get("city") or "")
    if out is not None:
        try:
            _write(answer, out, zone, city, language)
        except OSError as error:
            fail(f"{out} cannot be written: {error.strerror or error}.")
        return
    if as_json:
        emit_json(
            {"since": iso(answer["measures"]["since"]), "until": iso(answer["measures"]["until"]), **_plain(answer)}
        )
        return
    _print(answer)


def _plain(answer: dict[str, Any]) -> dict[str, Any]:
    """For scripts: the figures by id, the rest as it came."""
    whole = answer["measures"]
    return {
        "enough": whole["enough"],
        **{one["id"]: one["value"] for one in whole["figures"]},
        "figures": whole["figures"], "priorities": whole["priorities"], "sources": whole["sources"],
        "desks": whole["desks"], "floods": [[iso(start), iso(end)] for start, end in whole["floods"]],
        "windows": [
            {"since": iso(one["since"]), "until": iso(one["until"]), **{f["id"]: f["value"] for f in one["figures"]}}
            for one in answer["windows"]
        ],
    }  # fmt: skip


def _print(answer: dict[str, Any]) -> None:
    whole = answer["measures"]
    rows = []
    for one in whole["figures"]:
        target = one["target"]
        wanted = f"at most {_number(target['good'], one['unit'])}" if target else ""
        rows.append((one["id"], _number(one["value"], one["unit"]), wanted, one["verdict"], one["behind_count"]))
    emit_table(("figure", "value", "target", "verdict", "alarms"), rows)
    if not whole["enough"]:
        days = (whole["until"] - whole["since"]) / 86_400_000
        click.echo(f"\nThese are {days:.1f} days. Judge an alarm system on 30 days or more.")
    if whole["sources"]:
        click.echo("")
        emit_table(
            ("share", "alarms", "rule", "entity"),
            [(f"{one['share']:.1%}", one["count"], one["rule"], one["entity"]) for one in whole["sources"]],
        )


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    if unit == "share":
        return f"{value:.1%}"
    if unit == "ms":
        return f"{value / 1000:.0f} s"
    return f"{value:.2f}" if unit == "1/10min" else f"{value:g}"


def _write(answer: dict[str, Any], out: Path, zone: str, city: str, language: str) -> None:
    if out.suffix.lower() == ".csv":
        from opscenter.wire.measures_csv import measures_csv
        from opscenter.wire.measures_facts import measures_from_fact

        spans = [measures_from_fact(one) for one in (answer["measures"], *answer["windows"])]
        out.write_text(measures_csv(spans), encoding="utf-8")
        return
    from opscenter.console.measures.report import write_pdf_without_a_window

    write_pdf_without_a_window(answer, out, zone=zone, city=city, language=language)


COMMANDS = (measures,)
