"""Many reports of one kind in one place: open reports counted by kind and by cell of a grid of half a kilometre."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.texts import Texts
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.places.reports import INPUTS, REPORT, Reports, in_id, kind_names
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CLUSTER = "ReportCluster"
CELL_M = 500.0
METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km."""
LEAST = 3
"""So many make a cluster."""
SPAN_MS = 6 * 3_600_000
"""What has been open for longer says nothing of something that goes on now."""
MOST = 2_000
"""So many clusters are told in all; cells in which there was one before go on being told."""
_ROWS = 1 << 20


def cells(lon: Floats, lat: Floats) -> Ints:
    """The cell of a grid of 500 m that each place (WGS 84 degrees) is in, shape (n,); -1 for one that is none, or at
    0, 0. Rows are of equal latitude, cells of a row equally wide at its own latitude."""
    known = ~np.isnan(lon) & ~np.isnan(lat) & (np.abs(lat) < 89.0) & ((lon != 0.0) | (lat != 0.0))
    row = np.floor(np.where(known, lat, 0.0) * METRES_A_DEGREE / CELL_M)
    middle = np.radians((row + 0.5) * CELL_M / METRES_A_DEGREE)
    column = np.floor(np.where(known, lon, 0.0) * METRES_A_DEGREE * np.cos(middle) / CELL_M)
    return np.where(known, (row.astype(np.int64) + _ROWS // 2) * _ROWS + column.astype(np.int64) + _ROWS // 2, -1)


class ReportClusters(FigureBase):
    """`ReportCluster` of a kind and cell with three open reports of the last six hours at least: how many there are
    (`reports`; it falls to what is left when they are closed), in the middle of them."""

    name = "citizens.clusters"
    always = True
    own_types = [CLUSTER]
    inputs = [*INPUTS, Input(REPORT, "@lon"), Input(REPORT, "@lat")]
    outputs = [Output(CLUSTER, "reports", "C62"), Output(CLUSTER, "serviceName")]

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = kind_names(catalogue)
        self._reports = Reports()
        self._seen: Ints = np.zeros(0, np.int64)  # when each was first seen open, 0: it is not
        self._told: dict[str, float] = {}  # clusters by kind and cell -> reports, as told last

    def take(self, step: Step) -> None:
        """Count by kind and cell."""
        reports = self._reports
        reports.update(step)
        more = len(reports.open) - len(self._seen)
        seen = np.pad(self._seen, (0, max(more, 0)))
        self._seen = np.where(reports.open, np.where(seen > 0, seen, step.at), 0)
        began = np.where(reports.requested > 0, reports.requested, self._seen)
        lon, lat = step.numbers(REPORT, "@lon").value, step.numbers(REPORT, "@lat").value
        cell = cells(lon, lat)
        mine = np.flatnonzero(reports.open & (cell >= 0) & (reports.kinds.codes >= 0) & (step.at - began <= SPAN_MS))
        keys, which, counts = np.unique(
            np.column_stack((reports.kinds.codes[mine], cell[mine])), axis=0, return_inverse=True, return_counts=True
        )
        found: dict[str, float] = {}
        for number, (code, where) in enumerate(keys.tolist()):
            word = reports.kinds.words[code]
            key, size = f"{in_id(word)}:{where}", float(counts[number])
            if key in self._told or (size >= LEAST and len(self._told) + len(found) < MOST):
                members = mine[which.reshape(-1) == number]
                found[key] = size
                self._tell(step, key, word, size, (float(lon[members].mean()), float(lat[members].mean())))
        for key in self._told.keys() - found.keys():
            if self._told[key] > 0:
                self._tell(step, key, None, 0.0, None)
        self._told = dict.fromkeys(self._told, 0.0) | found

    def _tell(self, step: Step, key: str, word: str | None, size: float, place: tuple[float, float] | None) -> None:
        entity = f"urn:ngsi-ld:{CLUSTER}:{key}"
        if word is None:
            position = step.position(CLUSTER, entity)
        else:
            position = step.own(entity, CLUSTER, self._name(word))
        if position < 0:
            return
        if self._told.get(key) != size:
            step.put_one(CLUSTER, "reports", position, size)
        if word is not None:
            step.put_text(CLUSTER, "serviceName", position, word)
        if place is not None:
            step.place_own(CLUSTER, position, *place)

    def _name(self, word: str) -> Texts:
        kind = self._names.get(word) or {"en": word}
        many = {"en": "{} reports", "zh_Hant": "{}（多宗報告）", "zh_Hans": "{}（多宗报告）"}
        return {language: many[language].format(text) for language, text in kind.items() if language in many}

    def save(self) -> Memory:
        """When each was first seen, and what was told of clusters."""
        return {
            "seen": self._seen.copy(), "key": np.array(list(self._told), "U"),
            "size": np.array(list(self._told.values()), np.float64),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._seen = memory["seen"].astype(np.int64)
        self._told = dict(zip(memory["key"].tolist(), memory["size"].tolist(), strict=True))
