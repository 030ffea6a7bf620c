"""Pages of systems and types that nobody described."""

from opscenter.domain.catalogue import Attribute, Catalogue, KeyFigure, Kind, System
from opscenter.domain.page_defaults import page_of, page_of_type
from opscenter.domain.system_page import PageSeries, SystemPage, WorstList

LEVEL = Attribute("level", {"en": "Level"}, "MTR", "m", 2, low=1.0, high=3.0)
FLOW = Attribute("flow", {"en": "Flow"}, "G51", "l/s", 1, high=40.0)
MODE = Attribute("mode", {"en": "Mode"}, states={"on": {"en": "on"}})
TANK = Kind("Tank", "wells", {"en": "Tank"}, headline="level", attributes={"level": LEVEL, "mode": MODE})
PIPE = Kind("Pipe", "wells", {"en": "Pipe"}, headline="mode", attributes={"mode": MODE, "flow": FLOW})
FIGURE = KeyFigure("Tank", "level", "min", {"en": "Lowest"}, "m", 2)


def catalogue(page: SystemPage | None = None) -> Catalogue:
    system = System("wells", 1, {"en": "Wells"}, "water", (FIGURE,), page)
    return Catalogue({"wells": system}, {"Tank": TANK, "Pipe": PIPE})


def test_an_undescribed_system_shows_its_figures_its_worst_and_its_plots() -> None:
    found = page_of(catalogue(), catalogue().systems["wells"], ["Tank", "Pipe"])
    assert found.title == {"en": "Wells"} and found.figures == ("Tank.level.min",)
    assert found.worst == (WorstList("Pipe", "flow", "high"), WorstList("Tank", "level", "off"))
    assert found.plots[0].series == (PageSeries(figure="Tank.level.min"),)


def test_no_list_is_made_of_a_type_that_the_city_does_not_have() -> None:
    assert [one.entity_type for one in page_of(catalogue(), catalogue().systems["wells"], ["Tank"]).worst] == ["Tank"]


def test_what_is_described_stays_and_the_rest_is_filled_in() -> None:
    told = SystemPage(lead={"en": "Who runs dry"}, worst=(WorstList("Tank", "level", "low"),))
    described = catalogue(told)
    found = page_of(described, described.systems["wells"], ["Tank"])
    assert found.lead == told.lead and found.worst == told.worst and found.plots


def test_a_type_that_nobody_described_is_shown_by_what_it_tells() -> None:
    unknown = Catalogue().kind("CoffeeMachine")
    made = page_of_type(unknown, ["waterLevel", "cups"])
    assert [(figure.attribute, figure.reduce) for figure in made.figures] == [("waterLevel", "mean"), ("cups", "mean")]
    assert made.page.title == {"en": "CoffeeMachine"}
    assert made.page.worst == (WorstList("CoffeeMachine", "waterLevel", "high"),)
    assert [plot.title["en"] for plot in made.page.plots] == ["waterLevel", "cups"]
    assert made.page.map.kinds == ("CoffeeMachine",) and made.page.map.colour == "waterLevel"


def test_a_type_without_numbers_has_a_page_too() -> None:
    made = page_of_type(Catalogue().kind("Statue"), [])
    assert made.figures == () and made.page.worst == () and made.page.plots == () and made.page.map.colour == ""


def test_the_headline_of_a_type_comes_first_and_described_before_others() -> None:
    made = page_of_type(TANK, ["zeta", "level"])
    assert [figure.attribute for figure in made.figures] == ["level", "zeta"]
    assert made.page.worst == (WorstList("Tank", "level", "off"),)
