"""Things to be put on tiles, as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.cartography.vector_tile import Properties

LAYERS = ("earth", "water", "landuse", "buildings", "roads", "boundaries", "places", "pois")
"""Vector layers of our basemaps, in the vocabulary of Protomaps, in drawing order."""


@dataclass(slots=True)
class Features:
    """Columns of equal length, in drawing order within each layer.

    `shapes`: shapely geometries in world units (web mercator, 0..1, y down). `layer`: index into LAYERS. `first`: the
    first tile zoom at which it appears. `worth`: what is kept longest where a tile is too full (larger is kept).
    """

    shapes: NDArray[np.object_]
    layer: NDArray[np.int64]
    first: NDArray[np.int64]
    worth: NDArray[np.float64]
    properties: list[Properties]

    def __len__(self) -> int:
        return len(self.shapes)

    def take(self, chosen: NDArray[np.int64]) -> "Features":
        """The features of these numbers, in this order."""
        properties = [self.properties[number] for number in chosen.tolist()]
        return Features(self.shapes[chosen], self.layer[chosen], self.first[chosen], self.worth[chosen], properties)

    def in_order(self) -> "Features":
        """The same by layer, keeping the order within each."""
        return self.take(np.argsort(self.layer, kind="stable"))
