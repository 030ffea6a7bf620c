"""bench: how fast and how big, measured on this machine."""

from pathlib import Path
from typing import Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.output import emit_json, emit_table


def _print(result: dict[str, Any], as_json: bool) -> None:
    if as_json:
        emit_json(result)
    else:
        emit_table(("figure", "value"), list(result.items()))


@click.group()
def bench() -> None:
    """Benchmarks, as ratios against a baseline of the same run."""


@bench.command("ingest")
@click.option("--seconds", type=click.IntRange(1, 3_600), default=60)
@click.option("--entities", type=click.IntRange(1, 1_000_000), default=5_000)
@json_option
def ingest(seconds: int, entities: int, as_json: bool) -> None:
    """The whole station against a bare receive-and-decode loop."""
    from opscenter.station.bench_ingest import run

    _print(run(seconds=seconds, entities=entities), as_json)


@bench.command("map")
@click.option("--entities", type=click.IntRange(1, 1_000_000), default=50_000)
@click.option("--lines", type=click.IntRange(0, 1_000_000), default=20_000)
@click.option("--seconds", type=click.IntRange(1, 3_600), default=21)
@click.option("--size", default="1920x1080", metavar="WxH", help="Of the map, in pixels.")
@json_option
def bench_map(entities: int, lines: int, seconds: int, size: str, as_json: bool) -> None:
    """A flight over a whole city that changes, down to one street: frames a second, frame times, processor time."""
    from opscenter.console.app import parse_size
    from opscenter.console.map.bench import run

    try:
        parse_size(size)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    _print(run(entities=entities, lines=lines, seconds=seconds, size=size), as_json)


@bench.command("plots")
@click.option("--curves", type=click.IntRange(1, 96), default=24)
@click.option("--hz", type=click.FloatRange(0.1, 50), default=10.0, help="Values a second of each.")
@click.option("--seconds", type=click.IntRange(2, 3_600), default=20)
@click.option("--size", default="1600x1000", metavar="WxH", help="Of all plots together, in pixels.")
@json_option
def bench_plots(curves: int, hz: float, seconds: int, size: str, as_json: bool) -> None:
    """Live curves over ten minutes, beside plain pyqtgraph: processor time, work of a redraw; 30 days opened."""
    from opscenter.console.app import parse_size
    from opscenter.console.plots.bench import run

    try:
        parse_size(size)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    _print(run(curves=curves, hz=hz, seconds=seconds, size=size), as_json)


@bench.command("screen")
@click.option("--entities", type=click.IntRange(100, 1_000_000), default=50_000)
@click.option("--rate", type=click.IntRange(1, 100_000), default=5_000, help="Messages a second.")
@click.option("--seconds", type=click.IntRange(5, 3_600), default=60)
@json_option
def screen(entities: int, rate: int, seconds: int, as_json: bool) -> None:
    """From `sent` on the bus to the frame that shows it; longest hold of the UI thread; memory of both processes."""
    from opscenter.console.bench_screen import run

    _print(run(entities=entities, rate=rate, seconds=seconds), as_json)


@bench.command("alarms")
@click.option("--alarms", type=click.IntRange(1, 1_000_000), default=10_000, help="Raised within one second.")
@click.option("--events", type=click.IntRange(1_000, 10_000_000), default=1_000_000, help="In the journal verified.")
@click.option("--without-console", is_flag=True, help="The station's side only.")
@json_option
def alarms(alarms: int, events: int, without_console: bool, as_json: bool) -> None:
    """Rules judged, a burst of alarms until all are journaled, a long journal verified, opened, filtered and sorted."""
    from opscenter.station.bench_alarms import pages, run

    figures = run(alarms=alarms, events=events)
    if not without_console:
        from opscenter.console.journal.bench import run as run_console

        shown = min(events, 100_000)
        figures |= run_console(pages(shown), shown)
    _print(figures, as_json)


@bench.command("history")
@click.option("--seconds", type=click.IntRange(1, 3_600), default=60, help="Of writing beside ingest.")
@click.option("--rate", type=click.IntRange(100, 1_000_000), default=50_000, help="Samples a second sent meanwhile.")
@click.option("--entities", type=click.IntRange(1, 1_000_000), default=5_000)
@click.option("--series", type=click.IntRange(1, 10_000), default=64, help="In the history of which 8 are opened.")
@click.option("--days", type=click.IntRange(1, 366), default=30, help="That are opened.")
@click.option("--year-days", type=click.IntRange(1, 3_660), default=365, help="Of the long history.")
@click.option("--city-minutes", type=click.IntRange(1, 1_440), default=20, help="Of the demo city's life.")
@click.option("--processes", type=click.IntRange(1, 100), default=5, help="New ones that open a plot.")
@click.option("--review-entities", type=click.IntRange(100, 1_000_000), default=50_000, help="Of the past looked at.")
@click.option("--without-peers", is_flag=True, help="Leave out InfluxDB and VictoriaMetrics.")
@click.option("--without-review", is_flag=True, help="Leave out the moments of the past.")
@json_option
def history(
    seconds: int, rate: int, entities: int, series: int, days: int, year_days: int, city_minutes: int, processes: int,
    review_entities: int, without_peers: bool, without_review: bool, as_json: bool,
) -> None:  # fmt: skip
    """Samples written beside ingest, bytes a sample, plots of a month and a year, the past; beside plain SQLite rows
    and, where installed, InfluxDB and VictoriaMetrics. METR-LA's data is used where OPSCENTER_DATA has it."""
    from opscenter.cli.bench_history_data import city_samples, metr_la_samples
    from opscenter.station.bench_history import Scale, run

    scale = Scale(
        seconds=seconds, samples_per_s=rate, entities=entities, series=series, days=days, year_days=year_days,
        processes=processes, peers=not without_peers, review=not without_review,
        review_entities=review_entities,
    )  # fmt: skip
    data = {"city": lambda: city_samples(city_minutes, entities), "metr_la": metr_la_samples}
    _print(run(data, scale), as_json)


@bench.command("figures")
@click.option("--entities", type=click.IntRange(100, 1_000_000), default=50_000)
@click.option("--minutes", type=click.FloatRange(0.1, 1_440), default=10.0, help="Of the city's life.")
@json_option
def figures(entities: int, minutes: float, as_json: bool) -> None:
    """All derived figures over a made-up city: share of a core, beside plain numpy over the same columns; each."""
    from opscenter.cli.bench_figures import run

    found = run(entities=entities, minutes=minutes)
    if as_json:
        emit_json(found)
        return
    parts = {"figure": found, "public transport": found["transit"]}
    for title, part in parts.items():
        rows = [(name, value) for name, value in part.items() if not isinstance(value, list | dict)]
        emit_table((title, "value"), rows)
    emit_table(("figure", "steps", "ms a step", "longest ms", "of a core"), [row.values() for row in found["figures"]])


@bench.command("expectation")
@click.option("--series", type=click.IntRange(1, 1_000_000), default=100_000)
@click.option("--days", type=click.IntRange(7, 56), default=30)
@click.option("--minutes", type=click.IntRange(1, 60), default=15, help="Between two readings of a series.")
@json_option
def expectation(series: int, days: int, minutes: int, as_json: bool) -> None:
    """What is usual for very many series, learnt from a history of weeks, beside learning it from samples."""
    from opscenter.station.bench_expectation import Scale, run

    _print(run(Scale(series=series, days=days, cadence_min=minutes)), as_json)


@bench.command("replay")
@click.option("--entities", type=click.IntRange(100, 1_000_000), default=50_000)
@click.option("--hours", type=click.FloatRange(0.01, 48), default=24.0, help="Of the recording.")
@click.option("--rate", type=click.IntRange(1, 10_000), default=50, help="Messages a second of the recording.")
@click.option("--seeks", type=click.IntRange(1, 10_000), default=60, help="Random times that are jumped to.")
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the recording here, and use it if it is there.",
)
@json_option
def replay(entities: int, hours: float, rate: int, seeks: int, file: Path | None, as_json: bool) -> None:
    """A long recording: jumps anywhere in it, played as fast as it goes beside ingest, its size, opening it."""
    from opscenter.station.bench_replay import Scale, run

    _print(run(Scale(entities=entities, hours=hours, rate=rate, seeks=seeks), file), as_json)


COMMANDS = (bench,)
