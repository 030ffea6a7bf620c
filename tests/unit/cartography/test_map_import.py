"""Extracts become basemaps: known things are found again at their places, whole, in every tile they touch."""

import gzip
import math
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
import shapely
from pmtiles.reader import MmapSource, Reader, all_tiles

from opscenter.cartography.estimate import FACTOR
from opscenter.cartography.importing import ATTRIBUTION, Order, Outcome, Progress, import_extract, survey
from opscenter.cartography.trouble import Cancelled, ImportTrouble
from tests.support.data import shared_data
from tests.support.osm_extract import ExtractWriter, box, die

Z = 14
UNITS = 4096


def made(writer: ExtractWriter, folder: Path, **options: Any) -> Path:
    out = folder / "map.pmtiles"
    run(Order(writer.save(folder / "x.osm.pbf"), out, **options))
    return out


def run(order: Order) -> Outcome:
    return import_extract(order, lambda progress: None, lambda: False)


def world(lon: float, lat: float, zoom: int = Z) -> tuple[float, float]:
    """A place in units of the tiles of a zoom."""
    y = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)
    return (lon / 360 + 0.5) * UNITS * 2**zoom, y * UNITS * 2**zoom


def tiles(path: Path, zoom: int = Z) -> dict[tuple[int, int], dict[str, Any]]:
    with path.open("rb") as file:
        found = {
            (x, y): mapbox_vector_tile.decode(gzip.decompress(data), default_options={"y_coord_down": True})
            for (z, x, y), data in all_tiles(MmapSource(file))
            if z == zoom
        }
    return found


def features(path: Path, layer: str, zoom: int = Z) -> list[tuple[dict[str, Any], Any]]:
    """Properties and geometry (in units of the zoom) of everything in a layer, tile by tile."""
    return [
        (
            feature["properties"],
            shapely.affinity.translate(shapely.geometry.shape(feature["geometry"]), x * UNITS, y * UNITS),
        )
        for (x, y), content in sorted(tiles(path, zoom).items())
        for feature in content.get(layer, {"features": []})["features"]
    ]


def of_kind(path: Path, layer: str, kind: str, zoom: int = Z) -> list[tuple[dict[str, Any], Any]]:
    return [(properties, shape) for properties, shape in features(path, layer, zoom) if properties.get("kind") == kind]


def area_of(path: Path, layer: str, kind: str, zoom: int = Z) -> Any:
    """The union of what the tiles show of a kind, each within its own edges."""
    parts = []
    for (x, y), content in tiles(path, zoom).items():
        for feature in content.get(layer, {"features": []})["features"]:
            if feature["properties"].get("kind") == kind and "Polygon" in feature["geometry"]["type"]:
                shape = shapely.clip_by_rect(shapely.geometry.shape(feature["geometry"]), 0, 0, UNITS, UNITS)
                parts.append(shapely.affinity.translate(shape, x * UNITS, y * UNITS))
    return shapely.union_all(parts)


def covers(area: Any, lon: float, lat: float, zoom: int = Z) -> bool:
    return bool(area.contains(shapely.Point(world(lon, lat, zoom))))


# -- geometry ---------------------------------------------------------------------------------------------------------


def test_a_road_lies_where_it_was_in_every_tile_it_crosses(tmp_path: Path) -> None:
    writer = ExtractWriter()
    ends = [(10.005, 50.01), (10.09, 50.035)]
    writer.line(ends, highway="primary", name="Long Road", oneway="yes", ref="B 7")
    found = of_kind(made(writer, tmp_path), "roads", "major_road")
    assert len(found) >= 4  # one piece a tile
    assert (
        found[0][0]["kind_detail"] == "primary" and found[0][0]["name"] == "Long Road" and found[0][0]["oneway"] is True
    )
    wanted = shapely.LineString([world(*point) for point in ends])
    pieces = [shape for _, shape in found]
    assert all(piece.hausdorff_distance(shapely.intersection(wanted, piece.buffer(3))) < 4 for piece in pieces)
    assert all(wanted.buffer(1.5).contains(piece) for piece in pieces)
    # neighbours overlap by the buffer on both sides of an edge: nothing is seamed there
    together = shapely.union_all([piece.buffer(2) for piece in pieces])
    assert together.contains(wanted)
    assert sum(piece.length for piece in pieces) > wanted.length + 100 * (len(pieces) - 1)


def test_a_multipolygon_keeps_its_hole(tmp_path: Path) -> None:
    writer = ExtractWriter()
    outer = writer.ring(box(10.02, 50.01, 10.06, 50.04))
    inner = writer.ring(box(10.03, 50.02, 10.05, 50.03))
    writer.relation([(outer, "outer"), (inner, "inner")], type="multipolygon", natural="water", name="Ring Lake")
    path = made(writer, tmp_path)
    lake = area_of(path, "water", "lake")
    assert covers(lake, 10.025, 50.025) and not covers(lake, 10.04, 50.025) and not covers(lake, 10.07, 50.025)
    edges = [world(10.02, 50.04), world(10.06, 50.01)]
    assert lake.bounds == pytest.approx((edges[0][0], edges[0][1], edges[1][0], edges[1][1]), abs=1.5)
    names = [(p, s) for p, s in of_kind(path, "water", "lake") if s.geom_type == "Point"]
    assert [p["name"] for p, _ in names] == ["Ring Lake"]  # once, in one tile
    assert lake.contains(names[0][1])


def test_areas_of_unclosed_members_are_put_together(tmp_path: Path) -> None:
    writer = ExtractWriter()
    a, b, c, d = (writer.node(*corner) for corner in box(10.02, 50.01, 10.06, 50.04))
    parts = [writer.way([a, b, c]), writer.way([a, d, c])]
    writer.relation([(way, "outer") for way in parts], type="multipolygon", landuse="forest")
    assert covers(area_of(made(writer, tmp_path), "landuse", "forest"), 10.04, 50.025)


def test_bridges_tunnels_rails_ferries_and_borders(tmp_path: Path) -> None:
    writer = ExtractWriter()
    writer.line([(10.01, 50.01), (10.02, 50.01)], highway="motorway", bridge="yes", layer="2")
    writer.line([(10.01, 50.012), (10.02, 50.012)], railway="subway", tunnel="yes", layer="-1")
    writer.line([(10.01, 50.014), (10.02, 50.014)], route="ferry")
    writer.line([(10.01, 50.016), (10.02, 50.016)], highway="motorway_link")
    writer.line([(10.01, 50.018), (10.02, 50.018)], aeroway="runway")
    writer.line([(10.01, 50.019), (10.02, 50.019)], highway="construction")
    way = writer.line([(10.01, 50.02), (10.02, 50.02)], note="a border by its relation alone")
    writer.relation([(way, "outer")], type="boundary", boundary="administrative", admin_level="6")
    path = made(writer, tmp_path)
    told = {p.get("kind_detail", p["kind"]): p for p, _ in features(path, "roads")}
    assert set(told) == {"motorway", "subway", "ferry", "motorway_link", "runway"}
    assert told["motorway"]["is_bridge"] is True and told["motorway"]["layer"] == 2
    assert told["subway"]["is_tunnel"] is True and told["motorway_link"]["is_link"] is True
    assert {p["admin_level"] for p, _ in features(path, "boundaries")} == {6}


def test_names_in_many_languages_and_places_with_their_rank(tmp_path: Path) -> None:
    writer = ExtractWriter()
    names = {"name": "東京", "name__en": "Tokyo", "name__ja": "東京", "name__zh-TW": "東京都", "name__ko": "도쿄"}
    names |= {"name__zh-Hans": "东京", "name__de": "Tokio", "name__xx": "odd", "population": "1 250 000"}
    writer.node(10.05, 50.03, place="city", **names)
    writer.node(10.02, 50.02, amenity="hospital", name="St\x07 Anna  Hospital")
    writer.node(10.03, 50.02, amenity="restaurant", name="not for a control room")
    path = made(writer, tmp_path)
    (city, point) = features(path, "places")[0]
    assert city["name"] == "東京" and city["name:en"] == "Tokyo" and city["name:zh-Hant"] == "東京都"
    assert city["name:zh-Hans"] == "东京" and city["name:ko"] == "도쿄" and city["name:de"] == "Tokio"
    assert "name:ja" not in city and "name:xx" not in city
    assert (city["population"], city["population_rank"]) == (1_250_000, 12)
    assert (point.x, point.y) == pytest.approx(world(10.05, 50.03), abs=1)
    assert [p["name"] for p, _ in features(path, "pois")] == ["St Anna Hospital"]


def test_far_zooms_join_roads_and_leave_out_specks(tmp_path: Path) -> None:
    writer = ExtractWriter()
    step = 0.002
    for number in range(40):
        start = 10.005 + number * step
        writer.line([(start, 50.02), (start + step / 2, 50.0201), (start + step, 50.02)], highway="secondary", name="A")
    writer.ring(box(10.02, 50.03, 10.0203, 50.0302), landuse="forest")
    writer.ring(box(10.02, 50.03, 10.0202, 50.0301), building="yes")
    path = made(writer, tmp_path)
    (road,) = of_kind(path, "roads", "medium_road", 10)
    assert road[1].geom_type == "LineString" and len(road[1].coords) < 12
    assert "name" not in road[0] and all(p["name"] == "A" for p, _ in of_kind(path, "roads", "medium_road"))
    assert not features(path, "landuse", 10) and not features(path, "buildings", 12)
    assert features(path, "landuse") and features(path, "buildings")


# -- the sea -----------------------------------------------------------------------------------------------------------


def test_a_mainland_that_crosses_the_frame(tmp_path: Path) -> None:
    writer = ExtractWriter()
    # Eastwards with land on the left: the sea lies south. In two pieces, the second one drawn first.
    meeting = writer.node(10.05, 50.032)
    writer.way([meeting, writer.node(10.2, 50.03)], natural="coastline")
    writer.way([writer.node(9.9, 50.03), meeting], natural="coastline")
    path = made(writer, tmp_path)
    sea, land = area_of(path, "water", "ocean"), area_of(path, "earth", "earth")
    assert covers(sea, 10.05, 50.01) and not covers(sea, 10.05, 50.05)
    assert covers(land, 10.05, 50.05) and not covers(land, 10.05, 50.01)


def test_an_island_alone_and_a_lagoon_in_it(tmp_path: Path) -> None:
    writer = ExtractWriter()
    writer.ring(box(10.02, 50.01, 10.08, 50.05), natural="coastline")
    writer.ring(box(10.04, 50.02, 10.06, 50.04)[::-1], natural="coastline")
    sea = area_of(made(writer, tmp_path), "water", "ocean")
    assert covers(sea, 10.01, 50.03) and not covers(sea, 10.03, 50.03) and covers(sea, 10.05, 50.03)


def test_a_coast_cut_off_in_the_middle_is_led_on_and_told(tmp_path: Path) -> None:
    writer = ExtractWriter()
    writer.line([(10.03, 50.03), (10.07, 50.03)], natural="coastline")
    out = tmp_path / "map.pmtiles"
    outcome = run(Order(writer.save(tmp_path / "x.osm.pbf"), out))
    sea = area_of(out, "water", "ocean")
    for lon in (10.005, 10.05, 10.095):
        assert covers(sea, lon, 50.01) and not covers(sea, lon, 50.05)
    assert any("not closed at 2 places" in note for note in outcome.notes)


def test_coasts_that_contradict_each_other_are_land_and_told(tmp_path: Path) -> None:
    writer = ExtractWriter()
    writer.line([(9.9, 50.03), (10.2, 50.03)], natural="coastline")
    writer.line([(9.9, 50.01), (10.2, 50.01)], natural="coastline")
    out = tmp_path / "map.pmtiles"
    outcome = run(Order(writer.save(tmp_path / "x.osm.pbf"), out))
    assert any("contradicts itself" in note for note in outcome.notes)
    assert not covers(area_of(out, "water", "ocean"), 10.05, 50.02)


def test_without_a_coast_all_is_land(tmp_path: Path) -> None:
    writer = ExtractWriter()
    writer.line([(10.0, 50.0), (10.1, 50.06)], highway="primary")
    path = made(writer, tmp_path)
    assert not of_kind(path, "water", "ocean")
    assert covers(area_of(path, "earth", "earth"), 10.09, 50.01)


# -- the archive -------------------------------------------------------------------------------------------------------


def town(bounds: tuple[float, float, float, float] | None = (10.0, 50.0, 10.1, 50.06)) -> ExtractWriter:
    writer = ExtractWriter(bounds)
    for number in range(60):
        west, south = 10.01 + number % 10 * 0.008, 50.01 + number // 10 * 0.007
        writer.ring(box(west, south, west + 0.003, south + 0.002), building="yes")
        writer.line(
            [(west, south - 0.001), (west + 0.008, south - 0.001)], highway="residential", name=f"Street {number}"
        )
    return writer


def test_header_metadata_and_credit(tmp_path: Path) -> None:
    path = made(town(), tmp_path, name="Towns", min_zoom=7)
    with path.open("rb") as file:
        reader = Reader(MmapSource(file))
        header, metadata = reader.header(), reader.metadata()
    assert (header["min_zoom"], header["max_zoom"]) == (7, 14)
    assert header["min_lon_e7"] == pytest.approx(100_000_000, abs=2) and header["max_lat_e7"] == pytest.approx(
        500_600_000, abs=2
    )
    assert metadata["attribution"] == ATTRIBUTION and metadata["name"] == "Towns"


def test_the_same_extract_gives_the_same_bytes_with_any_number_of_workers(tmp_path: Path, monkeypatch: Any) -> None:
    extract = town().save(tmp_path / "x.osm.pbf")
    monkeypatch.setattr("opscenter.cartography.importing._WORKERS_FROM", 0)
    for workers, name in ((1, "a"), (1, "b"), (2, "c")):
        run(Order(extract, tmp_path / name, workers=workers))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes()


def test_no_tile_exceeds_its_bound_and_roads_outlive_buildings(tmp_path: Path, monkeypatch: Any) -> None:
    writer = town()
    for number in range(3000):
        west, south = 10.03 + number % 60 * 0.0003, 50.02 + number // 60 * 0.0003
        writer.ring(box(west, south, west + 0.0001 + number % 7 * 1e-5, south + 0.0001), building="yes")
    extract = writer.save(tmp_path / "x.osm.pbf")
    run(Order(extract, tmp_path / "whole"))
    monkeypatch.setattr("opscenter.cartography.importing.MOST_TILE_BYTES", 3_000)
    run(Order(extract, tmp_path / "bound"))
    with (tmp_path / "bound").open("rb") as file:
        sizes = [len(data) for _, data in all_tiles(MmapSource(file))]
    assert 2_000 < max(sizes) <= 3_000
    roads, buildings = (
        [len(features(tmp_path / name, layer)) for name in ("whole", "bound")] for layer in ("roads", "buildings")
    )
    assert roads[0] == roads[1] and buildings[1] < buildings[0]


def test_only_a_part(tmp_path: Path) -> None:
    path = made(town(), tmp_path, bounds=(10.04, 50.02, 10.06, 50.03))
    whole = set(tiles(path))
    low, high = world(10.04, 50.03), world(10.06, 50.02)
    assert whole == {
        (x, y)
        for x in range(int(low[0] // UNITS), int(high[0] // UNITS) + 1)
        for y in range(int(low[1] // UNITS), int(high[1] // UNITS) + 1)
    }


def test_an_extract_without_a_frame_gets_one(tmp_path: Path) -> None:
    out = tmp_path / "map.pmtiles"
    outcome = run(Order(town(None).save(tmp_path / "x.osm.pbf"), out))
    west, south, east, north = outcome.bounds
    assert 10.0 < west < 10.02 and 10.08 < east < 10.1 and 50.0 < south < 50.02 and 50.04 < north < 50.06
    assert any("guessed" in note for note in outcome.notes)


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    out = tmp_path / "map.pmtiles"
    out.write_bytes(b"mine")
    extract = town().save(tmp_path / "x.osm.pbf")
    with pytest.raises(ImportTrouble, match="already"):
        run(Order(extract, out))
    assert out.read_bytes() == b"mine"
    run(Order(extract, out, force=True))
    before = extract.read_bytes()
    with pytest.raises(ImportTrouble, match="is the extract itself"):
        run(Order(extract, tmp_path / "." / extract.name, force=True))
    assert extract.read_bytes() == before
    assert out.read_bytes()[:7] == b"PMTiles"


@pytest.mark.parametrize("after", [0, 1, 3])
def test_cancelling_leaves_nothing(tmp_path: Path, after: int) -> None:
    extract = town().save(tmp_path / "x.osm.pbf")
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    with pytest.raises(Cancelled):
        import_extract(Order(extract, tmp_path / "map.pmtiles"), lambda progress: None, stopped)
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.osm.pbf"]


def test_a_worker_that_is_killed_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: Any) -> None:
    extract = town().save(tmp_path / "x.osm.pbf")
    monkeypatch.setattr("opscenter.cartography.importing._WORKERS_FROM", 0)

    monkeypatch.setattr("opscenter.cartography.importing.make_tiles", die)
    with pytest.raises(ImportTrouble, match="ended from outside"):
        run(Order(extract, tmp_path / "map.pmtiles", workers=2))
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.osm.pbf"]


def test_what_a_killed_import_left_is_swept(tmp_path: Path) -> None:
    gone = 2**22 - 3  # no process has this id: Linux hands out ids below it one after another
    (tmp_path / f".map.pmtiles.import-{gone}-abc").mkdir()
    (tmp_path / f".map.pmtiles.{gone}.tiles").write_bytes(b"x")
    made(town(), tmp_path)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["map.pmtiles", "x.osm.pbf"]


def test_progress_rises_to_the_end(tmp_path: Path, monkeypatch: Any) -> None:
    told: list[Progress] = []
    import_extract(Order(town().save(tmp_path / "x.osm.pbf"), tmp_path / "m"), told.append, lambda: False)
    assert told and told[-1].share > 0.9
    assert [p.share for p in told] == sorted(p.share for p in told)


# -- bad input ---------------------------------------------------------------------------------------------------------


def refused(extract: Path, out: Path, **options: Any) -> str:
    with pytest.raises(ImportTrouble) as trouble:
        run(Order(extract, out, **options))
    assert not out.exists()
    return str(trouble.value)


def test_files_that_are_no_extract(tmp_path: Path) -> None:
    out, bad = tmp_path / "map.pmtiles", tmp_path / "bad.osm.pbf"
    assert "no file" in refused(tmp_path / "none.osm.pbf", out)
    for content, sentence in (
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not an OSM PBF file"),
        (b"<?xml version='1.0'?><osm></osm>", "XML"),
        (b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x05hello", "damaged"),
    ):
        bad.write_bytes(content)
        assert sentence in refused(bad, out)


def test_a_truncated_extract(tmp_path: Path) -> None:
    whole = town().save(tmp_path / "x.osm.pbf").read_bytes()
    bad = tmp_path / "bad.osm.pbf"
    for share in (0.4, 0.7, 0.95):
        bad.write_bytes(whole[: int(len(whole) * share)])
        assert "cut short" in refused(bad, tmp_path / "map.pmtiles") or "damaged" in refused(
            bad, tmp_path / "map.pmtiles"
        )
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bad.osm.pbf", "x.osm.pbf"]


def test_an_extract_with_nothing_to_draw_or_without_its_nodes(tmp_path: Path) -> None:
    empty = ExtractWriter()
    empty.node(10.01, 50.01, amenity="bench")
    assert "nothing that can be drawn" in refused(empty.save(tmp_path / "e.osm.pbf"), tmp_path / "m")
    assert "lacks the nodes" in refused(town().save(tmp_path / "n.osm.pbf", without_nodes=True), tmp_path / "m")


def test_a_history_file(tmp_path: Path) -> None:
    assert "history" in refused(town().save(tmp_path / "x.osh.pbf"), tmp_path / "m")


def test_bounds_elsewhere_zooms_the_wrong_way_round_and_no_room(tmp_path: Path, monkeypatch: Any) -> None:
    extract = town().save(tmp_path / "x.osm.pbf")
    assert "it covers 10.0000,50.0000" in refused(extract, tmp_path / "m", bounds=(20.0, 50.0, 21.0, 51.0))
    assert "Zooms" in refused(extract, tmp_path / "m", min_zoom=9, max_zoom=8)
    usage = type("Usage", (), {"free": 10_000_000})
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage)
    assert "10 MB free" in refused(extract, tmp_path / "m")


# -- real extracts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("city", ["helsinki", "monaco"])
def test_real_cities_come_out_as_large_as_was_said(city: str, tmp_path: Path) -> None:
    order = Order(shared_data("maps", "osm-pbf", f"{city}.osm.pbf"), tmp_path / "map.pmtiles")
    _, needed = survey(order)
    outcome = run(order)
    assert needed.archive / FACTOR <= outcome.nbytes <= needed.archive * FACTOR
    found = {layer for content in tiles(order.out).values() for layer in content}
    assert {"earth", "landuse", "buildings", "roads", "pois"} <= found


def test_monaco_has_its_sea(tmp_path: Path) -> None:
    out = tmp_path / "map.pmtiles"
    run(Order(shared_data("maps", "osm-pbf", "monaco.osm.pbf"), out))
    sea = area_of(out, "water", "ocean")
    assert covers(sea, 7.435, 43.735) and not covers(sea, 7.4208, 43.7395)  # open sea; the casino's hill
    assert not covers(sea, 7.4246, 43.7311)  # the rock with the old town
