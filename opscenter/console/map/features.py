"""Everything a map can do beyond drawing the city, once: one line a feature.

A feature is made with the panel, connects itself to the panel's parts, and is kept by its name. It neither reaches
into other features nor needs a line of its own in the panel.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from opscenter.console.map.area_filter import AreaFilter
from opscenter.console.map.basemap_choice import BasemapChoice
from opscenter.console.map.difference.feature import Difference
from opscenter.console.map.fan import FanOut
from opscenter.console.map.feature import Feature
from opscenter.console.map.field.field import Field
from opscenter.console.map.layer_choices import LayerChoices
from opscenter.console.map.motion.follow import Follow
from opscenter.console.map.motion.trails import Trails
from opscenter.console.map.motion.vehicles import Vehicles
from opscenter.console.map.noting import Noting
from opscenter.console.map.page_layer import PageLayer
from opscenter.console.map.tools.many_selected import ManySelected
from opscenter.console.map.tools.near_here import NearHere
from opscenter.console.map.tools.place_finder import PlaceFinder
from opscenter.console.map.tools.place_menu import PlaceMenu
from opscenter.console.map.tools.places import Places
from opscenter.console.map.tools.stepping import Stepping
from opscenter.console.map.tools.toolbox import Toolbox
from opscenter.console.map.tools.view_history import ViewHistory

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel


FEATURES: dict[str, Callable[[MapPanel], Feature]] = {
    "basemap": BasemapChoice,
    "tools": Toolbox,
    "fan": FanOut,
    "near": NearHere,
    "selected": ManySelected,
    "places": Places,
    "goto": PlaceFinder,
    "history": ViewHistory,
    "stepping": Stepping,
    "area": AreaFilter,
    "noting": Noting,
    "menu": PlaceMenu,
    "vehicles": Vehicles,
    "follow": Follow,
    "trails": Trails,
    "layers": LayerChoices,
    "field": Field,
    "difference": Difference,
    "page": PageLayer,
}
"""By name (which the remembered layout uses, so it stays): what makes the feature. In order of making."""


def furnish(panel: MapPanel) -> dict[str, Feature]:
    """Every feature of a map, made for this panel."""
    return {name: make(panel) for name, make in FEATURES.items()}
