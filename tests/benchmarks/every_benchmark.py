"""The benchmarks as functions of a scale (1 is the short usual run) that return figures.

Imports are inside: the decoder's benchmark must not pay for Qt.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(slots=True, frozen=True)
class Figure:
    """One measured value. `ratio` is to the baseline of the same run, None without one; `against` names it."""

    name: str
    value: float | None = None
    unit: str = ""
    ratio: float | None = None
    against: str = ""


@dataclass(slots=True, frozen=True)
class Benchmark:
    """`run(scale)` measures."""

    about: str
    run: Callable[[float], list[Figure]]


def _decoder(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_decoder import CASES, measure

    figures = []
    for name, (make, entities) in CASES.items():
        row = measure(make, entities, max(20, round(4_000 * scale)), 3)
        figures.append(Figure(name, row["decoder_us"], "us a message", row["ratio"], "bare JSON, of its speed"))
    return figures


def _rules(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_rules import measure

    rows = measure(max(60, round(30_000 * scale)), max(100, round(6_000 * scale)), 4)
    return [
        Figure(f"{row['load']} load", 100 * row["core_share"], "% of a core", row["times_faster"], "plain loop, faster")
        for row in rows
    ]


def _rule_kinds(scale: float) -> list[Figure]:
    from opscenter.station.bench_rules import run

    found = run(max(100, round(100_000 * scale)), max(100, round(20_000 * scale)), max(1, round(20 * scale)))
    return [
        Figure(f"{name} load", 100 * row["core_share"], "% of a core", row["ratio"], "bare comparisons, slower")
        for name, row in found["loads"].items()
    ]


def _alarm_list(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_alarm_list import measure

    return [Figure(name, round(value, 1), "ms") for name, value in measure(max(50, round(5_000 * scale))).items()]


def _situations(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_situations import measure

    return [Figure(name, 1000 * value, "ms") for name, value in measure(max(50, round(10_000 * scale))).items()]


def _review(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_review import measure

    return [Figure(name, round(value, 1), "ms") for name, value in measure(scale).items()]


def _jumps(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_jumps import measure

    found, figures = measure(scale), []
    for name, value in found.items():
        alone = found["drawn_p50" if name.endswith("p50") else "drawn_worst"] if "picture_" in name else None
        ratio = round(value / alone, 1) if alone else None
        unit = "pictures/s" if name.endswith("_s") else "ms"
        figures.append(Figure(name, round(value, 1), unit, ratio, "drawn without a window, slower" if ratio else ""))
    return figures


def _history(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_history import figures_of, measure

    return [Figure(**one) for one in figures_of(measure(scale))]


def _cutting(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_cutting import measure

    found = measure(max(1.5, 60.0 * scale), max(100, round(5_000 * min(1.0, scale))), max(1, round(4 * scale)))
    return [
        Figure("ingest beside a cut", found["rate_along"], "messages/s", found["ratio"], "ingest without"),
        Figure("a cut", found["cut_rate"], "messages/s", round(found["cut_rate"] / max(1, found["rate_without"]), 2),
               "ingest without"),
        Figure("an incident file", found["cut_bytes_per_message"], "bytes a message"),
    ]  # fmt: skip


def _incident(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_incident import measure

    found = measure(max(20, round(1_000 * scale)), round((5 << 30) * min(1.0, scale)))
    return [
        Figure("written", found["write_messages_s"], "messages/s"),
        Figure("read", found["read_messages_s"], "messages/s", found["read_against_library"], "MCAP's library, faster"),
        Figure("size", 100 * found["of_raw_json"], "% of raw JSON", found["of_plain_mcap"], "plain MCAP, of its size"),
        Figure("5 GB opened", 1_000 * found["open_large_s"], "ms"),
    ]


def _basemap(scale: float) -> list[Figure]:
    from PySide6.QtGui import QGuiApplication

    from opscenter.city.basemap import write_basemap
    from opscenter.console.map.basemap.source import open_source
    from tests.benchmarks.bench_basemap import measure

    application = QGuiApplication.instance() or QGuiApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.pmtiles"
        write_basemap(1, path, max(100, round(2_000 * scale)))
        source = open_source(path)
        west, south, east, north = source.info.bounds
        source.close()
        zooms = (12, 14) if scale >= 1 else (12,)
        rows = measure(path, (west + east) / 2, (south + north) / 2, zooms)
    assert application is not None
    figures = []
    for row in rows:
        zoom = f"zoom {row['tile_zoom']:.0f}"
        ratio = round(row["warm_ms"] / max(0.1, row["cold_ms"]), 2)
        figures.append(Figure(f"{zoom}: a tile, read and painted", row["cold_ms"], "ms"))
        figures.append(Figure(f"{zoom}: the same, p99", row["cold_p99_ms"], "ms"))
        figures.append(Figure(f"{zoom}: painted again", row["again_ms"], "ms"))
        figures.append(Figure(f"{zoom}: out of the cache", row["warm_ms"], "ms", ratio, "read and painted"))
        figures.append(Figure(f"{zoom}: the same, p99", row["warm_p99_ms"], "ms"))
        figures.append(Figure(f"{zoom}: view of 1600x900", row["view_1600x900_ms"], "ms"))
    return figures


def _plots(scale: float) -> list[Figure]:
    from opscenter.console.plots.bench import run

    found = run(max(4, round(24 * min(1.0, scale * 20))), 10.0, max(1.0, 15.0 * scale))
    cores, against = found["cpu_cores"], "plain pyqtgraph, cheaper"
    return [
        Figure("live curves, 10 min at 10 Hz", round(100 * cores, 1), "% of a core", found["times_cheaper"], against),
        Figure("all plots drawn once", found["redraw_ms_p50"], "ms"),
        Figure("longest hold of the UI thread", found["ui_held_ms_max"], "ms"),
        Figure("8 series over 30 days, answers at hand, painted", found["open_ms"], "ms"),
    ]


def _map(scale: float) -> list[Figure]:
    from opscenter.console.map.bench import run

    return _flight(run(max(200, round(50_000 * scale)), max(100, round(20_000 * scale)), max(0.7, 14.0 * scale)))


def _large_map(scale: float) -> list[Figure]:
    from opscenter.console.map.bench import run

    return _flight(run(max(200, round(200_000 * scale)), max(100, round(20_000 * scale)), max(0.7, 14.0 * scale)))


def _flight(found: dict[str, Any]) -> list[Figure]:
    units = {"fps": "frames/s", "cpu_cores": "cores", "rss_mb": "MB", "pictures": ""}
    figures = [
        Figure(name, float(value), units.get(name, "ms" if "_ms" in name else ""))
        for name, value in found.items()
        if isinstance(value, int | float) and name not in ("entities", "lines")
    ]
    for zoom, here in found["by_zoom"].items():
        figures.append(Figure(f"zoom {zoom}", here["fps"], "frames/s"))
        figures.append(Figure(f"zoom {zoom}: frame, p99", here["frame_ms_p99"], "ms"))
    return figures


def _map_memory(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_map_memory import measure

    found = measure(max(200, round(50_000 * scale)), max(100, round(20_000 * scale)), max(2.0, 60.0 * scale))
    names = {"start": "before", "settled": "after a fifth of the way", "most": "at most", "end": "at the end"}
    figures = [Figure(text, float(found[name]), "MB") for name, text in names.items()]
    return [*figures, Figure("trend after that", float(found["trend"]), "MB a minute")]


def _map_peers(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_map_peers import measure

    rows = measure(max(200, round(50_000 * scale)), max(100, round(20_000 * scale)), max(0.7, 14.0 * scale))
    ours = rows["opscenter"].get("fps")
    figures = []
    for name, found in rows.items():
        if "fps" not in found:
            figures.append(Figure(f"{name}: {found['trouble']}"))
            continue
        ratio = round(ours / found["fps"], 1) if ours and found["fps"] and name != "opscenter" else None
        figures.append(Figure(name, found["fps"], "frames/s", ratio, "slower than ours" if ratio else ""))
        figures.append(Figure(f"{name}: frame, p99", found["frame_ms_p99"], "ms"))
        cores = found.get("cpu_cores", found.get("cpu_cores_with_start"))
        figures.append(Figure(f"{name}: processor", cores, "cores"))
    return figures


def _areas(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_areas import measure

    rows = measure(max(500, round(50_000 * scale)), max(8, round(200 * scale)), max(50, round(1_000 * scale)), 40)
    return [
        Figure(row["question"], row["ms_p50"], "ms", row["times_faster_than_brute"], "brute force, faster")
        for row in rows
    ]


def _map_picking(scale: float) -> list[Figure]:
    from PySide6.QtGui import QGuiApplication

    from tests.benchmarks.bench_map_picking import measure

    application = QGuiApplication.instance() or QGuiApplication([])
    found = measure(max(500, round(50_000 * scale)), max(200, round(20_000 * scale)), max(4, round(60 * scale)))
    assert application is not None
    return [Figure(name.removesuffix("_ms"), value, "ms") for name, value in found.items()]


def _ingest(scale: float) -> list[Figure]:
    from opscenter.station.bench_ingest import run

    found = run(max(2, round(10 * scale)), max(100, round(5_000 * scale)))
    return [
        Figure("station", found["station_rate"], "messages/s", found["ratio"], "bare receiving loop, of its rate"),
        Figure("lost", found["lost"], "messages"),
        Figure("memory at the end", round(found["rss_end_bytes"] / 1e6), "MB"),
        Figure("log", found["log_bytes_per_message"], "bytes a message"),
        Figure("samples", found["segment_bytes_per_sample"], "bytes a sample"),
    ]


def _screen(scale: float) -> list[Figure]:
    from opscenter.console.bench_screen import run

    found = run(max(500, round(50_000 * scale)), max(200, round(5_000 * scale)), max(2, round(12 * scale)))
    units = {"frames_per_s": "frames/s", "first_live_s": "s", "gaps": "", "rejected": "messages"}
    figures = []
    for name, value in found.items():
        unit = units.get(
            name, "MB" if name.endswith("_mb") else "" if "over" in name else "ms" if "_ms" in name else ""
        )
        figures.append(Figure(name, float(value), unit))
    return figures


def _figures(scale: float) -> list[Figure]:
    from opscenter.cli.bench_figures import run

    found = run(entities=max(500, round(50_000 * scale)), minutes=max(0.2, 10.0 * scale))
    figures = [
        Figure("all together", 100 * found["core_share"], "% of a core", found["ratio"], "plain numpy, slower"),
        Figure("longest beat", found["longest_beat_ms"], "ms"),
        Figure("public transport with its feed", 100 * found["transit"]["core_share"], "% of a core"),
    ]
    return figures + [Figure(row["name"], row["ms_per_step"], "ms a step") for row in found["figures"]]


def _map_import(scale: float) -> list[Figure]:
    from tests.benchmarks.bench_map_import import measure
    from tests.support.osm_extract import ExtractWriter, box

    side = max(4, round(150 * scale**0.5))
    writer = ExtractWriter((10.0, 50.0, 10.0 + side * 0.002, 50.0 + side * 0.002))
    for number in range(side * side):
        west, south = 10.0 + number % side * 0.002, 50.0 + number // side * 0.002
        writer.ring(box(west, south, west + 0.001, south + 0.001), building="yes")
        writer.line([(west, south), (west + 0.002, south)], highway="residential", name=f"Street {number // side}")
    with tempfile.TemporaryDirectory() as folder:
        row = measure(writer.save(Path(folder) / "town.osm.pbf"))
    units = {"seconds": "s", "seconds_a_mb": "s/MB", "of_estimate": "of the estimate"}
    return [Figure(name.replace("_", " "), value, units.get(name, "MB")) for name, value in row.items()]


BENCHMARKS = {
    "decoder": Benchmark("a bus message into columns, beside bare JSON decoding", _decoder),
    "rules": Benchmark("alarm rules over columns, beside a plain loop", _rules),
    "rule-kinds": Benchmark("100,000 rules of all kinds mixed, beside bare numpy comparisons", _rule_kinds),
    "alarm-list": Benchmark("sorting, filtering and bursts of the alarm list", _alarm_list),
    "situations": Benchmark("10,000 alarms raised in one second put together to situations", _situations),
    "review": Benchmark("any moment of the past: put together, and shown in the whole window", _review),
    "jumps": Benchmark("from a wish to another moment's picture in a replay's window, beside drawing alone", _jumps),
    "history": Benchmark("samples written and stored, plots of a month and a year; beside SQLite rows", _history),
    "cutting": Benchmark("a span cut out of a history, and ingest beside it", _cutting),
    "incident": Benchmark("incident files written, read and opened, beside MCAP's own library", _incident),
    "basemap": Benchmark("tiles of the demo city's map", _basemap),
    "plots": Benchmark("24 live curves over ten minutes at 10 Hz, beside plain pyqtgraph", _plots),
    "map": Benchmark("a flight over 50,000 entities and 20,000 lines that change", _map),
    "map-large": Benchmark("the same over 200,000 entities", _large_map),
    "map-memory": Benchmark("memory of a map that is pulled over the whole city", _map_memory),
    "map-peers": Benchmark("the same flight in other maps that are installed", _map_peers),
    "areas": Benchmark("which area, who is in it, what is nearest; beside shapely and brute force", _areas),
    "map-import": Benchmark("an OpenStreetMap extract of a made-up town into a basemap", _map_import),
    "map-picking": Benchmark("hover, what is near and lasso over 50,000 points and 20,000 roads", _map_picking),
    "figures": Benchmark("all derived figures of a city of 50,000 entities, beside plain numpy", _figures),
    "ingest": Benchmark("bus to disk in a station, beside a bare receiving loop", _ingest),
    "screen": Benchmark("bus to picture in the whole console, 50,000 entities and 5,000 messages/s", _screen),
}


def table(results: dict[str, list[Figure]]) -> str:
    """All figures as text."""
    lines = []
    for name, figures in results.items():
        for figure in figures:
            value = "" if figure.value is None else f"{figure.value:,.1f}"
            ratio = "" if figure.ratio is None else f"x {figure.ratio:<7g}{figure.against}"
            lines.append(f"{name:12}{figure.name:54}{value:>12} {figure.unit:14}{ratio}".rstrip())
    return "\n".join(lines)
