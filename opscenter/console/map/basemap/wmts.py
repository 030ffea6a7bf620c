"""OGC WMTS 1.0.0: the capabilities document -> the address of a tile.

Standard: https://www.ogc.org/standard/wmts/ (OGC 07-057r7). Only grids that are the web's own (WebMercatorQuad, also
called GoogleMapsCompatible) can be drawn; where the others lie is not worked out.
"""

import math
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from PySide6.QtCore import QCoreApplication

from opscenter.console.map.basemap.source import BasemapError, checked_bounds, plain_text
from opscenter.console.map.basemap.url_template import UrlTemplate

_SCALE_0 = 559_082_264.0287178  # one 256 px tile around the world, at 0.28 mm a px
_EDGE_M = 20_037_508.342789244
_FORMATS = ("image/png", "image/jpeg", "image/webp", "image/jpg", "image/png8", "image/vnd.jpeg-png")


@dataclass(slots=True, frozen=True)
class WmtsLayer:
    """A layer that can be drawn."""

    name: str
    title: str
    template: UrlTemplate
    zooms: tuple[int, int]
    bounds: tuple[float, float, float, float]
    attribution: str


def read_capabilities(data: bytes, address: str, wanted: str = "") -> WmtsLayer:
    """The layer `wanted` (else the first that can be drawn). Raises BasemapError with a sentence."""
    try:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ET.ParseError("it defines entities")
        root = ET.fromstring(data)
    except ET.ParseError as error:
        raise BasemapError(
            QCoreApplication.translate("Basemap", "The WMTS capabilities cannot be read: {reason}.").format(
                reason=error
            )
        ) from None
    grids = {_text(grid, "Identifier"): zooms for grid in _all(root, "TileMatrixSet") if (zooms := _grid(grid))}
    layers = [layer for layer in _all(root, "Layer") if _child(layer, "Identifier") is not None]
    names = [_text(layer, "Identifier") for layer in layers]
    if wanted and wanted not in names:
        raise BasemapError(
            QCoreApplication.translate(
                "Basemap", "The WMTS has no layer {wanted}. It has: {names}. Add #LAYER to the address."
            ).format(wanted=wanted, names=", ".join(names[:20]))
        )
    for layer in layers:
        if not wanted or _text(layer, "Identifier") == wanted:
            found = _layer(root, layer, grids, address)
            if found is not None:
                return found
    raise BasemapError(
        QCoreApplication.translate(
            "Basemap",
            "The WMTS offers no picture tiles in the web's own grid (WebMercatorQuad, GoogleMapsCompatible), and no "
            "other can be drawn.",
        )
    )


def _layer(root: ET.Element, layer: ET.Element, grids: dict[str, dict[int, str]], address: str) -> WmtsLayer | None:
    links = [_text(link, "TileMatrixSet") for link in layer if _tag(link) == "TileMatrixSetLink"]
    grid = next((name for name in links if name in grids), None)
    offered = [node.text.strip() for node in layer if _tag(node) == "Format" and node.text]
    form = next((form for form in _FORMATS if form in offered), None)
    if grid is None or (offered and form is None):
        return None
    matrices = grids[grid]
    styles = [node for node in layer if _tag(node) == "Style"]
    style = next((_text(n, "Identifier") for n in styles if n.get("isDefault") == "true"), None)
    if style is None:
        style = _text(styles[0], "Identifier") if styles else "default"
    fixed = {"style": style, "tilematrixset": grid, "layer": _text(layer, "Identifier")}
    for dimension in layer:
        if _tag(dimension) == "Dimension":
            fixed[_text(dimension, "Identifier").lower()] = _text(dimension, "Default") or "default"
    template = _restful(layer, fixed, form) or _key_value(root, fixed, form or "image/png", address)
    return WmtsLayer(
        name=fixed["layer"],
        title=plain_text(_text(layer, "Title")) or fixed["layer"],
        template=UrlTemplate(template, matrices=matrices),
        zooms=(min(matrices), max(matrices)),
        bounds=_bounds(layer),
        attribution=plain_text(_provider(root)),
    )


def _restful(layer: ET.Element, fixed: dict[str, str], form: str | None) -> str | None:
    for node in layer:
        if _tag(node) != "ResourceURL" or node.get("resourceType") != "tile":
            continue
        if form is None or node.get("format") == form:
            text = node.get("template") or ""
            for name, value in fixed.items():
                for written in (name, name.capitalize(), "TileMatrixSet" if name == "tilematrixset" else name.upper()):
                    text = text.replace("{" + written + "}", quote(value, safe=""))
            for name, short in (("TileMatrix", "z"), ("TileRow", "y"), ("TileCol", "x")):
                text = text.replace("{" + name + "}", "{" + short + "}")
            if text.startswith(("http://", "https://")):
                return text
    return None


def _key_value(root: ET.Element, fixed: dict[str, str], form: str, address: str) -> str:
    base = address
    for operation in root.iter():
        if _tag(operation) == "Operation" and operation.get("name") == "GetTile":
            for get in _all(operation, "Get"):
                encodings = [node.text for node in _all(get, "Value")]
                href = next((value for key, value in get.attrib.items() if key.endswith("href")), "")
                if href.startswith(("http://", "https://")) and (not encodings or "KVP" in encodings):
                    base = href
    parts = urlsplit(base)
    taken = ("service", "request", "version", *fixed)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key.lower() not in taken]
    asked = [("service", "WMTS"), ("request", "GetTile"), ("version", "1.0.0"), ("format", form), *fixed.items()]
    query = urlencode([*kept, *asked]) + "&tilematrix={z}&tilerow={y}&tilecol={x}"
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _grid(grid: ET.Element) -> dict[int, str]:
    """Names of the matrices by zoom of a grid that is the web's own; {} for any other."""
    system = _text(grid, "SupportedCRS")
    if not any(code in system for code in ("3857", "900913", "3785", "102100")):
        return {}
    zooms: dict[int, str] = {}
    for matrix in grid:
        if _tag(matrix) != "TileMatrix":
            continue
        try:
            scale = float(_text(matrix, "ScaleDenominator"))
            left, top = (float(part) for part in _text(matrix, "TopLeftCorner").split())
            width = int(_text(matrix, "TileWidth"))
            zoom = math.log2(_SCALE_0 * 256 / (scale * width))
        except (ValueError, ZeroDivisionError):
            return {}
        # The corner is a few metres off in many documents; that is less than a pixel there.
        if abs(zoom - round(zoom)) > 0.002 or abs(left + _EDGE_M) > 20 or abs(top - _EDGE_M) > 20:
            return {}
        zooms[round(zoom)] = _text(matrix, "Identifier")
    return {z: name for z, name in zooms.items() if 0 <= z <= 22}


def _bounds(layer: ET.Element) -> tuple[float, float, float, float]:
    for box in layer:
        if _tag(box) == "WGS84BoundingBox":
            try:
                west, south = (float(part) for part in _text(box, "LowerCorner").split())
                east, north = (float(part) for part in _text(box, "UpperCorner").split())
            except ValueError:
                continue
            return checked_bounds(west, south, east, north)
    return (-180.0, -85.0511, 180.0, 85.0511)


def _provider(root: ET.Element) -> str:
    return next((node.text or "" for node in root.iter() if _tag(node) == "ProviderName"), "")


def _tag(node: ET.Element) -> str:
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def _all(node: ET.Element, name: str) -> list[ET.Element]:
    return [inner for inner in node.iter() if _tag(inner) == name]


def _child(node: ET.Element, name: str) -> ET.Element | None:
    return next((inner for inner in node if _tag(inner) == name), None)


def _text(node: ET.Element, name: str) -> str:
    found = _child(node, name)
    return (found.text or "").strip() if found is not None else (node.text or "").strip() if _tag(node) == name else ""
