"""Sets of layers that belong together, made of the systems a city has."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.texts import in_language

_SETS = {
    "traffic": ("traffic", "transit", "parking", "pricing"),
    "utilities": ("electricity", "water", "gas", "lighting", "waste", "buildings"),
    "weather": ("weather", "flooding", "air"),
}
"""Systems by set; what a site adds of its own is offered by its system."""


@dataclass(slots=True, frozen=True)
class Preset:
    """What it is called and which systems it shows; None: all."""

    name: str
    systems: frozenset[str] | None


def presets(catalogue: Catalogue, present: Iterable[str], language: str) -> list[Preset]:
    """Everything, then the sets of which there is anything, then every system alone in the overview's order."""
    there = set(present)
    names = {
        "traffic": QCoreApplication.translate("LayerPanel", "Traffic and transport"),
        "utilities": QCoreApplication.translate("LayerPanel", "Utilities"),
        "weather": QCoreApplication.translate("LayerPanel", "Weather and water"),
    }
    found = [Preset(QCoreApplication.translate("LayerPanel", "Everything"), None)]
    for key, systems in _SETS.items():
        mine = frozenset(systems) & there
        if len(mine) > 1:
            found.append(Preset(names[key], mine))
    known = sorted(there & set(catalogue.systems), key=lambda system: catalogue.systems[system].order)
    found += [Preset(in_language(catalogue.systems[system].name, language), frozenset((system,))) for system in known]
    return found
