"""What coordinates in any usual notation mean, and what is said of those that mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.console.map.tools.coordinates import NotUnderstood, Understood, understand

LAT, LON = 22.27934, 114.16281


@pytest.mark.parametrize(
    "text",
    [
        "22.27934, 114.16281",
        "22.27934 114.16281",
        "  (22.27934,114.16281) ",
        "22,27934; 114,16281",
        "22,27934 114,16281",
        "N 22.27934 E 114.16281",
        "22.27934N 114.16281E",
        "114.16281° E, 22.27934° N",
        "E114.16281 N22.27934",
        "22°16'45.624\"N 114°9'46.116\"E",
        "22° 16′ 45.624″ N, 114° 9′ 46.116″ E",
        "22 16 45.624 N 114 9 46.116 E",
        "22 16 45.624 114 9 46.116",
        "22:16:45.624, 114:09:46.116",
        "22°16.7604'N 114°09.7686'E",
        "lat 22.27934 lon 114.16281",
        "geo:22.27934,114.16281?z=17",
        "https://www.openstreetmap.org/#map=17/22.27934/114.16281",
        "北緯22.27934 東經114.16281",
        "东经114.16281，北纬22.27934",
        "北纬22度16分45.624秒 东经114度9分46.116秒",
    ],
)
def test_every_usual_notation_is_understood(text: str) -> None:
    found = understand(text)
    assert isinstance(found, Understood), found
    assert (found.lat, found.lon) == (pytest.approx(LAT, abs=1e-6), pytest.approx(LON, abs=1e-6))


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("-33.85, 151.21", -33.85, 151.21),
        ("−33.85 −70.6", -33.85, -70.6),
        ("33.85S 70.6W", -33.85, -70.6),
        ("33°51'S 151°12'30\"E", -33.85, 151.0 + 12.5 / 60),
        ("0, 0", 0.0, 0.0),
        ("-0 30 0, 10 0 0", -0.5, 10.0),
    ],
)
def test_signs_and_letters_say_the_hemisphere(text: str, lat: float, lon: float) -> None:
    found = understand(text)
    assert isinstance(found, Understood), found
    assert (found.lat, found.lon) == (pytest.approx(lat), pytest.approx(lon))


def test_the_echo_shows_how_the_order_was_taken() -> None:
    plain, lettered = understand("22.3, 114.2"), understand("114.2E 22.3N")
    assert isinstance(plain, Understood) and isinstance(lettered, Understood)
    assert "22.300000° N, 114.200000° E" in plain.echo and "latitude, longitude" in plain.echo
    assert lettered.echo == "22.300000° N, 114.200000° E"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("114.16281, 22.27934", "Longitude first? Then write 22.2793, 114.163"),
        ("22.28, 214", "Longitude 214"),
        ("122.28, 214", "Latitude 122.28"),
        ("95N 10E", "Latitude 95"),
        ("22°75'N 114°E", "end at 60"),
        ("22.5 16 3 N 114 2 1 E", "do not fit"),
        ("22N 33S", "same direction"),
        ("-22N 33E", "sign and a letter"),
        ("89.5, 10", "The map ends"),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence_and_is_never_exchanged(text: str, says: str) -> None:
    found = understand(text)
    assert isinstance(found, NotUnderstood), found
    assert says in f"{found.trouble} {found.advice}"


@pytest.mark.parametrize(
    "text", ["", "22", "Nathan Road", "lamp 12", "A1, B2", "1, 2, 3", "N", "22 N", "1 2 3", "a" * 300]
)
def test_names_are_no_coordinates(text: str) -> None:
    assert understand(text) is None


@given(st.text(alphabet="0123456789.,;:°'\"NSEW -+/緯經abc\n", max_size=40))
def test_nothing_typed_can_raise(text: str) -> None:
    found = understand(text)
    if isinstance(found, Understood):
        assert -90 <= found.lat <= 90 and -180 <= found.lon <= 180
