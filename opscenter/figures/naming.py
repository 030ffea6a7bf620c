"""How figures are called: on the bus's side by type and attribute, for people and scripts by one name."""

from opscenter.domain.system_entity import PREFIX
from opscenter.figures.figure import DERIVED

OWN_TYPES: set[str] = {
    *("ElectricityNetwork", "WaterNetwork", "ReportKind", "ReportCluster"),
    *("TrafficCorridor", "TrafficNetwork", "RoadJunction"),
    *("CityFootprint", "CityIndex", "OperationsRoom"),
    *("WarningsInForce", "ForecastSkill", "CityLight"),
}
"""Types of entities that only figures make, besides those of systems."""


def is_own(kind: str) -> bool:
    """Whether entities of a type are made by figures alone."""
    return kind.startswith(PREFIX) or kind in OWN_TYPES


def is_figure(kind: str, attribute: str) -> bool:
    """Whether an attribute of a type is a derived figure."""
    return attribute.startswith(DERIVED) or is_own(kind)


def figure_name(kind: str, attribute: str) -> str:
    """`traffic.TrafficFlowObserved.averageVehicleSpeed.mean` of a system's key figure, else type and attribute without
    what marks it as derived: `TrafficFlowObserved.congestion`."""
    if kind.startswith(PREFIX):
        return f"{kind.removeprefix(PREFIX)}.{attribute}"
    return f"{kind}.{attribute.removeprefix(DERIVED)}"
