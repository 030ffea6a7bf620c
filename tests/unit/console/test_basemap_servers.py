"""Tile servers: what is asked and how, what is kept, and what is said when one is slow, wrong or gone."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap import network_source
from opscenter.console.map.basemap.describing import describe
from opscenter.console.map.basemap.item import BasemapItem
from opscenter.console.map.basemap.network_source import NetworkSource, expiry
from opscenter.console.map.basemap.source import Absent, BasemapError
from opscenter.console.map.basemap.tile_cache import TileCache
from opscenter.console.map.basemap.url_template import template_of
from opscenter.console.map.basemap.wmts import read_capabilities
from opscenter.console.theme.tokens import DARK
from tests.support.tile_server import tile_server

pytestmark = pytest.mark.usefixtures("qapp")


def png(colour: str = "#2050A0", side: int = 256) -> bytes:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


PNG = {"Content-Type": "image/png"}


def test_addresses_are_written_as_web_maps_do() -> None:
    def url(text: str, ratio: float = 1.0) -> str | None:
        template = template_of(text)
        assert template is not None
        return template.url(3, 5, 2, ratio)

    assert url("https://h/{z}/{x}/{y}.png") == "https://h/3/5/2.png"
    assert url("https://h/{z}/{x}/{-y}{r}.png", 2.0) == "https://h/3/5/5@2x.png"
    assert url("https://h/{z}/{x}/{y}{r}.png") == "https://h/3/5/2.png"
    assert url("https://{s}.h/{z}/{x}/{y}.png") == "https://b.h/3/5/2.png"
    assert url("https://{switch:p,q}.h/{z}/{x}/{y}") == "https://q.h/3/5/2"
    assert url("https://{a-d}.h/{z}/{x}/{y}") == "https://d.h/3/5/2"
    assert url("https://h/{TileMatrix}/{TileRow}/{TileCol}.png") == "https://h/3/2/5.png"
    assert url("https://h/{q}.jpg") == "https://h/121.jpg"
    assert template_of("https://h/map.json") is None


def test_a_tile_is_asked_for_once_politely_and_kept(tmp_path: Path) -> None:
    cache = TileCache(tmp_path / "tiles.sqlite")
    body = png()
    with tile_server(lambda path, headers: (200, PNG | {"Cache-Control": "max-age=600"}, body)) as server:
        address = server.url + "/{z}/{x}/{y}.png"
        with closing(NetworkSource(address, cache)) as source:
            assert source.tile(1, 0, 1) is Absent.WAITING
            assert source.tile(1, 0, 1) is Absent.WAITING
            assert source.wait(60)
            assert source.tile(1, 0, 1) == body and source.trouble == ""
        assert [path for path, _ in server.asked] == ["/1/0/1.png"]
        assert server.asked[0][1]["user-agent"].startswith("opscenter/")
        cache.flush()
        with closing(NetworkSource(address, cache)) as source:
            assert source.tile(1, 0, 1) == body
        assert len(server.asked) == 1
    cache.close()


def test_an_old_tile_is_shown_while_the_server_is_asked_whether_it_changed(tmp_path: Path) -> None:
    cache = TileCache(tmp_path / "tiles.sqlite")
    body = png()

    def answer(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if headers.get("if-none-match") == '"v1"':
            return 304, {"Cache-Control": "max-age=600"}, b""
        return 200, PNG | {"ETag": '"v1"', "Cache-Control": "no-cache"}, body

    with tile_server(answer) as server:
        address = server.url + "/{z}/{x}/{y}.png"
        for _ in range(2):
            with closing(NetworkSource(address, cache)) as source:
                source.tile(0, 0, 0)
                assert source.wait(60)
                assert source.tile(0, 0, 0) == body
            cache.flush()
        assert [headers.get("if-none-match") for _, headers in server.asked] == [None, '"v1"']
        with closing(NetworkSource(address, cache)) as source:
            assert source.tile(0, 0, 0) == body
        assert len(server.asked) == 2
    cache.close()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, {}, b"oops"), "cannot give its tiles now (500)"),
        ((200, {"Content-Type": "text/html"}, b"<html>Sign in</html>"), "answers with text/html instead of"),
        ((403, {}, b""), "may lack a key"),
        ((429, {"Retry-After": "1"}, b""), "wants a pause"),
    ],
)
def test_a_wrong_server_is_one_sentence(
    answer: tuple[int, dict[str, str], bytes], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_source.random, "uniform", lambda *_: 3_600.0)  # hours pass until it is tried again
    with (
        tile_server(lambda path, headers: answer) as server,
        closing(NetworkSource(server.url + "/{z}/{x}/{y}.png")) as source,
    ):
        assert source.tile(0, 0, 0) is Absent.WAITING
        assert source.wait(60)
        assert words in source.trouble and "127.0.0.1" in source.trouble
        assert source.tile(0, 0, 0) is Absent.FAILED
        assert len(server.asked) == 1


def test_a_server_that_is_gone_is_one_sentence() -> None:
    with closing(NetworkSource("http://127.0.0.1:9/{z}/{x}/{y}.png")) as source:
        source.tile(0, 0, 0)
        assert source.wait(60)
        assert "does not answer" in source.trouble


def test_places_without_tiles_are_no_trouble_unless_there_are_none_at_all() -> None:
    with (
        tile_server(lambda path, headers: (404, {}, b"")) as server,
        closing(NetworkSource(server.url + "/{z}/{x}/{y}.png")) as source,
    ):
        for x in range(3):
            source.tile(2, x, 0)
        assert source.wait(60)
        assert source.tile(2, 0, 0) is None and source.trouble == ""
        source.tile(2, 3, 0)
        assert source.wait(60)
        assert "has no tiles" in source.trouble


def test_recovery_is_noticed_by_itself() -> None:
    body = png()
    well = threading.Event()
    heard = threading.Event()
    with (
        tile_server(lambda path, headers: (200, PNG, body) if well.is_set() else (500, {}, b"")) as server,
        closing(NetworkSource(server.url + "/{z}/{x}/{y}.png")) as source,
    ):

        def listen(address: tuple[int, int, int] | None) -> None:
            source.tile(0, 0, 0)  # as the map does: whatever it still lacks it asks for again
            if not source.trouble:
                heard.set()

        source.listener = listen
        source.tile(0, 0, 0)
        source.wait(60)
        well.set()
        assert heard.wait(60)
        assert source.tile(0, 0, 0) == body


def test_freshness_follows_the_server() -> None:
    assert expiry({"cache-control": "public, max-age=60"}, 1_000.0) == 1_060.0
    assert expiry({"cache-control": "max-age=60", "age": "20"}, 1_000.0) == 1_040.0
    assert expiry({"cache-control": "no-cache"}, 1_000.0) == 1_000.0
    assert expiry({"expires": "Thu, 01 Jan 1970 01:00:00 GMT"}, 0.0) == 3_600.0
    assert expiry({"expires": "0"}, 5.0) == expiry({}, 5.0) == 5.0 + 7 * 86_400


MATRIX = (
    "<TileMatrix><ows:Identifier>{z}</ows:Identifier><ScaleDenominator>{scale}</ScaleDenominator>"
    "<TopLeftCorner>-20037508.34 20037508.34</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>"
    "</TileMatrix>"
)


def capabilities(resource: str, system: str = "urn:ogc:def:crs:EPSG::3857") -> bytes:
    matrices = "".join(MATRIX.format(z=f"m{z}", scale=559082264.0287178 / 2**z) for z in range(4))
    return f"""<?xml version="1.0"?><Capabilities xmlns="http://www.opengis.net/wmts/1.0"
      xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink">
      <ows:ServiceProvider><ows:ProviderName>Survey of the city</ows:ProviderName></ows:ServiceProvider>
      <ows:OperationsMetadata><ows:Operation name="GetTile"><ows:DCP><ows:HTTP><ows:Get xlink:href="https://h/wmts?">
      <ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>KVP</ows:Value></ows:AllowedValues>
      </ows:Constraint></ows:Get></ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>
      <Contents><Layer><ows:Title>Streets</ows:Title><ows:Identifier>streets</ows:Identifier>
      <Style isDefault="true"><ows:Identifier>grey</ows:Identifier></Style><Format>image/png</Format>
      <TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink>{resource}</Layer>
      <TileMatrixSet><ows:Identifier>web</ows:Identifier><ows:SupportedCRS>{system}</ows:SupportedCRS>{matrices}
      </TileMatrixSet></Contents></Capabilities>""".encode()


def test_wmts_by_template_and_by_keys() -> None:
    resource = '<ResourceURL format="image/png" resourceType="tile" template="https://h/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"/>'
    layer = read_capabilities(capabilities(resource), "https://h/wmts")
    assert layer.template.url(2, 3, 1) == "https://h/grey/web/m2/1/3.png"
    assert (layer.title, layer.zooms, layer.attribution) == ("Streets", (0, 3), "Survey of the city")
    url = read_capabilities(capabilities(""), "https://h/wmts").template.url(2, 3, 1)
    assert url is not None and url.startswith("https://h/wmts?service=WMTS&request=GetTile")
    assert url.endswith("&tilematrix=m2&tilerow=1&tilecol=3") and "layer=streets" in url and "style=grey" in url


def test_a_wmts_that_cannot_be_drawn_is_a_sentence() -> None:
    with pytest.raises(BasemapError, match="web's own grid"):
        read_capabilities(capabilities("", "urn:ogc:def:crs:EPSG::4326"), "")
    with pytest.raises(BasemapError, match=r"no layer rivers\. It has: streets"):
        read_capabilities(capabilities(""), "", "rivers")
    with pytest.raises(BasemapError, match="cannot be read"):
        read_capabilities(b"<Capabilities", "")
    with pytest.raises(BasemapError, match="cannot be read"):
        read_capabilities(b'<!DOCTYPE a [<!ENTITY b "c">]><Capabilities/>', "")


def test_a_tilejson_says_where_its_tiles_are() -> None:
    body = png()
    document = {"tiles": ["URL/t/{z}/{x}/{y}.png"], "attribution": "<b>City</b>", "maxzoom": 5, "bounds": [1, 2, 3, 4]}

    def answer(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if path == "/map.json":
            return 200, {}, json.dumps(document).replace("URL", server.url).encode()
        return 200, PNG, body

    with tile_server(answer) as server, closing(NetworkSource(server.url + "/map.json")) as source:
        assert source.tile(0, 0, 0) is Absent.WAITING
        assert source.wait(60)
        assert (source.info.attribution, source.info.max_zoom, source.info.bounds) == ("City", 5, (1, 2, 3, 4))
        source.tile(0, 0, 0)
        assert source.wait(60)
        assert source.tile(0, 0, 0) == body


def test_a_server_is_described_when_it_has_answered() -> None:
    body = png()
    with (
        tile_server(lambda path, headers: (200, PNG, body)) as server,
        closing(NetworkSource(server.url + "/{z}/{x}/{y}.png")) as source,
    ):
        found = describe(source)
        assert (found.kind, found.tiles, found.looked_at, found.bytes) == ("raster", None, 1, None)
        assert not any("cannot be read" in problem for problem in found.problems)
    with (
        tile_server(lambda path, headers: (500, {}, b"")) as server,
        closing(NetworkSource(server.url + "/map.json")) as source,
    ):
        assert any("(500)" in problem for problem in describe(source).problems)


# -- on the map ----------------------------------------------------------------------------------------------------


@pytest.fixture
def view() -> Iterator[QQuickView]:
    window = QQuickView()
    window.resize(300, 200)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def item(view: QQuickView) -> Iterator[BasemapItem]:
    made = BasemapItem(view.contentItem())
    made.setWidth(300)
    made.setHeight(200)
    yield made
    made.stop()


def test_a_slow_server_never_holds_up_a_file(qtbot: QtBot, view: QQuickView, item: BasemapItem, tmp_path: Path) -> None:
    city = tmp_path / "city.pmtiles"
    write_basemap(1, city, 5_000)
    clear = QImage(256, 256, QImage.Format.Format_ARGB32)
    clear.fill(QColor(0, 0, 0, 0))
    red = png("#FF0000")
    with tile_server(lambda path, headers: (200, PNG, red)) as server:
        server.gate.clear()
        item.set_source((str(city), server.url + "/{z}/{x}/{y}.png"))
        item.set_camera(115.06, 22.185, 14.0, 0.0)
        qtbot.waitUntil(lambda: server.asked != [])

        def colour() -> str:
            return view.grabWindow().pixelColor(150, 100).name()

        qtbot.waitUntil(lambda: colour() == QColor(DARK.water).name())
        assert not item.settled
        server.gate.set()
        qtbot.waitUntil(lambda: item.settled)
        assert QColor(colour()).red() > 80 > QColor(colour()).green()


def test_trouble_is_said_and_taken_back(qtbot: QtBot, view: QQuickView, item: BasemapItem) -> None:
    body = png("#FF0000")
    well = threading.Event()
    said: list[str] = []
    item.troubleChanged.connect(said.append)
    with tile_server(lambda path, headers: (200, PNG, body) if well.is_set() else (500, {}, b"")) as server:
        item.set_source(server.url + "/{z}/{x}/{y}.png")
        item.set_camera(10.0, 50.0, 5.0, 0.0)
        qtbot.waitUntil(lambda: bool(said) and "(500)" in said[-1])
        well.set()
        qtbot.waitUntil(lambda: said[-1] == "" and item.settled)
        assert view.grabWindow().pixelColor(150, 100).red() > 80
        item.stop()
