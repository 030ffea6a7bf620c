"""What a cluster is made of, for the ring around it: how much of it is in alarm, not as usual, silent, well."""

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.clusters import Clusters
from opscenter.console.map.request import PointsInView
from opscenter.console.map.state_marks import CODE_OF
from opscenter.domain.quality import Quality

STEPS = 12
"""Into how many parts a ring is divided; any share at all has at least one of them."""
UNUSUAL, SILENT = "unusual", "silent"

Mixture = tuple[tuple[str, int], ...]
"""(part, steps) clockwise: "1" to "4" for alarms by priority, UNUSUAL, SILENT; the rest is well."""

_NAMES = ("1", "2", "3", "4", UNUSUAL, SILENT)


def mixtures(points: PointsInView, groups: Clusters, calm: NDArray[np.int64], lost: bool) -> list[Mixture]:
    """The mixture of each cluster of the points `calm`."""
    count = len(groups.count)
    if not count:
        return []
    members = calm[groups.order]
    part = np.full(len(members), len(_NAMES), np.int64)
    part[points.marks[members] >= CODE_OF["watch"]] = _NAMES.index(UNUSUAL)
    part[points.quality[members] >= Quality.STALE] = _NAMES.index(SILENT)
    alarmed = points.priority[members] > 0
    part[alarmed] = points.priority[members][alarmed] - 1
    if lost:
        part[:] = _NAMES.index(SILENT)
    owner = np.repeat(np.arange(count), groups.count)
    table = np.bincount(owner * (len(_NAMES) + 1) + part, minlength=count * (len(_NAMES) + 1))
    table = table.reshape(count, -1)
    found: list[Mixture] = [()] * count
    special = np.flatnonzero(table[:, :-1].any(axis=1))  # most are well
    for number, shares in zip(special.tolist(), table[special].tolist(), strict=True):
        total = sum(shares)
        left = STEPS
        ring = []
        for name, share in zip(_NAMES, shares[:-1], strict=True):
            if share and left:
                steps = min(left, max(1, int(share * STEPS / total)))
                ring.append((name, steps))
                left -= steps
        found[number] = tuple(ring)
    return found


def parts_of(mixture: Mixture) -> set[str]:
    """Which parts a ring has."""
    return {"alarm" if name.isdigit() else name for name, _ in mixture}
