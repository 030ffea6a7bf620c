"""The history: written beside ingest, bytes a sample, plots of long spans, beside plain rows of SQLite.

`opscenter bench history` measures the same at full length, also beside InfluxDB and VictoriaMetrics.
Run: `python tests/benchmarks/bench_history.py [--json]`.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from opscenter.cli.bench_history_data import city_samples, metr_la_samples
from opscenter.station.bench_history import Scale, run


def measure(scale: float) -> dict[str, Any]:
    """What `opscenter bench history` tells, without peers, of a tenth of its data times `scale`."""
    minutes, entities = max(1, round(5 * scale)), max(100, round(2_000 * scale))
    data = {"city": lambda: city_samples(minutes, entities), "metr_la": metr_la_samples}
    small = Scale(
        seconds=max(1, round(10 * scale)), samples_per_s=max(1_000, round(50_000 * scale)), entities=entities,
        series=max(8, round(16 * scale)), days=max(2, round(30 * scale)), year_days=max(3, round(100 * scale)),
        year_series=2, processes=max(1, round(3 * scale)), peers=False, review=False,
    )  # fmt: skip
    return run(data, small)


def figures_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    """As rows of the table of all benchmarks."""
    told: list[dict[str, Any]] = [
        {"name": "written beside ingest", "value": row["write_per_s"], "unit": "samples/s"},
        {
            "name": "the writer alone", "value": row["writer_alone_per_s"], "unit": "samples/s",
            "ratio": round(row["writer_alone_per_s"] / row["rows_write_per_s"], 1), "against": "plain SQLite rows",
        },
    ]  # fmt: skip
    for name in ("city", "metr_la"):
        size = row[f"{name}_bytes_per_sample"]
        if size is not None:
            ratio = round(size / row[f"{name}_rows_bytes_per_sample"], 3)
            told.append(
                {"name": f"{name}, sealed", "value": size, "unit": "bytes/sample", "ratio": ratio,
                 "against": "plain SQLite rows"}
            )  # fmt: skip
    for name, title in (("open", "8 series over a month"), ("year", "a long history of one")):
        for how in ("cold", "warm"):
            ratio = round(row[f"{name}_rows_ms_{how}"] / row[f"{name}_ms_{how}"], 1)
            told.append(
                {"name": f"{title}, {how}", "value": row[f"{name}_ms_{how}"], "unit": "ms", "ratio": ratio,
                 "against": "plain SQLite rows, faster"}
            )  # fmt: skip
    return told


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    row = measure(chosen.scale)
    print(json.dumps(row) if chosen.json else "\n".join(f"{name}: {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
