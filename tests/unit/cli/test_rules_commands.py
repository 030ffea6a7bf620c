"""`opscenter rules check` and `explain`: sentences, JSON, exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opscenter.cli.main import cli

RULE = """
[[rule]]
id = "flooding.level.rise"
kind = "limit"
attribute = "riseRate"
side = "high"
value = 50
unit = "cm/h"
priority = "low"
respond_s = 600
text = { en = "{name}: rising" }
cause = { en = "Rain" }
consequence = { en = "Water" }
action = { en = "Look" }
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["rules", *map(str, arguments)])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    path = tmp_path / "site.toml"
    path.write_text(RULE, encoding="utf-8")
    return path


def test_right_rules_are_told_with_what_they_change(site: Path) -> None:
    done = run("check", site)
    assert done.exit_code == 0, done.output
    assert "~ flooding.level.rise (" in done.output
    assert "rules are right: 0 added, 1 changed, 0 taken out." in done.output
    found = json.loads(run("check", site, "--json").output)
    assert found["ok"] and list(found["changed"]) == ["flooding.level.rise"] and not found["added"]


def test_the_catalogue_alone_is_right() -> None:
    done = run("check", "--json")
    assert done.exit_code == 0
    assert json.loads(done.output)["warnings"] == []


def test_every_mistake_of_every_file_is_told_and_the_status_says_so(site: Path, tmp_path: Path) -> None:
    site.write_text(RULE.replace("riseRate", "riseRat").replace('"cm/h"', '"kg"'), encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(
        RULE.replace('level.rise"', 'x"\ntype = "WaterObserved"').replace('"low"', '"lwo"'), encoding="utf-8"
    )
    done = run("check", site, other, tmp_path / "none.toml")
    assert done.exit_code == 1
    for told in (
        f'{site}:5: "attribute" names "riseRat"',
        f'{other}:10: "priority" cannot be "lwo"',
        "none.toml:1: cannot",
    ):
        assert told in done.output
    found = run("check", site, "--json")
    assert found.exit_code == 1
    (mistake,) = json.loads(found.output)["mistakes"]
    assert (mistake["file"], mistake["line"]) == (str(site), 5)


def test_a_unit_that_does_not_fit_is_told(site: Path) -> None:
    site.write_text(RULE.replace('"cm/h"', '"kg"'), encoding="utf-8")
    done = run("check", site)
    assert done.exit_code == 1 and f'{site}:8: "kg" does not fit: riseRate is in m/h' in done.output


def test_a_rule_is_explained_by_its_id_and_a_file_by_its_rules(site: Path) -> None:
    assert "Raises when: Rise rate is above 2.5 m/h" in run("explain", "flooding.level.rise").output
    assert "Raises when: Rise rate is above 0.5 m/h" in run("explain", site).output
    assert "Raises when: Rise rate is above 0.5 m/h" in run("explain", "--rules", site, "flooding.level.rise").output
    assert "觸發條件" in run("explain", site, "--language", "zh_Hant").output
    told = json.loads(run("explain", site, "--json").output)
    assert told["value"] == 0.5 and told["entities"] is None and ["Cause", "Rain"] in told["words"]


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    done = run("explain", "flooding.level.rize")
    assert done.exit_code == 1 and 'did you mean "flooding.level.rise"?' in done.output


def rule(id_: str, *more: str, **changes: str) -> str:
    """A rule of a site, as text; `changes` replace lines of it."""
    lines = RULE.replace("flooding.level.rise", id_).replace("[[rule]]", '[[rule]]\ntype = "WaterObserved"')
    for key, value in changes.items():
        lines = "\n".join(f"{key} = {value}" if line.startswith(f"{key} =") else line for line in lines.splitlines())
    return "\n".join([lines, *more, ""])


DEEP = '"' + "(" * 200 + "level > 1" + ")" * 200 + '"'


def test_each_sort_of_rule_that_cannot_be_is_refused_with_its_line(site: Path, tmp_path: Path) -> None:
    texts = [
        rule("a", attribute='"levle"'),
        rule("b", unit='"kg"'),
        rule("c", 'suppresses = ["d"]') + rule("d", 'suppresses = ["c"]'),
        rule("e").replace('kind = "limit"', f'kind = "expression"\nexpression = {DEEP}'),
        rule("f") + rule("f"),
    ]
    wanted = ["levle", "kg", "suppress", "deep", "twice"]
    for text, word in zip(texts, wanted, strict=True):
        site.write_text(text, encoding="utf-8")
        done = run("check", site)
        assert done.exit_code == 1, (word, done.output)
        told = [line for line in done.stderr.splitlines() if word in line]
        assert told and f"{site}:" in told[0], (word, done.stderr)
        assert "Traceback" not in done.stderr
