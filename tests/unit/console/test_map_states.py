"""Marks of states: read from the catalogue, told apart without colour, gone with a stale value."""

import itertools

import numpy as np
import pytest

from opscenter.console.map.sprites import Sprites
from opscenter.console.map.state_marks import CODE_OF, state_names
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import DARK, LIGHT
from opscenter.domain.catalogue import MARKS, MOST_MARKED, Attribute, Catalogue, Kind
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.quality import Quality
from opscenter.settings.catalogue import load_catalogue
from tests.support.drawn_city import DrawnCity, pixels

pytestmark = pytest.mark.usefixtures("qapp")


def lamps() -> DrawnCity:
    power = Attribute("power", {"en": "Power"}, marks={"on": "on", "off": "off"})
    status = Attribute("status", {"en": "Status"}, marks={"broken": "fault"})
    free = Attribute("free", {"en": "Free"}, marks={"0": "full"})
    lit = Attribute("lit", {"en": "Lit"}, marks={"false": "lost"})
    attributes = {one.name: one for one in (power, status, free, lit)}
    return DrawnCity(Catalogue(kinds={"Lamp": Kind("Lamp", "lighting", {"en": "Lamp"}, "lamp", attributes=attributes)}))


def test_the_loudest_state_marks_an_entity() -> None:
    city = lamps()
    city.add("Lamp", texts={"power": "ON"})
    city.add("Lamp", texts={"power": "on", "status": "broken"})
    city.add("Lamp", values={"free": 0.0})
    city.add("Lamp", values={"free": 3.0}, texts={"power": "unheard of"})
    city.add("Lamp", texts={"lit": "false", "power": "off"})
    scene = city.scene()
    assert scene.rows.mark.tolist() == [CODE_OF[name] for name in ("on", "fault", "full")] + [0, CODE_OF["lost"]]
    kind = city.catalogue.kinds["Lamp"]
    assert state_names(scene.mirror, kind, 1) == [("status", "broken"), ("power", "on")]


def test_a_mark_follows_its_text_and_goes_with_it() -> None:
    city = lamps()
    city.add("Lamp", texts={"power": "on"})
    scene = city.scene()
    cells = np.array([0], np.int64)
    for text, mark in (("off", CODE_OF["off"]), ("", 0), ("on", CODE_OF["on"])):
        scene.mirror.texts[0] = text
        scene.rows._states.read(scene.mirror, cells)
        assert scene.rows.mark[0] == mark


@pytest.mark.parametrize("quality", [Quality.STALE, Quality.BAD])
def test_what_is_stale_or_bad_has_no_mark(quality: Quality) -> None:
    pictures = []
    for text in ("on", "off"):
        city = lamps()
        city.add("Lamp", texts={"power": text}, quality=int(quality))
        request, picture = city.painted()
        assert request.points.marks.tolist() == [0]
        pictures.append(pixels(picture.image))
    assert np.array_equal(*pictures)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("size", [12.0, 16.0, 22.0])
def test_every_mark_differs_from_every_other_without_colour(size: float, tokens: object) -> None:
    """In grey, at 12 px: at least a twentieth of the symbol's pixels differ clearly."""
    sprites = Sprites(tokens, 1.0, font("small"))  # type: ignore[arg-type]
    grey = {}
    for name in ("", *MARKS):
        image = pixels(sprites.symbol("lamp", 0, size, CODE_OF.get(name, 0))).astype(float)
        over = image[..., 3:] / 255.0
        ground = 25.0 if tokens is DARK else 240.0
        grey[name] = (image[..., :3] * over + ground * (1 - over)).mean(axis=-1)
    for one, other in itertools.combinations(grey, 2):
        differ = np.abs(grey[one] - grey[other]) > 24
        assert differ.sum() >= 0.05 * size * size, (one, other)


def test_shipped_kinds_mark_their_states() -> None:
    kinds = load_catalogue().kinds
    marked = {
        (kind.type, state): mark
        for kind in kinds.values()
        for a in kind.attributes.values()
        for state, mark in a.marks.items()
    }
    assert marked["Streetlight", "defectivelamp"] == "fault"
    assert marked["RoadSegment", "closed"] == "closed"
    assert marked["ElectricityFeeder", "tripped"] == "lost"
    assert marked["OffStreetParking", "full"] == "full"
    assert kinds["RoadSegment"].side in ("left", "right") and kinds["Pipe"].flow == "flow"


def _kind(attribute: str, more: str = "") -> dict[str, str]:
    head = '[system]\nid = "s"\nname = { en = "S" }\n[[kind]]\ntype = "K"\nname = { en = "K" }\n' + more
    return {"k.toml": head + attribute}


def _attribute(number: int, marks: str) -> str:
    states = '[kind.attribute.states]\nwet = { en = "wet" }\n'
    return f'[[kind.attribute]]\nname = "a{number}"\nlabel = {{ en = "A" }}\nmarks = {marks}\n{states}'


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (_kind(_attribute(1, '{ wet = "onn" }')), '"wet" cannot be "onn"'),
        (_kind(_attribute(1, '{ wat = "on" }')), '"wat" is not among the states'),
        (_kind("".join(_attribute(k, '{ wet = "on" }') for k in range(MOST_MARKED + 1))), "more than 4 attributes"),
        (_kind("", 'side = "lefft"\n'), '"side" cannot be "lefft"'),
        (_kind("", 'flow = "water"\n'), '"flow" names "water"'),
    ],
    ids=["mark", "state", "many", "side", "flow"],
)
def test_a_mistake_in_marks_is_told_where_it_is(files: dict[str, str], told: str) -> None:
    with pytest.raises(CatalogueErrors, match=r"k\.toml") as error:
        parse_catalogue(files)
    assert told in str(error.value)
