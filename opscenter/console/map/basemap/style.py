"""The map's own quiet style: colours out of the theme's tokens, widths by class and zoom.

`zoom` here is Qt Location's minus one, the zoom of 512 px tiles that map styles are usually written for.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from opscenter.console.theme.tokens import Tokens

# class -> zooms, widths in logical px; nothing is drawn below the first zoom
_WIDTHS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "motorway": ((5, 8, 10, 12, 14, 16, 18, 20), (0.6, 1.1, 1.9, 3.0, 5.4, 12, 28, 70)),
    "major": ((7, 9, 11, 12, 14, 16, 18, 20), (0.5, 1.0, 1.7, 2.4, 4.6, 10.5, 25, 62)),
    "secondary": ((9, 11, 12, 14, 16, 18, 20), (0.5, 1.1, 1.7, 3.7, 9.2, 23, 56)),
    "tertiary": ((10.5, 12, 14, 16, 18, 20), (0.5, 1.1, 2.8, 7.8, 20, 50)),
    "minor": ((11.5, 13, 14, 15, 16, 18, 20), (0.4, 0.9, 1.6, 3.2, 6.4, 17, 44)),
    "service": ((13.5, 14, 15, 16, 18, 20), (0.4, 0.6, 1.2, 2.8, 9, 24)),
    "path": ((14.5, 15, 16, 18, 20), (0.4, 0.6, 1.0, 2.2, 6)),
    "tram": ((13, 14, 16, 18, 20), (0.4, 0.5, 0.8, 1.2, 2)),
    "rail": ((9, 12, 14, 16, 18, 20), (0.5, 0.8, 1.2, 1.8, 3, 6)),
    "runway": ((9, 12, 14, 16, 18), (0.8, 4, 14, 50, 180)),
    "taxiway": ((11, 14, 16, 18), (0.6, 4, 14, 40)),
    "waterway": ((8, 11, 13, 15, 18), (0.4, 0.8, 1.5, 3, 9)),
    "ferry": ((10, 14, 18), (0.7, 1.0, 1.5)),
    "boundary": ((0, 6, 12, 18), (0.7, 1.0, 1.6, 2.4)),
    "border": ((3, 8, 12, 18), (0.4, 0.7, 1.0, 1.6)),
}


_NEAR_FROM, _NEAR_ALL = 13.0, 15.0


def width_of(name: str, zoom: float) -> float:
    """Width in logical px of a line class, 0.0 where it is not shown."""
    zooms, widths = _WIDTHS[name]
    if zoom < zooms[0]:
        return 0.0
    # Between steps a road doubles with the zoom like the ground does, so interpolate the logarithm.
    return float(np.exp(np.interp(zoom, zooms, np.log(widths))))


def mixed(one: str, other: str, share: float) -> QColor:
    """A colour between two, `share` of the other."""
    a, b = QColor(one), QColor(other)
    return QColor(*(round(x + (y - x) * share) for x, y in zip(_rgb(a), _rgb(b), strict=True)))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _veil(colour: QColor, share: float) -> QColor:
    colour.setAlphaF(share)
    return colour


@dataclass(slots=True, frozen=True)
class Palette:
    """Every colour the painter uses."""

    ground: QColor  # where the file has no map
    areas: dict[str, QColor]
    lines: dict[str, QColor]
    near: dict[str, QColor]  # streets from where buildings are told apart: they must stand out from these
    casing: QColor
    bridge_casing: QColor
    tunnel: QColor
    tunnel_casing: QColor
    building_edge: QColor
    water_edge: QColor
    text: QColor
    strong: QColor
    halo: QColor
    water_text: QColor
    park_text: QColor
    road_text: QColor
    veil: QColor  # over pictures of other people's making, that states stand out from them

    def line(self, name: str, zoom: float) -> QColor:
        """The colour of a line class at a zoom."""
        far, near = self.lines[name], self.near.get(name)
        share = min(1.0, max(0.0, (zoom - _NEAR_FROM) / (_NEAR_ALL - _NEAR_FROM)))
        return far if near is None or share == 0.0 else mixed(far.name(), near.name(), share)


def _streets_near_by(tokens: Tokens) -> dict[str, QColor]:
    """Among buildings all streets are lighter than these; how wide they are tells which matter."""
    minor, major = tokens.road_minor, tokens.road_major
    if tokens.name == "dark":
        shares = {"service": 0.22, "minor": 0.45, "tertiary": 0.58, "secondary": 0.74}
        return {name: mixed(minor, major, share) for name, share in shares.items()}
    shares = {"secondary": 0.10, "major": 0.2, "motorway": 0.5}
    return {name: mixed("#FFFFFF", major, share) for name, share in shares.items()}


def palette_of(tokens: Tokens) -> Palette:
    """The map's colours in a theme."""
    dark = tokens.name == "dark"
    land, major, minor = tokens.land, tokens.road_major, tokens.road_minor
    casing = mixed(land, "#000000", 0.42) if dark else mixed(land, "#5A6773", 0.30)
    strongest = mixed(major, tokens.text, 0.13) if dark else mixed(major, tokens.text, 0.10)
    areas = {
        "earth": QColor(land),
        "urban": mixed(land, tokens.building, 0.26 if dark else 0.30),
        "facility": mixed(land, tokens.building, 0.46 if dark else 0.56),
        "farmland": mixed(land, tokens.park, 0.35),
        "park": QColor(tokens.park),
        "wood": mixed(tokens.park, "#0C2A1C" if dark else "#B9D2BC", 0.34),
        "sand": mixed(land, "#6B6350" if dark else "#E9DFC4", 0.20 if dark else 0.55),
        "airport": mixed(land, tokens.muted, 0.07 if dark else 0.10),
        "water": QColor(tokens.water),
        "plaza": mixed(land, minor, 0.45),
        "building": QColor(tokens.building),
    }
    lines = {
        "motorway": strongest,
        "major": QColor(major),
        "secondary": mixed(minor, major, 0.62),
        "tertiary": mixed(minor, major, 0.34),
        "minor": QColor(minor),
        "service": mixed(minor, land, 0.25),
        "path": mixed(minor, land, 0.15) if dark else mixed(minor, tokens.muted, 0.12),
        "tram": mixed(major, tokens.muted, 0.16) if dark else mixed(major, tokens.muted, 0.12),
        "rail": mixed(major, land, 0.22) if dark else mixed(major, tokens.muted, 0.04),
        "runway": mixed(minor, major, 0.35),
        "taxiway": mixed(minor, major, 0.12),
        "waterway": QColor(tokens.water),
        "ferry": mixed(tokens.water, tokens.muted, 0.26),
        "boundary": mixed(land, tokens.muted, 0.55),
        "border": mixed(land, tokens.muted, 0.24 if dark else 0.30),
    }
    lines["district"] = mixed(land, tokens.muted, 0.52 if dark else 0.62)
    if not dark:
        # On light land streets are lighter than what lies around them, arterials darker.
        lines |= {name: QColor("#FFFFFF") for name in ("minor", "tertiary")}
        lines |= {"service": QColor("#F8F9FA"), "secondary": mixed("#FFFFFF", major, 0.22)}
        lines |= {"major": mixed("#FFFFFF", major, 0.72), "motorway": mixed(major, tokens.muted, 0.10)}
    near = _streets_near_by(tokens)
    return Palette(
        ground=mixed(tokens.ground, land, 0.5),
        areas=areas,
        lines=lines,
        near=near,
        casing=casing,
        bridge_casing=mixed(casing.name(), tokens.text if not dark else "#000000", 0.18),
        tunnel=mixed(minor, land, 0.62) if dark else _veil(mixed("#FFFFFF", major, 0.25), 0.55),
        tunnel_casing=mixed(major, land, 0.55),
        building_edge=mixed(tokens.building, tokens.text, 0.10) if dark else mixed(tokens.building, tokens.text, 0.11),
        water_edge=mixed(tokens.water, tokens.low if dark else tokens.muted, 0.13 if dark else 0.22),
        text=QColor(tokens.map_text),
        strong=mixed(tokens.map_text, tokens.text, 0.45),
        halo=QColor(tokens.map_halo),
        water_text=mixed(tokens.map_text, "#4E86AD" if dark else "#2F6690", 0.55),
        park_text=mixed(tokens.map_text, "#5F9A7A" if dark else "#3A6B4C", 0.50),
        road_text=mixed(tokens.map_text, tokens.land, 0.12 if dark else 0.0),
        veil=_veil(QColor(land), 0.62 if dark else 0.30),
    )
