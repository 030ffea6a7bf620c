"""The language of expressions: what can be said, and the sentences that say what is wrong, with their column."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.expression_parsing import DEEPEST
from opscenter.domain.expression_tokens import LONGEST
from opscenter.domain.expression_tree import Compared, Constant, Reduced, Where
from opscenter.domain.rule_expression import ExpressionErrors, check_expression, read_expression

TEXT = {"en": "x"}


def kind(entity_type: str, *attributes: Attribute) -> Kind:
    return Kind(type=entity_type, system="s", name=TEXT, attributes={one.name: one for one in attributes})


KINDS = {
    one.type: one
    for one in (
        kind(
            "Drain",
            Attribute("fill", TEXT, unit="C62", low=0, high=0.7),
            Attribute("height", TEXT, unit="MTR"),
            Attribute("flow", TEXT, unit="MQS"),
            Attribute("rise", TEXT, unit_label="m/h"),
            Attribute("pump", TEXT, states={"on": TEXT, "off": TEXT, "fault": TEXT}),
            Attribute("open", TEXT, states={"true": TEXT, "false": TEXT}),
            Attribute("refStation", TEXT),
            Attribute("water.temperature", TEXT, unit="CEL"),
        ),
        kind(
            "Station",
            Attribute("rain", TEXT, unit="H67"),
            Attribute("temperature", TEXT, unit="CEL"),
            Attribute("level", TEXT, states={"1": TEXT, "2": TEXT}),
        ),
    )
}
COMMON = {"areaServed": Attribute("areaServed", TEXT)}


def check(text: str) -> list[str]:
    return check_expression(text, "Drain", KINDS, COMMON)


def limit(text: str) -> float:
    """The number that the first comparison compares with, in the unit of what is compared."""
    right = read_expression(text, "Drain", KINDS, COMMON).comparisons[0].right
    assert isinstance(right, Constant)
    return right.value


@pytest.mark.parametrize(
    "text",
    [
        "fill > 0.8",
        "fill>0.8 AND height < 3",
        'pump = "fault" or pump != "on"',
        'pump in ("fault", "OFF") and not open',
        "open = true or open != FALSE",
        "-(fill - 0.2) * 2 / (height + 1) >= abs(-3)",
        "max(fill, 0.5, height / 2 m) > min(fill, 0.3)",
        "max(Station.rain within 2 km) > 30 mm/h and fill > 75 %",
        "mean(Station.rain) > 5",
        "count(Station.rain > 5 mm/h within 800 m) >= 2",
        "count(Station within 800 m) >= 2",
        'any(Drain.pump = "fault" within 1 km)',
        "sum(Drain.flow in same areaServed) > 3 m³/s",
        'Station["urn:x"].rain > 2 mm/h',
        "Station[refStation].rain > 2 mm/h",
        "water.temperature > 30 °C and `water.temperature` < 350 K",
        "flow * 60 s > 100 m3",
        "2 * water.temperature > 60 °C",
        "fill ≥ 0.5\n  and fill ≠ 1",
        'Station[refStation].level = 2 or Station[refStation].level = "1"',
    ],
)
def test_what_can_be_said(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "column 1: the expression is empty"),
        ("fill >", "column 7: the expression ends where a value is expected"),
        ("fil > 0.8", 'column 1: Drain has no attribute "fil"; did you mean "fill"?'),
        ("fill > 0.8 and rain > 3", 'column 16: Drain has no attribute "rain"'),
        ("max(Staton.rain within 2 km) > 3", 'column 5: there is no kind "Staton"; did you mean "Station"?'),
        ("max(Station.rian within 2 km) > 3", 'column 5: Station has no attribute "rian"; did you mean "rain"?'),
        ("fill > 30 mm/h", "column 6: 30 mm/h does not fit fill (a plain number)"),
        ("max(Station.rain) > 30 m", "column 19: 30 m does not fit rain (mm/h)"),
        ("height + flow > 3", "column 8: flow (m³/s) does not fit height (m)"),
        ("rise > 3 m", "column 6: 3 m does not fit rise (m/h)"),
        ("fill > 3 parsecs", 'column 10: "parsecs" after 3 is no unit that is known here'),
        ("max(Station.rain within 2) > 3", "column 25: the distance needs its unit: m or km"),
        ("max(Station.rain within 2 h) > 3", "column 25: the distance needs its unit: m or km"),
        ("max(Station.rain within 200 km) > 3", "column 25: the distance must be over 0 and at most 100 km"),
        ('fill = "high"', 'column 8: fill is a number, "high" is a text'),
        ("pump > 3", 'column 1: pump is a text: compare it with one in quotes, pump = "on"'),
        ('pump = "falt"', 'column 8: pump is never "falt"; did you mean "fault"?'),
        ('pump > "on"', 'column 6: a text is equal to another or not: ">" needs numbers'),
        ("fill", "column 1: fill alone is no condition: write what it should be, fill > ..."),
        ("fill + 1", "column 1: this is a number: say what it is compared with, as in ... > 5"),
        ("0.1 < fill < 0.5", "column 12: one comparison follows another"),
        ("fill > 1 && fill < 3", 'column 10: there is no "&&" here: write "and"'),
        ("fill > (1 + 2", 'column 14: ")" is expected for the one opened at character 8, but here the expression ends'),
        ("fill > 1)", 'column 9: this ")" closes nothing'),
        ('pump = "fault', 'column 8: the text that begins here has no closing "'),
        ("Station.rain > 3", "column 1: Station is a kind of many entities: say which"),
        ("max(Station.rain + fill) > 3", "column 20: in max(...) every attribute stands with its kind: Station.fill"),
        ("max(Station.rain + Drain.fill) > 3", "column 20: max(...) is about Station, and this is of another kind"),
        ("mean(fill) > 3", "column 6: mean(...) is about entities of a kind: write mean(Kind.fill within 2 km)"),
        ("max(count(Station) + Station.rain) > 3", "column 5: count(...) cannot stand in max(...)"),
        ("median(Station.rain) > 3", 'column 1: there is no "median(...)"'),
        ("fill / 0 > 3", "column 6: nothing can be divided by 0"),
        ("1 > 0", "column 1: it looks at no attribute: it would hold always or never"),
        ("fill > 1\n and fil < 2", 'line 2, column 6: Drain has no attribute "fil"'),
        ("fill # 3", 'column 6: "#" means nothing here'),
        ("__import__('os').system('true')", 'column 1: there is no "__import__(...)"'),
        ("Station[3].rain > 1", "column 9: in [ ] stands the id of an entity in quotes"),
        ("Station[fill].rain > 1", "column 9: fill is a number: the id of an entity is a text"),
        ("sum(Station.rain in same rain) > 1", 'Drain has no attribute "rain"'),
        ("max(fill, 2 within 2 km) > 1", "column 13: max of several numbers has no place"),
        ("fill > 1e400", "column 8: 1e400 is too large"),
    ],
)
def test_what_is_wrong_is_said_with_its_column(text: str, sentence: str) -> None:
    told = check(text)
    assert told and sentence in told[0]


def test_all_mistakes_are_told_at_once() -> None:
    assert len(check('fil > 1 and pump = "falt" and flow > 3 mm')) == 3


def test_numbers_are_brought_into_the_unit_of_the_attribute() -> None:
    assert limit("fill > 80 %") == 0.8
    assert limit("height > 250 cm") == 2.5
    assert limit("max(Station.rain) > 0.03 m/h") == 30.0
    assert limit("water.temperature > 300.15 K") == 27.0
    assert limit("water.temperature > 212 °F") == pytest.approx(100.0)
    assert limit("0.5 < fill") == 0.5  # the attribute is what is shown
    assert limit("flow > 3600 m3/h") == 1.0


def test_limits_of_depth_length_and_inputs() -> None:
    deep = "(" * DEEPEST + "fill > 1" + ")" * DEEPEST
    assert check(deep) == []
    assert "too deep: more than 32" in check(f"({deep})")[0]
    assert "too deep" in check("not " * 900 + "fill > 1")[0]
    assert "too deep" in check("fill > " + "-" * 2_000 + "1")[0]
    long = " + ".join(["fill"] * 570)
    assert check(f"{long} > 1") == []
    assert "too long: 4001 characters of at most 4000" in check("fill > 1".ljust(LONGEST + 1))[0]
    many = {f"a{at}": Attribute(f"a{at}", TEXT) for at in range(33)}
    (told,) = check_expression(" + ".join(many) + " > 1", "Drain", KINDS, many)
    assert "it reads 33 attributes: at most 32" in told


def test_an_aggregate_knows_its_place() -> None:
    expression = read_expression("max(Station.rain within 2.5 km) > 30", "Drain", KINDS)
    (compared,) = expression.comparisons
    assert isinstance(compared, Compared) and isinstance(compared.left, Reduced)
    assert (compared.left.group.scope.where, compared.left.group.scope.metres) == (Where.WITHIN, 2_500.0)
    assert (compared.shown.attribute, compared.shown.limit) == ("rain", 30.0)


WORDS = st.sampled_from(
    [
        *(
            "fill",
            "height",
            "pump",
            "Station.rain",
            "Drain.fill",
            "Station",
            "max",
            "min",
            "count",
            "any",
            "abs",
            "mean",
        ),
        *("and", "or", "not", "in", "same", "within", "true", "(", ")", "(", ")", "[", "]", ".", ",", "<", "<=", "="),
        *(
            "+",
            "-",
            "*",
            "/",
            "2 km",
            "0.5",
            "30 mm/h",
            '"fault"',
            "'x'",
            "areaServed",
            "`fill`",
            "refStation",
            "%",
            "°C",
        ),
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_is_an_expression_or_refused_in_sentences(text: str) -> None:
    try:
        read_expression(text, "Drain", KINDS, COMMON)
    except ExpressionErrors as errors:
        assert errors.sentences and all("column " in one for one in errors.sentences)
