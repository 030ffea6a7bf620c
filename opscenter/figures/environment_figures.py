"""The figures of weather, air and noise, flooding, and street lighting, in their order."""

from opscenter.domain.catalogue import Catalogue
from opscenter.figures.air.air_quality import AirQuality
from opscenter.figures.air.noise_levels import NoiseLevels
from opscenter.figures.figure import Figure
from opscenter.figures.flooding.flooded_roads import ROAD, FloodedRoads
from opscenter.figures.flooding.water_levels import WaterLevels
from opscenter.figures.lighting.daylight import LAMP, Daylight
from opscenter.figures.lighting.lamps import Lamps
from opscenter.figures.weather.comfort import Comfort
from opscenter.figures.weather.forecast_skill import ForecastSkill
from opscenter.figures.weather.rain_gauges import STATION
from opscenter.figures.weather.rainfall import Rainfall
from opscenter.figures.weather.warnings_in_force import WarningsInForce


def environment_figures(catalogue: Catalogue) -> list[Figure]:
    """Rain before what asks whether it rained; the sun before the lamps it lights."""

    def stale(kind: str) -> int:
        return catalogue.kind(kind).stale_after_ms

    return [
        Rainfall(),
        Comfort(stale(STATION)),
        WarningsInForce(),
        ForecastSkill(),
        AirQuality(catalogue.air_index, catalogue.air_guidelines),
        NoiseLevels(),
        WaterLevels(),
        FloodedRoads(stale(ROAD)),
        Daylight(),
        Lamps(catalogue.lighting_dimming, stale(LAMP)),
    ]
