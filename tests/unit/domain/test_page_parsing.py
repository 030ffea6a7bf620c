"""Descriptions of pages of systems: read, checked when all kinds are known, every mistake told at its line."""

import pytest

from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.system_page import PageMap, PageSeries, SystemPage, WorstList
from tests.support.rule_texts import CATALOGUE, NAME

FIGURE = f"""
[[system.figure]]
type = "Gauge"
attribute = "level"
reduce = "max"
label = {NAME}
"""
PLOT = f"[[system.page.plot]]\ntitle = {NAME}\n[[system.page.plot.series]]\n"


def with_page(page: str) -> SystemPage:
    text = CATALOGUE.replace("[[kind]]", f"{FIGURE}\n[system.page]\n{page}\n[[kind]]", 1)
    found = parse_catalogue({"a.toml": text}).systems["flooding"].page
    assert found is not None
    return found


def mistakes(page: str) -> list[str]:
    with pytest.raises(CatalogueErrors) as raised:
        with_page(page)
    assert all(mistake.line > 1 for mistake in raised.value.mistakes)
    return [mistake.message for mistake in raised.value.mistakes]


def test_a_system_without_a_page_has_none() -> None:
    assert parse_catalogue({"a.toml": CATALOGUE}).systems["flooding"].page is None


def test_a_page_may_leave_everything_out() -> None:
    assert with_page("") == SystemPage()


def test_a_whole_page_is_read() -> None:
    page = with_page(
        f'lead = {NAME}\nfigures = ["Gauge.level.max"]\nnext = ["Gauge.level.max"]\n'
        '[[system.page.worst]]\ntype = "Gauge"\nattribute = "level"\nbeyond = 0.5\ncolumns = ["pump"]\ncount = 3\n'
        '[[system.page.worst]]\ntype = "Gauge"\nattribute = "pump"\nstates = ["Fault"]\n'
        f"{PLOT}"
        'figure = "Gauge.level.max"\n[[system.page.plot.series]]\n'
        'type = "Gauge"\nattribute = "speed"\nreduce = "mean"\n'
        '[[system.page.plot.series]]\nentity = "urn:x:1"\nattribute = "level"\n'
        '[[system.page.plot.series]]\ntype = "Gauge"\nattribute = "level"\n'
        '[system.page.map]\nkinds = ["Gauge"]\ncolour = "level"\nlow = 2.0\nhigh = 0\n'
    )
    assert page.figures == ("Gauge.level.max",) and page.lead["en"] == "A"
    assert page.remaining == ("Gauge.level.max",)
    assert page.worst[0] == WorstList("Gauge", "level", "high", (), 3, 0.5, ("pump",))
    assert page.worst[1] == WorstList("Gauge", "pump", states=("fault",))
    assert page.plots[0].span_ms == 24 * 3_600_000
    assert page.plots[0].series[1] == PageSeries(entity_type="Gauge", attribute="speed", reduce="mean")
    assert [one.of_chosen for one in page.plots[0].series] == [False, False, False, True]
    assert page.map == PageMap(("Gauge",), "level", 2.0, 0.0)


def test_all_mistakes_are_told_at_once_with_the_nearest_name() -> None:
    told = mistakes(
        'figures = ["Gauge.level.mx"]\nnext = ["Gauge.lvl.max"]\n'
        '[[system.page.worst]]\ntype = "Guage"\nattribute = "level"\n'
        '[[system.page.worst]]\ntype = "Gauge"\nattribute = "levle"\ncolumns = ["spede"]\n'
        '[[system.page.worst]]\ntype = "Gauge"\nattribute = "pump"\nstates = ["falut"]\n'
        f'{PLOT}figure = "Gauge.level"\n'
        '[system.page.map]\nkinds = ["Lmap"]\ncolour = "powr"\n'
    )
    for sentence in (
        'no figure "Gauge.level.mx"; did you mean "Gauge.level.max"?',
        'no kind "Guage"; did you mean "Gauge"?',
        'no attribute "levle"; did you mean "level"?',
        'no attribute "spede"; did you mean "speed"?',
        '"falut" is not among the states; did you mean "fault"?',
        'no figure "Gauge.level"; did you mean "Gauge.level.max"?',
        'no kind "Lmap"; did you mean "Lamp"?',
    ):
        assert any(sentence in one for one in told), (sentence, told)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ('[[system.page.worst]]\ntype = "Gauge"\nattribute = "pump"', 'has states: say which by "states"'),
        ('[[system.page.worst]]\ntype = "Gauge"\nattribute = "pump"\nstates = ["on"]\nside = "low"', "is for numbers"),
        ('[[system.page.worst]]\ntype = "Gauge"\nattribute = "pump"\nstates = ["on"]\nbeyond = 1', "is for numbers"),
        ('[[system.page.worst]]\ntype = "Gauge"\nattribute = "level"\ncount = 0', '"count" must be'),
        ('[[system.page.worst]]\ntype = "Gauge"\nattribute = "level"\nside = "hihg"', 'did you mean "high"?'),
        ('[[system.page.worst]]\ntype = "Gauge"\nattribute = "level"\nside = "off"', "no healthy range"),
        ('[[system.page.worst]]\ntype = "Gauge"\nattribute = "level"\nworst = 1', 'there is no "worst" here'),
        (f"[[system.page.plot]]\ntitle = {NAME}", "needs at least one"),
        ('[[system.page.plot]]\n[[system.page.plot.series]]\nfigure = "Gauge.level.max"', '"title" is missing'),
        (f'{PLOT}figure = "Gauge.level.max"\ntype = "Gauge"', "one of these"),
        (f"{PLOT}label = {NAME}", "one of these"),
        (f'{PLOT}type = "Gauge"', 'needs an "attribute"'),
        (f'{PLOT}reduce = "mean"\nattribute = "level"', 'needs an "attribute"'),
        (f'{PLOT}entity = "urn:x:1"\nattribute = "level"\nreduce = "max"', "nothing to reduce"),
        (f'{PLOT}system = "flooding"\ntype = "Gauge"\nattribute = "level"', "names none"),
        (f'{PLOT}system = "floding"\nfigure = "Gauge.level.max"', 'did you mean "flooding"?'),
        ('[system.page.map]\nlow = 1.0', '"low" and "high" go together'),
        ('[system.page.map]\nlow = 1.0\nhigh = 1.0', "must differ"),
        ('[system.page.map]\nkinds = ["Lamp"]\ncolour = "level"', "no attribute of these kinds"),
        ('figures = ["Gauge.level.max", "Gauge.level.max"]', "twice"),
        ('figures = "Gauge.level.max"', "must be a list of texts"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(page: str, sentence: str) -> None:
    told = mistakes(page)
    assert any(sentence in one for one in told), told


def test_three_units_do_not_fit_into_one_plot() -> None:
    series = "".join(
        f'[[system.page.plot.series]]\ntype = "{kind}"\nattribute = "{name}"\nreduce = "mean"\n'
        for kind, name in (("Gauge", "level"), ("Gauge", "speed"), ("Lamp", "power"))
    )
    text = CATALOGUE.replace('unit = "KMH"', 'unit = "KMH"\nunit_label = "km/h"').replace(
        "[[kind]]", f"[[system.page.plot]]\ntitle = {NAME}\n{series}\n[[kind]]", 1
    )
    text = text.replace('name = "power"', 'name = "power"\nunit_label = "W"')
    with pytest.raises(CatalogueErrors) as raised:
        parse_catalogue({"a.toml": text})
    assert any("at most 2 units" in str(mistake) for mistake in raised.value.mistakes)


def test_more_than_there_is_room_for_is_told() -> None:
    one = '[[system.page.worst]]\ntype = "Gauge"\nattribute = "level"\n'
    assert any("at most 6 of these, not 7" in told for told in mistakes(one * 7))
