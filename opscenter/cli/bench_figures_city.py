"""A made-up city for `bench figures`: the demo city in any size, its messages as columns, at the rates of its systems.

Everything is decoded once, with all it says of itself; from then on what each entity publishes comes again at its
period, with values that wander, without the cost of writing and reading messages.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.city.run import City
from opscenter.city.scenario import parse_scenario
from opscenter.domain.batch import Batch
from opscenter.station.columns import columns_of
from opscenter.station.descriptions import Descriptions
from opscenter.station.registry import Registry
from opscenter.station.state import State, StateColumns
from opscenter.wire.decoder import Decoder

Ints = NDArray[np.int64]

START = 1_795_392_000_000  # a Monday, 08:00 in the demo city
GOLDEN = 0.6180339887498949


@dataclass(slots=True)
class Slot:
    """What is published in one beat of a period."""

    cells: Ints
    values: NDArray[np.float64]
    text_cells: Ints
    texts: list[Any]
    place_rows: Ints
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    rows: Ints


class MadeUpCity:
    """`registry`, `state` and `described` as a station has them; `first` and its texts introduce everybody."""

    def __init__(self, entities: int, beat_ms: int, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)
        self.registry, self.state, self.described = Registry(), State(), Descriptions()
        self.beat_ms = beat_ms
        decode = Decoder(self.registry).decode
        batch = Batch()
        at = START

        def take(topic: str, payload: bytes) -> None:
            decode(topic.encode(), payload, b"", at, batch)

        city = City(seed, entities, parse_scenario(""), START, take)
        city.simulation.step(START + 1_000, 1.0)
        city.publish_all()
        self.first, self.first_texts = columns_of(batch), list(batch.texts)
        self.grow()
        self.described.take(batch)
        self.entities = len(self.registry.ids)
        self._slots: list[list[Slot]] = []
        for group in city.simulation.groups:
            batch = Batch()
            marks = [(0, 0, 0, 0)]
            count = min(len(group.ids), city.entities)
            schedule = next(one for one in city._schedule if one.group is group)
            for index in range(count):
                take(schedule.writer.topics[index], schedule.writer.live(index, START))
                marks.append((len(batch.cells), len(batch.texts), len(batch.place_rows), len(batch.touched)))
            self._slots.append(self._spread(batch, marks, group.period_s))
        self.grow()

    def grow(self) -> None:
        """The registry has numbered something new."""
        news = self.registry.take_news()
        if news.ids:
            self.state.add_rows([900_000] * len(news.ids))
        if news.cell_rows:
            self.state.add_cells(news.cell_rows)
        self.described.resize(len(self.registry.ids), len(self.registry.cell_names))

    def _spread(self, batch: Batch, marks: list[tuple[int, int, int, int]], period_s: float) -> list[Slot]:
        """Who speaks in which beat of the period: evenly spread, as the demo city does it."""
        slots = max(1, round(period_s * 1000 / self.beat_ms))
        columns = columns_of(batch)
        slot_of = ((np.arange(len(marks) - 1) * GOLDEN) % 1.0 * slots).astype(np.int64)
        sizes = np.array([np.subtract(after, before) for before, after in pairwise(marks)], np.int64).reshape(-1, 4)
        which = [np.repeat(slot_of, sizes[:, part]) for part in range(4)]
        texts = np.empty(len(batch.texts), object)
        texts[:] = batch.texts
        return [
            Slot(
                columns["cell"][which[0] == slot], columns["value"][which[0] == slot],
                columns["text_cell"][which[1] == slot], texts[which[1] == slot].tolist(),
                columns["place_row"][which[2] == slot], columns["lon"][which[2] == slot],
                columns["lat"][which[2] == slot], columns["heard_row"][which[3] == slot],
            )
            for slot in range(slots)
        ]  # fmt: skip

    def beat(self, number: int) -> tuple[StateColumns, list[Any]]:
        """The columns and texts of one beat, measured while it lasted and heard at its end."""
        due = [slots[number % len(slots)] for slots in self._slots]
        end = START + (number + 1) * self.beat_ms
        cells, rows = np.concatenate([one.cells for one in due]), np.concatenate([one.rows for one in due])
        values = np.concatenate([one.values for one in due])
        times = end - self._random.integers(1, self.beat_ms, len(cells))
        texts = [text for one in due for text in one.texts]
        places = np.concatenate([one.place_rows for one in due])
        text_cells = np.concatenate([one.text_cells for one in due])
        return {
            "cell": cells, "time": times, "value": values * (1.0 + self._random.normal(0.0, 0.01, len(cells))),
            "quality": np.zeros(len(cells), np.uint8), "arrived": np.full(len(cells), end, np.int64),
            "text_cell": text_cells, "text_time": np.full(len(texts), end - 1, np.int64),
            "text_quality": np.zeros(len(texts), np.uint8), "text_arrived": np.full(len(texts), end, np.int64),
            "place_row": places, "place_time": np.full(len(places), end - 1, np.int64),
            "lon": np.concatenate([one.lon for one in due]) + self._random.normal(0.0, 1e-5, len(places)),
            "lat": np.concatenate([one.lat for one in due]) + self._random.normal(0.0, 1e-5, len(places)),
            "heard_row": rows, "heard": np.full(len(rows), end, np.int64),
        }, texts  # fmt: skip
