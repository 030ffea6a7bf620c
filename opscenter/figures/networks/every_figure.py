"""The figures of networks, in the order in which they are computed."""

from opscenter.figures.figure import Figure
from opscenter.figures.networks.electricity_balance import ElectricityBalance
from opscenter.figures.networks.electricity_load import ElectricityLoad
from opscenter.figures.networks.trip_causes import TripCauses


def network_figures() -> list[Figure]:
    """Electricity, water, gas and oil."""
    return [ElectricityLoad(), ElectricityBalance(), TripCauses()]
