"""The figures of networks, in the order in which they are computed."""

from opscenter.figures.figure import Figure
from opscenter.figures.networks.burst_signs import BurstSigns
from opscenter.figures.networks.electricity_balance import ElectricityBalance
from opscenter.figures.networks.electricity_load import ElectricityLoad
from opscenter.figures.networks.night_flow import NightFlow
from opscenter.figures.networks.pipeline_balance import PipelineBalance
from opscenter.figures.networks.reservoirs import Reservoirs
from opscenter.figures.networks.trip_causes import TripCauses
from opscenter.figures.networks.trunk_balance import TrunkBalance
from opscenter.figures.networks.water_balance import WaterBalance


def network_figures() -> list[Figure]:
    """Electricity, water, gas and oil."""
    return [
        *(ElectricityLoad(), ElectricityBalance(), TripCauses()),
        *(WaterBalance(), TrunkBalance(), NightFlow(), BurstSigns(), Reservoirs()),
        PipelineBalance(),
    ]
