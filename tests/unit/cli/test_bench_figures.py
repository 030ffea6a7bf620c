"""The benchmark of derived figures runs every figure of a station over a city whose entities all speak."""

import numpy as np
import pytest

from opscenter.cli.bench_figures import run
from opscenter.cli.bench_figures_city import START, MadeUpCity
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.city_figures import all_figures


def test_everybody_speaks_at_its_period() -> None:
    city = MadeUpCity(600, 1_000)
    heard: dict[str, set[int]] = {}
    for number in range(120):
        columns, texts = city.beat(number)
        assert len(texts) == len(columns["text_cell"]) and len(columns["cell"]) == len(columns["time"])
        assert columns["time"].max() < START + (number + 1) * 1_000 <= columns["time"].min() + 1_000
        for row in columns["heard_row"].tolist():
            heard.setdefault(city.registry.types[row], set()).add(row)
    for kind in ("Streetlight", "ElectricityFeeder", "Vehicle", "WasteContainer"):
        assert len(heard[kind]) == city.registry.types.count(kind)
    assert np.isfinite(city.beat(0)[0]["lon"]).all()


def test_every_figure_of_a_station_is_measured() -> None:
    found = run(entities=500, minutes=1.2)
    assert {row["name"] for row in found["figures"]} == {figure.name for figure in all_figures(load_catalogue())}
    assert found["entities"] >= 450 and found["event_s"] == 72
    assert found["core_share"] == pytest.approx(
        found["machinery_share"] + sum(row["core_share"] for row in found["figures"]), abs=0.002
    )
    assert found["baseline_share"] > 0 and found["written_per_s"] > 0
    assert next(row for row in found["figures"] if row["name"] == "electricity.load")["steps"] >= 1
