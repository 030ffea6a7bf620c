"""ETRS-TM35FIN (EPSG:3067), the grid of Finland's authorities -> longitude and latitude.

Transverse Mercator on GRS 80, central meridian 27 degrees east, scale 0.9996, false easting 500 km, by Krueger's series
to the fourth order (Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85, 2011; JHS 197 of
Finland's public administration). ETRS89 differs from WGS 84 by less than a metre.
"""

import math

_F = 1 / 298.257222101
_N = _F / (2 - _F)
_E = math.sqrt(_F * (2 - _F))
_A = 6_378_137.0 / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1_440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4_397 * _N**4 / 161_280,
)
SCALE, EASTING, MERIDIAN = 0.9996, 500_000.0, 27.0
WEST, EAST, SOUTH, NORTH = 40_000.0, 780_000.0, 6_550_000.0, 7_850_000.0
"""Finland with its islands, metres, rounded outwards."""


def degrees_of(easting: float, northing: float) -> tuple[float, float]:
    """(longitude, latitude) of a place, metres. ValueError for what is not in Finland."""
    if not (WEST <= easting <= EAST and SOUTH <= northing <= NORTH):
        raise ValueError(f"{easting:g}, {northing:g} (east, north) is not in Finland's grid")
    xi, eta = northing / (SCALE * _A), (easting - EASTING) / (SCALE * _A)
    xi_0 = xi - sum(b * math.sin(2 * k * xi) * math.cosh(2 * k * eta) for k, b in enumerate(_BETA, 1))
    eta_0 = eta - sum(b * math.cos(2 * k * xi) * math.sinh(2 * k * eta) for k, b in enumerate(_BETA, 1))
    conformal = math.asin(math.sin(xi_0) / math.cosh(eta_0))
    longitude = math.atan2(math.sinh(eta_0), math.cos(xi_0))
    wanted = math.asinh(math.tan(conformal))
    sine = math.sin(conformal)
    for _ in range(6):  # isometric latitude -> latitude; it gains two digits and more a round
        sine = math.tanh(wanted + _E * math.atanh(_E * sine))
    return MERIDIAN + math.degrees(longitude), math.degrees(math.asin(sine))
