"""What operators keep: the file, its damage, changes and their undoing, import and export."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from opscenter.console.map.tools.place_book import PlaceBook
from opscenter.console.map.tools.saved_places import MOST, Saved, from_geojson, to_geojson
from tests.support.fake_city import make_session

PLACE = Saved("place", "Fire station", 114.17, 22.32, "Gate at the back\nring twice")
VIEW = Saved("view", "Harbour", 114.16, 22.29, "", 14.5, 30.0, 20.0, ("Streetlight",), "traffic")
Open = Callable[..., PlaceBook]


@pytest.fixture
def open_book(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    books: list[PlaceBook] = []

    def build(operator: str = "Ada") -> PlaceBook:
        book = PlaceBook(make_session(4, 0, operator=operator), tmp_path)
        books.append(book)
        qtbot.waitUntil(lambda: book.idle)
        return book

    yield build
    for book in books:
        book.flush()


def test_places_and_views_come_back_as_they_were(open_book: Open, qtbot: QtBot) -> None:
    book = open_book()
    assert book.add(PLACE, VIEW)
    qtbot.waitUntil(lambda: book.idle)
    assert open_book().saved == [PLACE, VIEW]
    assert [path for path in book.path.parent.iterdir() if path.suffix != ".geojson"] == []
    document = json.loads(book.path.read_text("utf-8"))
    assert document["type"] == "FeatureCollection"
    assert document["features"][0]["geometry"] == {"type": "Point", "coordinates": [114.17, 22.32]}


def test_every_operator_has_places_of_their_own(open_book: Open, qtbot: QtBot) -> None:
    book = open_book("Ada")
    book.add(PLACE)
    book._session.operator = "Bo / ../Cy"
    book.follow_operator()
    qtbot.waitUntil(lambda: book.idle)
    assert book.saved == [] and book.path.parent == open_book("Ada").path.parent
    book.add(VIEW)
    book._session.operator = "Ada"
    book.follow_operator()
    qtbot.waitUntil(lambda: book.idle)
    assert book.saved == [PLACE]


def test_changes_are_undone_one_by_one(open_book: Open) -> None:
    book = open_book()
    book.add(PLACE)
    book.add(VIEW)
    book.move(1, 0)
    assert book.saved == [VIEW, PLACE]
    book.remove(0)
    assert book.saved == [PLACE]
    for wanted in ([VIEW, PLACE], [PLACE, VIEW], [PLACE], []):
        book.undo()
        assert book.saved == wanted
    assert not book.can_undo


def test_a_damaged_file_is_set_aside_with_a_sentence(open_book: Open, qtbot: QtBot) -> None:
    book = open_book()
    book.add(PLACE)
    qtbot.waitUntil(lambda: book.idle)
    book.path.write_text('{"type": "FeatureColl', "utf-8")
    other = PlaceBook(make_session(4, 0, operator="Ada"), book.path.parent)
    with qtbot.waitSignal(other.told) as told:
        pass
    assert "set aside" in told.args[0]
    assert other.saved == [] and not book.path.exists()
    assert book.path.with_name(book.path.name + ".broken").exists()
    other.flush()


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    book = PlaceBook(make_session(4, 0, operator="Ada"), tmp_path / "places")
    qtbot.waitUntil(lambda: book.idle)
    (tmp_path / "places").write_text("a file where the folder should be", "utf-8")
    with qtbot.waitSignal(book.told) as told:
        book.add(PLACE)
    assert "could not be saved" in told.args[0] and book.saved == [PLACE]
    book.flush()


def test_export_and_import_speak_geojson(open_book: Open, qtbot: QtBot, tmp_path: Path) -> None:
    book, file = open_book(), tmp_path / "out.json"
    book.add(PLACE, VIEW)
    with qtbot.waitSignal(book.told) as told:
        book.export_to(file)
    assert "out.json" in told.args[0]
    other = open_book("Bo")
    data = json.loads(file.read_text("utf-8"))
    data["features"] += [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [22.3, 114.2]}, "properties": None},
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "properties": {}},
    ]
    file.write_text(json.dumps(data), "utf-8")
    with qtbot.waitSignal(other.told) as told:
        other.import_from(file)
    assert other.saved == [PLACE, VIEW]
    assert told.args[0].startswith("2 place") and "2 feature" in told.args[0] and "left out" in told.args[0]


@pytest.mark.parametrize("text", ["[]", "{", '{"type": "FeatureCollection", "features": []}', "null", "[" * 100_000])
def test_a_file_without_places_is_said(open_book: Open, qtbot: QtBot, tmp_path: Path, text: str) -> None:
    book, file = open_book(), tmp_path / "in.json"
    file.write_text(text, "utf-8")
    with qtbot.waitSignal(book.told) as told:
        book.import_from(file)
    assert "in.json" in told.args[0] and book.saved == []


def test_a_book_has_an_end(open_book: Open) -> None:
    book = open_book()
    assert book.add(*[PLACE] * MOST)
    assert not book.add(PLACE)
    assert len(book.saved) == MOST


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=True) | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "geometry", "coordinates", "properties", "name", "zoom"]), inner)
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_nothing_in_a_file_can_raise(place: Any, about: Any) -> None:
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": place}, "properties": about}
    found, left_out = from_geojson({"type": "FeatureCollection", "features": [feature, place, about]})
    assert len(found) + left_out == 3
    again, _ = from_geojson(json.loads(json.dumps(to_geojson(found))))
    assert [one.name for one in again] == [one.name for one in found]
