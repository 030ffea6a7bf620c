"""Random records: expressions say what a plain interpreter says, moment by moment, however the record is cut."""

from collections.abc import Sequence
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.quality import Quality
from opscenter.domain.rule_expression import Expression, read_expression
from tests.support.expression_rig import DRAIN, KM, ExpressionRig, Reading, World, catalogue, rule

EXPRESSIONS = (
    "fill > 0.5 and max(Station.rain within 2 km) > 3 mm/h",
    "min(Station.rain within 2 km) > 3 or fill >= 1",
    'not (pump = "on" or fill < 0.5)',
    'pump in ("fault", "off") and height != 1 m',
    "mean(Station.rain) / 1 mm/h > fill + 2",
    'count(Station.state = "broken" or Station.rain > 3 within 2 km) >= 2',
    'any(Drain.pump = "fault" and Drain.fill > 0.5 within 3 km)',
    "sum(Station.rain in same areaServed) - height / 1 h > 3",
    "abs(fill - height / 1 m) * 2 > 1 or max(fill, 0.5) = min(fill, 1)",
    'Station["urn:s1"].rain > 3 and Station[refStation].rain > 1',
    "height / fill > 100 cm and not any(Station.rain > 4)",
    "-height * (fill - 1) > -50 cm and max(Station.rain) * fill < 4",
    "Station[refStation].rain <= 2 or count(Station.rain <= 2) = 1",
)
DRAINS, STATIONS = 3, 3
ROWS = DRAINS + STATIONS
PLACES = ((0, 0.0, 0.0), (1, 1.5, 0.0), (2, 9.0, 0.0), (3, 0.0, 1.0), (4, 0.0, -1.9), (5, 2.5, 0.0))
"""(row, km east, km north); nothing at a distance that a rule names."""

TEXTS = {
    "pump": ("on", "Off", "fault ", "odd", None),
    "refStation": ("urn:s0", "urn:s1", "urn:nobody", None),
    "areaServed": ("North", "South", None),
    "state": ("ok", "broken", None),
}
NUMBERS = {"fill": (0.0, 0.25, 0.5, 0.75, 1.0), "height": (0.0, 0.5, 1.0, 2.0), "rain": (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)}


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    row = draw(st.integers(0, ROWS - 1))
    name = draw(st.sampled_from(list(DRAIN) if row < DRAINS else ["rain", "rain", "state", "areaServed"]))
    value = draw(st.sampled_from([*NUMBERS[name], float("nan")] if name in NUMBERS else TEXTS[name]))
    quality = draw(st.sampled_from([Quality.GOOD] * 5 + [Quality.SUSPECT, Quality.BAD]))
    return Reading(draw(st.integers(1, 12)), row, name, value, quality)


def expected(expression: Expression, record: Sequence[Reading]) -> set[tuple[int, str, str]]:
    world = World(["Drain"] * DRAINS + ["Station"] * STATIONS)
    world.places = {row: (0.1 + east * KM, 0.1 + north * KM) for row, east, north in PLACES}
    stands = [False] * DRAINS
    found = set()
    for at, group in groupby(record, key=lambda one: one.at):
        for one in group:
            lost = one.quality >= Quality.STALE or one.value != one.value
            world.values[one.row, one.name] = None if lost else one.value, one.quality == Quality.SUSPECT
        for row in range(DRAINS):
            world.trusting = True
            holds = world.holds(expression.condition, row)
            world.trusting = False
            sure = world.holds(expression.condition, row)
            if holds is True and not stands[row]:
                found.add((at, f"d{row}", "raised"))
                stands[row] = True
            elif sure is False and stands[row]:
                found.add((at, f"d{row}", "cleared"))
                stands[row] = False
    return found


def rig_of(text: str) -> ExpressionRig:
    rig = ExpressionRig(rule(text), drains=DRAINS, stations=STATIONS)
    rig.place(*PLACES)
    rig.tick(0)
    return rig


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(EXPRESSIONS), st.lists(readings(), max_size=40), st.sets(st.integers(1, 12)), st.randoms())
def test_expressions_say_what_a_plain_interpreter_says_however_the_record_is_cut(
    text: str, told: list[Reading], cuts: set[int], random: object
) -> None:
    record = sorted(told, key=lambda one: one.at)
    expression = read_expression(text, "Drain", catalogue(rule(text)).kinds)
    rig, happened = rig_of(text), set()
    beat: list[Reading] = []
    for at, group in groupby(record, key=lambda one: one.at):
        beat += group
        if at in cuts:
            _say_in_any_order(rig, beat, random)
            happened |= set(rig.happened())
            beat = []
    _say_in_any_order(rig, beat, random)
    happened |= set(rig.happened())
    assert happened == expected(expression, record)


def _say_in_any_order(rig: ExpressionRig, beat: list[Reading], random: object) -> None:
    """Arrival is in order for each attribute, and in any order among them."""
    keys = {one: random.random() for one in {(one.row, one.name) for one in beat}}  # type: ignore[attr-defined]
    rig.say(*sorted(beat, key=lambda one: keys[one.row, one.name]))
