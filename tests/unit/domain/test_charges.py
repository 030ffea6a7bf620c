"""Charges and corridors in catalogue files: read, and every mistake told."""

import datetime

import pytest

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.charge import Charge, ChargeReview, Slot
from opscenter.domain.corridor import Corridor

CAR = '[[vehicle_class]]\nid = "car"\nname = { en = "Cars" }\n'
BASE = 'zone = "ring"\nvehicles = ["car"]\ndays = "weekdays"\n'


def read(text: str) -> Catalogue:
    return parse_catalogue({"a.toml": text})


def mistakes(text: str) -> list[str]:
    with pytest.raises(CatalogueErrors) as raised:
        read(text)
    return [mistake.message for mistake in raised.value.mistakes]


def slots(*some: tuple[str, str, float]) -> str:
    inner = ", ".join(f'{{ from = "{begin}", to = "{end}", charge = {charge} }}' for begin, end, charge in some)
    return f"slots = [{inner}]\n"


def test_charges_are_read_with_the_day_they_begin() -> None:
    text = f"{CAR}[[charge]]\n{BASE}since = 2026-01-05\n{slots(('22:00', '06:00', 2), ('07:30', '09:00', 1.5))}"
    charges = read(text).charges
    begun = (datetime.date(2026, 1, 5) - datetime.date(1970, 1, 1)).days
    assert charges.tables == (
        Charge((), "ring", ("car",), "weekdays", (Slot(450, 540, 1.5), Slot(1320, 1800, 2.0)), begun),
    )
    assert charges.review == ChargeReview()
    assert charges.classes[0].weight == 1.0


def test_all_that_is_wrong_with_charges_is_told() -> None:
    text = (
        f'{CAR}[[charge]]\nvehicles = ["cra"]\ndays = "weekday"\nsince = "soon"\n'
        + slots(("7:30", "09:00", 1), ("10:00", "10:00", 1), ("11:00", "13:00", -1))
    )  # fmt: skip
    assert sorted(mistakes(text)) == sorted([
        'a charge names either its "gantries" or their "zone"',
        '"days" cannot be "weekday"; did you mean "weekdays"?',
        '"from" is a time of day such as "07:30", not "7:30"',
        "a slot that ends when it begins is none; all day is from 00:00 to 24:00",
        '"charge" must be between 0 and 1e+06, not -1',
        '"since" is a date such as 2026-01-05',
        'there is no vehicle class "cra"; did you mean "car"?',
    ])  # fmt: skip


@pytest.mark.parametrize(
    "some", [[("07:00", "09:00", 1), ("08:00", "10:00", 1)], [("22:00", "07:30", 1), ("07:00", "09:00", 1)]]
)
def test_slots_that_overlap_are_told_past_midnight_too(some: list[tuple[str, str, float]]) -> None:
    (found,) = mistakes(f"{CAR}[[charge]]\n{BASE}{slots(*some)}")
    assert found.startswith("slots overlap: until ")


def test_one_thing_is_not_charged_for_twice_and_classes_and_reviews_are_one() -> None:
    charge = f"[[charge]]\n{BASE}{slots(('07:00', '09:00', 1))}"
    monday = charge.replace("weekdays", "monday")
    assert mistakes(CAR + charge + monday) == ["what car pays at zone ring on this day of the week is said twice"]
    assert read(CAR + charge + monday.replace("days =", "since = 2026-01-05\ndays =")).charges.tables
    assert mistakes(CAR + CAR) == ['the vehicle class "car" is described twice']
    assert mistakes("[charge_review]\nslot_minutes = 7\nshare = 2\n") == [
        "7 minutes do not divide a day", '"share" must be between 0.5 and 0.99, not 2',
    ]  # fmt: skip


def test_slots_may_be_missing_or_no_list_and_the_rest_is_read() -> None:
    assert mistakes(f"{CAR}[[charge]]\n{BASE}") == ['"slots" is missing']
    assert mistakes(f"{CAR}[[charge]]\n{BASE}slots = 3\n") == ['"slots" must be written as [[charge.0.slots]]']


def test_corridors() -> None:
    text = '[[corridor]]\nid = "east"\nname = { en = "East way" }\nsegments = ["urn:a", "urn:b"]\n'
    assert read(text).corridors == (Corridor("east", {"en": "East way"}, ("urn:a", "urn:b")),)
    assert mistakes(text + text) == ['the corridor "east" is described twice']
    assert mistakes(text.replace("urn:b", "urn:a").replace("east", "East!")) == [
        '"id" is made of small letters, digits, "-", "_" and ".", 64 at most',
        '"segments" names "urn:a" twice: a way is driven once from end to end',
    ]
    assert mistakes('[[corridor]]\nid = "x"\nname = { en = "X" }\nsegments = []\n') == [
        '"segments" must be a list of texts, not empty'
    ]
