"""How far one figure is, and what is kept for it until its next step."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import Figure
from opscenter.figures.held import Samples

_NO_COLUMNS: dict[str, NDArray[Any]] = {
    "position": np.empty(0, np.int64), "time": np.empty(0, np.int64), "value": np.empty(0),
    "quality": np.empty(0, np.uint8),
}  # fmt: skip


@dataclass(slots=True)
class Running:
    """How far one figure is. `news_until`: the end of the newest step with news for it, 0: there are none."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "last": int,
        "news_until": int,
        "failed": bool,
    }

    figure: Figure
    last: int = 0
    news_until: int = 0
    samples: dict[tuple[str, str], list[Samples]] = field(default_factory=dict)
    failed: bool = False

    def remember_more(self) -> dict[str, NDArray[Any]]:
        """See `domain.remembered`: the samples that are kept, of each input one after the other."""
        kept = {"\n".join(key): joined_samples(parts) for key, parts in self.samples.items()}
        return {
            "inputs": np.array(list(kept), "U"),
            "counts": np.array([len(one.time) for one in kept.values()], np.int64),
            **{
                name: np.concatenate([none, *(getattr(one, name) for one in kept.values())])
                for name, none in _NO_COLUMNS.items()
            },
        }

    def recall_more(self, more: dict[str, NDArray[Any]]) -> None:
        """See `domain.remembered`."""
        columns = [more[name] for name in _NO_COLUMNS]
        counts = more["counts"]
        if any(len(one) != int(counts.sum()) for one in columns) or (len(counts) and int(counts.min()) < 0):
            raise ValueError("samples that are kept are not told wholly")
        ends = np.cumsum(counts).tolist()
        for name, end, count in zip(more["inputs"].tolist(), ends, counts.tolist(), strict=True):
            kind, attribute = name.split("\n")
            self.samples[kind, attribute] = [Samples(*(one[end - count : end] for one in columns))]


def parts_of(running: Running) -> Iterator[Samples]:
    """Everything that is kept for a figure until its step ends."""
    for parts in running.samples.values():
        yield from parts


def one_sample(position: int, time: int, value: float, quality: int) -> Samples:
    """One, in columns."""
    return Samples(
        np.array([position], np.int64), np.array([time], np.int64), np.array([value], np.float64),
        np.array([quality], np.uint8),
    )  # fmt: skip


def joined_samples(parts: list[Samples]) -> Samples:
    """Parts one after another."""
    if len(parts) == 1:
        return parts[0]
    return Samples(
        np.concatenate([part.position for part in parts]), np.concatenate([part.time for part in parts]),
        np.concatenate([part.value for part in parts]), np.concatenate([part.quality for part in parts]),
    )  # fmt: skip
