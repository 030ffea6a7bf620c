"""The table of cause and effect: read, checked as a whole, in force."""

import pytest

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.cause import Cause
from opscenter.settings.catalogue import load_catalogue
from tests.support.rule_texts import in_gauge, rule_text

BASE = in_gauge(rule_text(), rule_text("state", "gauge.fault"), rule_text("flat", "gauge.flat"))


def row(
    rule: str = '"gauge.fault"', effects: str = '["gauge.high"]', more: str = "within_m = 500\nwithin_s = 60"
) -> str:
    return f"[[cause]]\nrule = {rule}\neffects = {effects}\n{more}\n"


def with_causes(*rows: str, files: dict[str, str] | None = None) -> Catalogue:
    return parse_catalogue({"a.toml": BASE, "b.toml": "".join(rows)}, files)


def mistakes(*rows: str) -> list[str]:
    with pytest.raises(CatalogueErrors) as raised:
        with_causes(*rows)
    return [mistake.message for mistake in raised.value.mistakes]


def test_a_row_is_read_with_what_it_leaves_out() -> None:
    assert with_causes(row()).causes == (Cause("gauge.fault", ("gauge.high",), 500.0, 60_000, 120_000),)


def test_one_row_may_speak_for_several_rules() -> None:
    found = with_causes(row('["gauge.fault", "gauge.flat"]')).causes
    assert [(cause.rule, cause.effects) for cause in found] == [
        ("gauge.fault", ("gauge.high",)),
        ("gauge.flat", ("gauge.high",)),
    ]


def test_who_refers_to_another_or_is_the_same_needs_no_distance() -> None:
    alone = with_causes(row(more='within_s = 60\nsame = "id"')).causes[0]
    assert (alone.same, alone.within_m) == ("id", 0.0)
    referring = with_causes(row(more='within_s = 60\nrefers = "level"')).causes[0]
    assert (referring.refers, referring.within_m) == ("level", 0.0)
    assert mistakes(row(more="within_s = 60")) == ['"within_m" is missing']


def test_a_rule_file_adds_rows_and_takes_rules_out_of_them() -> None:
    site = row('"gauge.flat"') + '[[rule]]\nid = "gauge.fault"\ndisabled = true\n'
    found = with_causes(row(), row('"gauge.flat"', '["gauge.fault", "gauge.high"]'), files={"site.toml": site}).causes
    assert [(cause.rule, cause.effects) for cause in found] == [
        ("gauge.flat", ("gauge.high",)),
        ("gauge.flat", ("gauge.high",)),
    ]


def test_what_is_not_there_is_told_with_the_nearest_name() -> None:
    told = mistakes(row('"gauge.falt"', '["gauge.hihg"]', 'within_s = 60\nsame = "levle"\nwithin_m = 5'))
    assert any('"gauge.falt"; did you mean' in one for one in told)
    assert any('"gauge.hihg"; did you mean "gauge.high"?' in one for one in told)
    assert any('no kind has an attribute "levle"' in one for one in told)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("within_m = 0\nwithin_s = 60", "within_m"),
        ("within_m = 900000\nwithin_s = 60", "within_m"),
        ("within_m = 5", '"within_s" is missing'),
        ("within_m = 5\nwithin_s = 1e9", "within_s"),
        ("within_m = 5\nwithin_s = 5\nbefore_s = -1", "before_s"),
        ("within_m = 5\nwithin_s = 5\nnear = 3", 'there is no "near" here'),
    ],
)
def test_numbers_that_cannot_be_are_told(more: str, sentence: str) -> None:
    assert any(sentence in one for one in mistakes(row(more=more)))


def test_a_rule_may_name_itself_but_no_loop_of_several() -> None:
    assert with_causes(row('"gauge.high"')).causes[0].effects == ("gauge.high",)
    told = mistakes(row(), row('"gauge.high"', '["gauge.flat"]'), row('"gauge.flat"', '["gauge.fault"]'))
    assert told == [
        "a loop of causes, in which nothing would be the first: "
        '"gauge.fault" causes "gauge.high" causes "gauge.flat" causes "gauge.fault"'
    ]


def test_the_shipped_table_says_where_each_row_comes_from() -> None:
    causes = load_catalogue().causes
    assert len(causes) > 50
    assert all(cause.source for cause in causes)
    linked = {cause.rule for cause in causes} | {rule for cause in causes for rule in cause.effects}
    assert {"weather.rain.amber", "electricity.feeder.tripped", "water.zone.flow", "traffic.accident"} <= linked
