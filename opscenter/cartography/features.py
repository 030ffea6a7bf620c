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
    first tile zoom at which it appears, `named` the first at which it carries its names. `worth`: what is kept longest
    where a tile is too full (larger is kept). `order`: what lies over what within a layer (larger is on top).
    """

    shapes: NDArray[np.object_]
    layer: NDArray[np.int64]
    first: NDArray[np.int64]
    worth: NDArray[np.float64]
    named: NDArray[np.int64]
    order: NDArray[np.int64]
    properties: list[Properties]

    def __len__(self) -> int:
        return len(self.shapes)

    def take(self, chosen: NDArray[np.int64]) -> "Features":
        """The features of these numbers, in this order."""
        properties = [self.properties[number] for number in chosen.tolist()]
        return Features(
            self.shapes[chosen],
            self.layer[chosen],
            self.first[chosen],
            self.worth[chosen],
            self.named[chosen],
            self.order[chosen],
            properties,
        )

    def in_order(self) -> "Features":
        """The same by layer and then from the lowest to the highest, otherwise as they came."""
        return self.take(np.lexsort((self.order, self.layer)))

    def at_zoom(self, zoom: int) -> "Features":
        """What appears at a zoom, without names that are not yet carried there."""
        shown = self.take(np.flatnonzero(self.first <= zoom))
        for number in np.flatnonzero(shown.named > zoom).tolist():
            shown.properties[number] = _nameless(shown.properties[number])
        return shown


def _nameless(properties: Properties) -> Properties:
    return tuple(pair for pair in properties if pair[0] != "ref" and not pair[0].startswith("name"))
