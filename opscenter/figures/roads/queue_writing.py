"""What queues are told as: at their heads, on the segments they reach over, and at the junctions they block."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.texts import Texts
from opscenter.figures.figure import Array, Memory
from opscenter.figures.roads.following import SEGMENT, Roads
from opscenter.figures.roads.queues import Queues, find_queues, queued_now
from opscenter.figures.roads.road_names import crossing, road_names
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

JUNCTION = "RoadJunction"
MOST_JUNCTIONS = 20_000

NONE, HEAD, WITHIN = 0, 1, 2
ROLES = ("none", "head", "within")


class QueueWriting:
    """Finds queues and writes what has changed. `queued` and `role` by segment; junctions by the name they have."""

    def __init__(self) -> None:
        self.queued: Bools = np.zeros(0, np.bool_)
        self.role: NDArray[np.int8] = np.zeros(0, np.int8)
        self.head: NDArray[np.int64] = np.zeros(0, np.int64)  # of those within a queue, else -1
        self.headed: Bools = np.zeros(0, np.bool_)  # had a queue length before
        self.blocked: dict[str, bool] = {}

    def take(self, step: Step, roads: Roads, ratio: Floats, open_: Bools) -> Queues:
        """The queues of a step."""
        self._resize(len(ratio))
        self.queued = queued_now(self.queued, ratio, open_)
        queues = find_queues(self.queued, ratio, roads.length, roads.map)
        self._write_segments(step, queues)
        self._write_junctions(step, roads, queues)
        return queues

    def _resize(self, count: int) -> None:
        more = count - len(self.role)
        if more > 0:
            self.queued = np.concatenate([self.queued, np.zeros(more, np.bool_)])
            self.headed = np.concatenate([self.headed, np.zeros(more, np.bool_)])
            self.role = np.concatenate([self.role, np.full(more, -1, np.int8)])
            self.head = np.concatenate([self.head, np.full(more, -1)])

    def _write_segments(self, step: Step, queues: Queues) -> None:
        length = np.zeros(len(self.queued))
        length[queues.heads] = queues.length
        told = np.flatnonzero(self.headed | (length > 0))
        step.put(SEGMENT, "derived.queueLength", told, length[told])
        self.headed = length > 0
        role = np.full(len(self.queued), NONE, np.int8)
        role[queues.head >= 0] = WITHIN
        role[queues.heads] = HEAD
        rows = step.rows(SEGMENT)
        heads = np.where(role == WITHIN, queues.head, -1)
        for position in np.flatnonzero((role != self.role) | (heads != self.head)).tolist():
            head = int(heads[position])
            if role[position] != NONE or self.role[position] > NONE:
                step.put_text(SEGMENT, "derived.queue", position, ROLES[role[position]])
                step.put_text(
                    SEGMENT, "derived.refQueueHead", position, step.id_of(int(rows[head])) if head >= 0 else None
                )
        self.role, self.head = role, heads

    def _write_junctions(self, step: Step, roads: Roads, queues: Queues) -> None:
        rows = step.rows(SEGMENT)
        now: dict[str, bool] = {}
        told: list[tuple[int, float, float, str | None]] = []
        for junction, head, arms in zip(
            queues.blocked.tolist(), queues.blocked_head.tolist(), queues.blocked_arms.tolist(), strict=True
        ):
            reference = roads.map.junctions[junction]
            if reference not in self.blocked and len(self.blocked) >= MOST_JUNCTIONS:
                continue
            position = step.own(junction_entity(reference), JUNCTION, self._name(step, roads, junction, reference))
            if position < 0:
                continue
            if reference not in self.blocked:
                lon, lat = roads.junction_place(junction)
                if np.isfinite(lon):
                    step.place_own(JUNCTION, position, lon, lat)
            now[reference] = True
            length = float(queues.length[np.searchsorted(queues.heads, head)])
            told.append((position, float(arms), length, step.id_of(int(rows[head]))))
        for reference, before in self.blocked.items():
            if before and reference not in now:
                position = step.position(JUNCTION, junction_entity(reference))
                if position >= 0:
                    told.append((position, 0.0, 0.0, None))
        self._put(step, told)
        self.blocked = {**dict.fromkeys(self.blocked, False), **now}

    def _put(self, step: Step, told: list[tuple[int, float, float, str | None]]) -> None:
        positions = np.array([position for position, *_ in told], np.int64)
        step.put(JUNCTION, "queuedArms", positions, np.array([arms for _, arms, _, _ in told]))
        step.put(JUNCTION, "queueLength", positions, np.array([length for _, _, length, _ in told]))
        for position, arms, _, head in told:
            step.put_text(JUNCTION, "state", position, "blocked" if arms else "clear")
            step.put_text(JUNCTION, "refQueueHead", position, head)

    def _name(self, step: Step, roads: Roads, junction: int, reference: str) -> Texts:
        meeting = np.flatnonzero((roads.map.start == junction) | (roads.map.end == junction)).tolist()
        rows, names = step.rows(SEGMENT), step.texts(SEGMENT, "roadName")
        found = [road_names(name, step.around.local_names(int(rows[one]))) for one in meeting if (name := names[one])]
        if found:
            return crossing(found)
        head = step.around.name(int(rows[meeting[0]])) if meeting else reference
        return {"en": head}

    def save(self) -> dict[str, Array]:
        """See `Figure.save`."""
        return {
            "queued": self.queued.copy(), "role": self.role.copy(), "head": self.head.copy(),
            "headed": self.headed.copy(),
            "junctions": np.array(list(self.blocked), "U"), "blocked": np.array(list(self.blocked.values()), np.bool_),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """See `Figure.load`."""
        self.queued, self.role = memory["queued"].copy(), memory["role"].copy()
        self.head, self.headed = memory["head"].copy(), memory["headed"].copy()
        self.blocked = dict(zip(memory["junctions"].tolist(), memory["blocked"].tolist(), strict=True))


def junction_entity(reference: str) -> str:
    """The id of the entity of a junction that segments refer to: the reference itself where it is one of a junction."""
    own = f"urn:ngsi-ld:{JUNCTION}:"
    if reference.startswith(own):
        return reference
    return own + reference.removeprefix("urn:ngsi-ld:").replace(":", "-")
