"""A console that is attached by address names things as its station does; what cannot be used leaves its own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.options import ConsoleOptions
from opscenter.console.session import Answer
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.console.station_catalogue import LARGEST, StationCatalogue, texts_of
from opscenter.settings.catalogue import CatalogueTexts, catalogue_texts, load_catalogue
from tests.support.fake_city import NOW, FakeChannel, make_session
from tests.support.light_panels import use_light_panels

SYSTEM = (
    '[system]\nid = "ferries"\nname = { en = "Ferries", zh_Hant = "渡輪", zh_Hans = "渡轮" }\nicon = "transit"\n'
    'order = 99\n[[kind]]\ntype = "Ferry"\nname = { en = "Ferry", zh_Hant = "渡輪", zh_Hans = "渡轮" }\n'
)


def header(texts: CatalogueTexts, **more: Any) -> dict[str, Any]:
    return {
        "files": texts.files, "rules": texts.rules, "replaced": sorted(texts.replaced),
        "forgiven": sorted(texts.forgiven), "trouble": "",
    } | more  # fmt: skip


def with_ferries() -> CatalogueTexts:
    texts = catalogue_texts()
    texts.files["ferries.toml"] = SYSTEM
    return texts


class Asked:
    def __init__(self) -> None:
        self.session = make_session(entities=8, alarms=0)
        self.own = catalogue_texts()
        self.known = StationCatalogue(self.session, lambda: self.own, self.session)
        self.made: list[Any] = []
        self.refused: list[str] = []
        self.known.made.connect(self.made.append)
        self.known.refused.connect(self.refused.append)

    def answer(self, qtbot: QtBot, answer: Answer) -> None:
        channel = self.session.channel
        assert isinstance(channel, FakeChannel)
        channel.answers["catalogue"] = answer
        self.session.introduce({"mode": "exercise", "now": NOW})
        qtbot.waitUntil(lambda: self.known._thread is None)


def test_another_catalogue_is_made_and_the_same_is_not_made_again(qtbot: QtBot) -> None:
    asked = Asked()
    asked.answer(qtbot, Answer(header(catalogue_texts()), {}))
    assert asked.made == [] and asked.refused == []
    asked.answer(qtbot, Answer(header(with_ferries()), {}))
    asked.answer(qtbot, Answer(header(with_ferries()), {}))
    (made,) = asked.made
    assert made.systems["ferries"].name["en"] == "Ferries" and asked.refused == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"trouble": "The station's catalogue has 9.0 MB, more than is sent to desks."}, "9.0 MB"),
        (header(CatalogueTexts({"a.toml": "this is no TOML ["})), "cannot be used"),
        (header(CatalogueTexts({})), "no files"),
        ({}, "not told as files"),
        (header(with_ferries(), files={"a.toml": 3}), "no text"),
        (header(with_ferries(), replaced="all"), "not told as names"),
        (header(CatalogueTexts({"a.toml": "#" * (LARGEST + 1)})), "too large"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_a_sentence(qtbot: QtBot, answer: dict[str, Any], words: str) -> None:
    asked = Asked()
    asked.answer(qtbot, Answer(answer, {}))
    assert asked.made == [] and len(asked.refused) == 1
    assert words in asked.refused[0] and asked.refused[0].endswith("Names and limits are our own.")


def test_a_station_that_does_not_tell_is_no_trouble(qtbot: QtBot) -> None:
    asked = Asked()
    asked.answer(qtbot, Answer({}, {}, "This station has no query 'catalogue'."))
    assert asked.made == [] and asked.refused == []


def test_texts_keep_the_order_of_rules() -> None:
    texts = texts_of(header(CatalogueTexts({"a": ""}, {"02-b": "x", "01-a": "y"})))
    assert list(texts.rules) == ["02-b", "01-a"]


class Canvas(QWidget):
    """In place of every panel; it keeps what its session called things when it was made."""

    def __init__(self, session: Any, selection: object, theme: object, basemap: object = None) -> None:
        super().__init__()
        self.systems = set(session.catalogue.systems)


@pytest.fixture
def attached(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str | None], Console]]:
    use_light_panels(monkeypatch, Canvas)
    consoles: list[Console] = []

    def make(station: str | None) -> Console:
        options = ConsoleOptions(station=station, theme="dark", language="en", operator="Chan")
        console = Console(load_catalogue(), options, Remembered(), None)
        channel = FakeChannel()
        channel.answers["catalogue"] = Answer(header(with_ferries()), {})
        console.session.channel = channel
        console.show()
        console.session.introduce({"mode": "exercise", "city": "Port Meridian", "now": NOW})
        consoles.append(console)
        return console

    yield make
    for console in consoles:
        console.window.close()
        console.window.deleteLater()


def test_the_window_of_an_attached_console_is_made_anew_with_it(
    attached: Callable[[str | None], Console], qtbot: QtBot
) -> None:
    console = attached("tcp://127.0.0.1:7")
    first = console.window
    qtbot.waitUntil(lambda: console.window is not first)
    assert "ferries" in console.session.catalogue.systems and console.window.isVisible()
    panel = console.window.panels["overview"]
    assert isinstance(panel, Canvas) and "ferries" in panel.systems
    assert console.session.catalogue.kind("Ferry").name["en"] == "Ferry"
    assert "those of the station" in console.window.notice.text


def test_a_console_that_brings_its_station_along_keeps_its_own(attached: Callable[[str | None], Console]) -> None:
    console = attached(None)
    channel = console.session.channel
    assert isinstance(channel, FakeChannel)
    assert not [told for _, told, _ in channel.asked if told.get("what") == "catalogue"]


def test_areas_are_those_of_the_new_catalogue(qtbot: QtBot) -> None:
    from tests.support.fake_city import beat

    session = make_session(entities=2, alarms=0)
    square = [[114.1, 22.3], [114.2, 22.3], [114.2, 22.4], [114.1, 22.4], [114.1, 22.3]]
    beat(session, entities=[("urn:zone", "Zone")])
    session.mirror.shapes[2] = {"type": "Polygon", "coordinates": [square]}
    session.areas.city.start_anew()
    session.areas.finish()
    assert not session.areas.city.is_area("urn:zone")
    texts = catalogue_texts()
    texts.files["zones.toml"] = (
        SYSTEM.replace("ferries", "zones")
        .replace("Ferry", "Zone")
        .replace('\ntype = "Zone"', '\ngeometry = "area"\ntype = "Zone"')
    )
    from opscenter.settings.catalogue import catalogue_of

    session.use_catalogue(catalogue_of(texts))
    session.areas.finish()
    assert session.areas.city.is_area("urn:zone")
