"""rules trial: the rule engine over real data sets, as a table."""

import dataclasses
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.output import emit_json, fail

if TYPE_CHECKING:
    from opscenter.cli.trial.scoring import Score


@click.command("trial")
@click.option(
    "--data", "folder", type=click.Path(file_okay=False, path_type=Path), envvar="OPSCENTER_DATA", required=True,
    help="Folder of the data sets (default: the environment variable OPSCENTER_DATA).",
)  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the page (Markdown) to a file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
def trial(folder: Path, out: Path | None, as_json: bool) -> None:
    """Try deviation, rate and flat-line rules on real series with labelled anomalies (NAB, SKAB) and on Hong Kong's
    traffic on the day of a typhoon: what is detected, how late, and how many false alarms a day."""
    from opscenter.cli.trial.page import page
    from opscenter.cli.trial.sets import DataMistake

    try:
        scores, storm = tried(folder)
    except DataMistake as error:
        fail(error)
    text = page(scores, storm)
    if out is not None:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            fail(f"{out} cannot be written: {error.strerror or error}.")
    if as_json:
        emit_json({"scores": [_plain(one) for one in scores], "storm": [_plain(one) for one in storm]})
    elif out is None:
        click.echo(text)


def tried(folder: Path) -> "tuple[list[Score], list[Score]]":
    """Scores over the labelled series, and over the days of Hong Kong (`windows`: detectors, `detected`: of them with
    an alarm, `false_alarms`: alarms). Raises DataMistake."""
    from opscenter.cli.trial.running import Outcome, run
    from opscenter.cli.trial.scoring import Score, score
    from opscenter.cli.trial.sets import ORDINARY, TYPHOON, nab, skab
    from opscenter.cli.trial.storm import storm

    scores = [score([outcome]) for series in nab(folder) for outcome in run(series)]
    rig: dict[tuple[str, str], list[Outcome]] = {}
    for series in skab(folder):
        for outcome in run(series):
            rig.setdefault((series.name.split(" ", 1)[1], outcome.rule), []).append(outcome)
    for (signal, _), outcomes in rig.items():
        scores.append(score(outcomes, f"{signal} ({len(outcomes)} runs)"))
    days = []
    named = {TYPHOON: "1 September 2023 (typhoon Saola)", ORDINARY: "3 September 2023 (ordinary)"}
    for day, outcomes in storm(folder).items():
        for rule in dict.fromkeys(outcome.rule for outcome in outcomes):
            mine = [outcome for outcome in outcomes if outcome.rule == rule]
            days.append(
                Score(
                    "Hong Kong", named[day], rule, mine[0].proposed, len(mine),
                    sum(bool(outcome.raised) for outcome in mine), sum(len(outcome.raised) for outcome in mine), 1.0,
                    math.nan, 1.0,
                )
            )  # fmt: skip
    return scores, days


def _plain(score: "Score") -> dict[str, Any]:
    """For scripts: what is not known is null."""
    fields = {**dataclasses.asdict(score), "false_a_day": score.false_a_day}
    return {name: None if isinstance(value, float) and math.isnan(value) else value for name, value in fields.items()}
