"""The page of a system or of a type as far as nobody described it: made of its figures, kinds and attributes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from opscenter.domain.catalogue import Attribute, Catalogue, KeyFigure, Kind, System
from opscenter.domain.city_index import INDEX_TYPE
from opscenter.domain.footprint import FOOTPRINT_TYPE
from opscenter.domain.system_entity import PREFIX
from opscenter.domain.system_page import PageMap, PagePlot, PageSeries, SystemPage, WorstList

MOST_PLOTS = 6
MOST_WORST = 3
MOST_FIGURES = 6
ONE_OF_A_KIND = (INDEX_TYPE, FOOTPRINT_TYPE, "OperationsRoom")
"""Types of which a city has one entity: there is no worst among them."""


@dataclass(slots=True, frozen=True)
class TypePage:
    """The page of one type: its figures are reckoned where they are shown, nobody records them."""

    figures: tuple[KeyFigure, ...]
    page: SystemPage


def page_of(catalogue: Catalogue, system: System, present: Collection[str]) -> SystemPage:
    """The page of a system as it is shown: what its description leaves out is filled in. `present`: types that there
    are now, so that no list is made of what the city does not have."""
    told = system.page or SystemPage()
    kinds = [
        kind
        for kind in catalogue.kinds.values()
        if kind.system == system.id
        and kind.type in present
        and not kind.type.startswith(PREFIX)
        and kind.type not in ONE_OF_A_KIND
    ]
    return replace(
        told,
        title=told.title or system.name,
        figures=told.figures or tuple(figure.id for figure in system.figures),
        worst=told.worst or _worst_of(kinds),
        plots=told.plots or tuple(_plot_of_figure(figure) for figure in system.figures[:MOST_PLOTS]),
    )


def page_of_type(kind: Kind, numbers: Sequence[str]) -> TypePage:
    """The page of a type. `numbers`: attributes that hold numbers, those that most of its entities have first; what
    the catalogue describes comes before what it does not."""
    described = [name for name in kind.attributes if name in numbers]
    names = [*described, *(name for name in numbers if name not in kind.attributes)]
    if kind.headline in names:
        names.remove(kind.headline)
        names.insert(0, kind.headline)
    figures = tuple(_mean(kind, name) for name in names[:MOST_FIGURES])
    ranged = [name for name in names if _has_range(kind.attributes.get(name))] or names[:1]
    return TypePage(
        figures,
        SystemPage(
            title=kind.name,
            figures=tuple(figure.id for figure in figures),
            worst=tuple(_ranked(kind, name) for name in ranged[:MOST_WORST]),
            plots=tuple(_plot_of_attribute(kind, name) for name in names[:MOST_PLOTS]),
            map=PageMap((kind.type,), names[0] if names else ""),
        ),
    )


def _worst_of(kinds: Sequence[Kind]) -> tuple[WorstList, ...]:
    found = []
    for kind in sorted(kinds, key=lambda kind: (kind.importance, kind.type)):
        number = next((name for name in (kind.headline, *kind.attributes) if _is_number(kind, name)), "")
        if number:
            found.append(_ranked(kind, number))
    return tuple(found[:MOST_WORST])


def _ranked(kind: Kind, name: str) -> WorstList:
    attribute = kind.attributes.get(name)
    low, high = (attribute.low, attribute.high) if attribute is not None else (None, None)
    side = "high" if low is None else "low" if high is None else "off"
    if side == "off" and attribute is not None and kind.ramp == name:
        side = "low" if kind.ramp_low > kind.ramp_high else "high"
    return WorstList(kind.type, name, side)


def _plot_of_figure(figure: KeyFigure) -> PagePlot:
    return PagePlot(figure.label, (PageSeries(figure=figure.id),))


def _plot_of_attribute(kind: Kind, name: str) -> PagePlot:
    attribute = kind.attributes.get(name)
    label = attribute.label if attribute is not None else {"en": name}
    series = tuple(PageSeries(entity_type=kind.type, attribute=name, reduce=reduce) for reduce in ("mean", "max"))
    return PagePlot(label, series)


def _mean(kind: Kind, name: str) -> KeyFigure:
    attribute = kind.attributes.get(name) or Attribute(name, {"en": name}, decimals=2)
    return KeyFigure(
        kind.type, name, "mean", attribute.label, attribute.unit_label, attribute.decimals, attribute.shown_factor
    )


def _is_number(kind: Kind, name: str) -> bool:
    attribute = kind.attributes.get(name)
    return attribute is not None and not attribute.states and bool(attribute.unit or _has_range(attribute))


def _has_range(attribute: Attribute | None) -> bool:
    return attribute is not None and (attribute.low is not None or attribute.high is not None)
