"""The table of the trial as a page, with the grounds of what was chosen and what the data cannot show."""

import math

from opscenter.cli.trial import running
from opscenter.cli.trial.scoring import Score

HEAD = """# Alarm rules on real data

Written by `opscenter rules trial --data FOLDER --out FILE`; write it anew after any change of how rules are judged.
The data are not part of opscenter: NAB (MIT), SKAB (GPL-3.0, read where it lies, never copied), Hong Kong's road
detectors (DATA.GOV.HK).

## What was chosen, and why

One set of parameters for all series; none was chosen by looking at the labels.

- **deviation**: beyond {deviation:g} spreads of the usual for the hour of the week (as 1 in 16,000 normal readings is),
  for 15 minutes, deadband 1 spread. Each day is judged by what was measured on the days before it, whatever was wrong
  in them; on less than three days nothing is judged ("judged": the share of tested readings that could be).
- **rate**: a change over {steps} usual steps beyond {rate:g} spreads of such changes (scaled median absolute
  deviation) in the part of the series that is for learning. Without a spread there is no such rule.
- **flat line**: {flat} readings in a row, and no less than 5 minutes, without any movement.

Learning parts, which are not scored: NAB's probationary period (15 % of a series, at most 750 readings); the first
400 seconds of a run of SKAB. A window counts as detected when an alarm began in it; one that began before it and still
stands does not count, and is a false alarm. The delay (median) is from the beginning of the window; NAB's windows
begin well before what is labelled, and some last for weeks. So read "detected" beside "by chance": so many windows
would have been detected by alarms that come as often as the false ones and know nothing.

## What the data cannot show

- Times in NAB and SKAB have no zone. They are taken as the wall clock's; the hour that a clock change doubles or
  leaves out is in the wrong place.
- Several series of NAB are two or three weeks long: most of what is usual rests on like days (Monday to Friday, or the
  weekend), not on the same hour of several weeks.
- None of the labels is said to be a stuck sensor. The flat-line rule has nothing to detect here; what is tried is that
  it keeps quiet.
- A run of SKAB lasts 20 minutes: there is no usual for it, and deviation rules judge nothing there. Minutes of
  observation say nothing of false alarms a day, so that none are given.
- Hong Kong is two days, a Friday with a typhoon and an ordinary Sunday. The deviation rule takes the ordinary day for
  a history, as if three neighbouring hours were three days, and a Friday is not a Sunday even without a storm; the
  ordinary day judged by itself is a floor, not a rate of false alarms. The rate limit is from the changes of that day.
  A day is too short for a flat line of 24 hourly readings.

"""


def page(scores: list[Score], storm: list[Score]) -> str:
    """The whole page, Markdown."""
    head = HEAD.format(
        deviation=running.SPREADS[0], rate=running.RATES[0], flat=running.FLATS[0], steps=running.RATE_STEPS
    )
    return head + "\n".join([*_labelled(scores), *_sensitivity(scores), *_storm(storm), ""])


def _labelled(scores: list[Score]) -> list[str]:
    """The proposed rules, series by series."""
    lines = [
        "## Labelled anomalies, series by series", "",
        "| set | series | rule | windows detected | by chance | false alarms | observed | a day | delay | judged |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for one in scores:
        if not one.proposed:
            continue
        begin = f"| {one.set} | {one.series} | {one.rule} |"
        if one.judged == 0:
            lines.append(f"{begin} nothing judged, of {one.windows} | - | - | - | - | - | 0 % |")
            continue
        lines.append(
            f"{begin} {one.detected} of {one.windows} | {one.by_chance:.1f} | {one.false_alarms} | "
            f"{duration(one.days * 86_400)} | {a_day(one)} | {duration(one.delay_s)} | {100 * one.judged:.0f} % |"
        )
    return [*lines, ""]


def _sensitivity(scores: list[Score]) -> list[str]:
    """All rules, over all series of a set."""
    lines = [
        "## How much the choice matters: all series of a set together", "",
        "| set | rule | windows detected | by chance | false alarms | a day and series |",
        "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for key in dict.fromkeys((one.set, one.rule) for one in scores):
        mine = [one for one in scores if (one.set, one.rule) == key and one.judged > 0]
        if not mine:
            continue
        days, wrong = sum(one.days for one in mine), sum(one.false_alarms for one in mine)
        name = f"**{key[1]}**" if mine[0].proposed else key[1]
        lines.append(
            f"| {key[0]} | {name} | {sum(one.detected for one in mine)} of {sum(one.windows for one in mine)} | "
            f"{sum(one.by_chance for one in mine):.1f} | {wrong} | {f'{wrong / days:.2f}' if days >= 1 else '-'} |"
        )
    return [*lines, ""]


def _storm(scores: list[Score]) -> list[str]:
    lines = [
        "## Hong Kong: the day of a typhoon and an ordinary day", "",
        "| day | rule | detectors | of them with an alarm | alarms |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for one in scores:
        name = f"**{one.rule}**" if one.proposed else one.rule
        lines.append(f"| {one.series} | {name} | {one.windows} | {one.detected} | {one.false_alarms} |")
    return lines


def a_day(score: Score) -> str:
    """False alarms a day; "-" where less than a day was observed."""
    return f"{score.false_a_day:.2f}" if score.days >= 1 else "-"


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    if math.isnan(seconds):
        return "-"
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"
