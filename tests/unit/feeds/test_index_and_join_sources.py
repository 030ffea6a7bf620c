"""Sources that ask several addresses: an index of alerts, the files of a bike-share system, a table of sites. And the
kinds of feeds that use them, from their configuration."""

import json
from pathlib import Path
from typing import Any

import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.cap.index import entries_of
from opscenter.feeds.cap.index_source import CapIndexSource
from opscenter.feeds.datex2.site_source import SitesFirst
from opscenter.feeds.feed import SourceFault
from opscenter.feeds.gbfs.source import GbfsSource
from opscenter.feeds.http import HttpClient
from opscenter.feeds.xml_reading import read_xml
from tests.support.data import shared_data
from tests.support.feed_items import entities
from tests.support.feeding import NOW, Taken, config
from tests.support.tile_server import TileServer, tile_server
from tests.unit.feeds.test_cap import alert
from tests.unit.feeds.test_datex2_measurements import channel, flow, measured, table

EXAMPLES = Path(__file__).parents[3] / "resources" / "feeds"


def answering(bodies: dict[str, str | bytes]) -> Any:
    def answer(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        body = bodies.get(path)
        return (404, {}, b"") if body is None else (200, {}, body.encode() if isinstance(body, str) else body)

    return answer


def atom(*links: str, updated: str = "2025-10-09T08:00:00Z") -> str:
    entries = "".join(
        f'<entry><id>urn:x</id><updated>{updated}</updated><link href="{link}" type="application/cap+xml"/></entry>'
        for link in links
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'


def asked(server: TileServer) -> list[str]:
    paths = [path for path, _ in server.asked]
    server.asked.clear()
    return paths


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [
        ("usgs_alerthub.atom", 1, "http://earthquake.usgs.gov/earthquakes/eventpage/usb000qfgs.cap"),
        ("amber.rss", 1, "http://cap-validator.appspot.com/examples/KAR0-0306112239-SW.cap"),
        ("sweden.atom", 4, "http://api.krisinformation.se/v1/capmessage/11337sv?format=xml"),
        ("no_link.atom", 1, "http://www.weather.gov/alerts-beta/wwacapget.php?x=DC"),  # the id of the entry
        ("weather_index.atom", 2, "http://www.weather.gov/alerts-beta/wwacapget.php?x=CT"),
        ("empty_weather_index.atom", 0, ""),
    ],
)
def test_real_indices_name_the_alerts_addresses(name: str, count: int, first: str) -> None:
    found = list(entries_of(read_xml(shared_data("protocols/cap", name).read_bytes()), "http://here.example/index"))
    assert len(found) == count
    assert not count or found[0].url.startswith(first)


def test_an_index_brings_new_and_changed_alerts_alone() -> None:
    bodies: dict[str, str | bytes] = {"/i": atom("/2.cap", "/1.cap"), "/1.cap": alert("1"), "/2.cap": alert("2")}
    with tile_server(answering(bodies)) as server:
        client = HttpClient(5.0, 1_000_000)
        source = CapIndexSource(f"{server.url}/i", client, every_s=1.0, clock=lambda: NOW, limit_bytes=1_000_000)
        taken = Taken()
        source.fetch(taken)
        assert asked(server) == ["/i", "/1.cap", "/2.cap"]  # the last of an index is the oldest
        assert [one.body for one in taken.items[1:]] == [alert("1").encode(), alert("2").encode()]
        source.fetch(taken)
        assert (asked(server), len(taken.items)) == (["/i"], 3)
        bodies["/i"] = atom("/3.cap", "http://elsewhere.invalid/4.cap", "/1.cap")
        source.fetch(taken)
        source.fetch(taken)
        assert asked(server) == ["/i", "/3.cap", "/i", "/3.cap"]  # not there yet: tried again
        (elsewhere,) = [str(one) for one in taken.problems if "another host" in str(one)]
        assert elsewhere.startswith(
            "http://elsewhere.invalid/4.cap: it is at another host, elsewhere.invalid: name it in"
        )
        bodies["/i"] = atom("/1.cap", updated="2025-10-09T09:00:00Z")
        source.fetch(taken)
        assert asked(server) == ["/i", "/1.cap"]
        source.close()
        with pytest.raises(SourceFault):
            source.fetch(taken)


def gbfs(data: dict[str, Any], made: int = NOW // 1_000, ttl: int = 60) -> str:
    return json.dumps({"last_updated": made, "ttl": ttl, "data": data})


def test_a_bike_share_system_is_asked_as_often_as_its_ttl_allows() -> None:
    now = NOW
    names = ("station_status", "station_information", "system_alerts", "free_bike_status")
    feeds = [{"name": name, "url": f"/{name}"} for name in names]
    bodies: dict[str, str | bytes] = {
        "/gbfs.json": gbfs({"en": {"feeds": feeds}}, ttl=86_400),
        "/station_information": gbfs({"stations": []}),
        "/station_status": gbfs({"stations": [{"is_renting": True}]}),
    }
    with tile_server(answering(bodies)) as server:
        client = HttpClient(5.0, 1_000_000)
        source = GbfsSource(
            f"{server.url}/gbfs.json", client, every_s=10.0, clock=lambda: now, limit_bytes=10_000, vehicles=False
        )
        taken = Taken()
        source.fetch(taken)
        assert asked(server) == ["/gbfs.json", "/station_information", "/station_status"]
        for seconds, paths in ((10, []), (59, []), (61, ["/station_status"]), (71, ["/station_status"])):
            now = NOW + seconds * 1_000
            source.fetch(taken)
            assert asked(server) == paths  # made at NOW, fresh for 60 s; then at every look
        del bodies["/station_status"]
        now += 11_000
        with pytest.raises(SourceFault, match="404"):
            source.fetch(taken)
        source.close()


@pytest.mark.parametrize(("body", "words"), [("{}", "no GBFS"), (gbfs({"feeds": []}), "names no file")])
def test_what_is_no_discovery_document_is_a_fault_of_the_source(body: str, words: str) -> None:
    with tile_server(answering({"/gbfs.json": body})) as server:
        source = GbfsSource(
            f"{server.url}/gbfs.json", HttpClient(5.0, 10_000), every_s=1.0, clock=lambda: NOW, limit_bytes=10_000
        )
        with pytest.raises(SourceFault, match=words):
            source.fetch(Taken())
        source.close()


def test_a_table_of_sites_comes_before_measured_data_and_stays_when_it_cannot_be_renewed(tmp_path: Path) -> None:
    bodies: dict[str, str | bytes] = {"/data": measured(flow(1, 600)), "/sites": table(channel(1, "trafficFlow"))}
    with tile_server(answering(bodies)) as server:
        text = f"""
        [feeds.detectors]
        kind = "datex2"
        url = "{server.url}/data"
        sites = "{server.url}/sites"
        sites_every_h = 0.01
        """
        (made,) = config(tmp_path, text)
        source, taken = made.feed.source, Taken()
        assert isinstance(source, SitesFirst)
        source.fetch(taken)
        assert asked(server) == ["/sites", "/data"]
        (entity,) = entities(one for item in taken.items for one in made.feed.reader(item))
        assert entity["intensity"] == 600.0
        source._clock = lambda: NOW + 3_600_000
        del bodies["/sites"]
        source.fetch(taken)
        assert "stays in force" in str(taken.problems[0])
        source.close()
    (tmp_path / "sites.xml").write_text(table(channel(1, "trafficFlow")), encoding="utf-8")
    (made,) = config(tmp_path, '[feeds.d]\nkind = "datex2"\npath = "data"\nsites = "nowhere.xml"\n')
    with pytest.raises(SourceFault, match=r"nowhere\.xml cannot be read"):
        made.feed.source.fetch(Taken())


def test_what_is_wrong_with_a_configuration_is_told_all_at_once(tmp_path: Path) -> None:
    text = """
    [feeds.a]
    kind = "cap"
    url = "here"
    type = "Warning"
    bounds = "1 2 3"
    [feeds.b]
    kind = "datex2"
    path = "x"
    speed_unit = "kg"
    complet = true
    [feeds.c]
    kind = "gbfs"
    url = "https://a.example/gbfs.json"
    path = "both"
    [feeds.d]
    kind = "open311"
    path = "x"
    bounds = "10 20 30 -20"
    """
    with pytest.raises(FileMistakes) as fault:
        config(tmp_path, text)
    told = str(fault.value)
    for words in ("web address", "WeatherAlert", "four numbers", "speed_unit", "complete", "either", "south not over"):
        assert words in told


@pytest.mark.parametrize("name", ["cap", "datex2", "gbfs", "open311"])
def test_the_examples_are_right(name: str, tmp_path: Path) -> None:
    for made in config(tmp_path, (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")):
        assert made.kind == name
        made.feed.source.close()
