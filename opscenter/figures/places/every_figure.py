"""The figures of what stands at a place, in the order in which they are computed."""

from opscenter.domain.catalogue import Catalogue
from opscenter.figures.figure import Figure
from opscenter.figures.places.building_use import BuildingUse
from opscenter.figures.places.parking_trend import ParkingTrend
from opscenter.figures.places.report_ages import ReportAges
from opscenter.figures.places.report_clusters import ReportClusters
from opscenter.figures.places.waste_filling import WasteFilling


def place_figures(catalogue: Catalogue) -> list[Figure]:
    """Waste, parking, buildings, citizens' reports."""
    return [WasteFilling(), ParkingTrend(), BuildingUse(), ReportAges(catalogue), ReportClusters(catalogue)]
