"""Limits of one attribute against each other: low-low under low under high under high-high."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.domain.rule_checks import ReadRule
from opscenter.domain.toml_table import Mistake


def limits_in_disorder(rules: Iterable[ReadRule]) -> list[Mistake]:
    """A warning for each LIMIT rule that the rules beside it make pointless: nothing is refused for it."""
    by_attribute: dict[tuple[str, str, tuple[str, ...]], list[ReadRule]] = {}
    for read in rules:
        if read.rule.kind is RuleKind.LIMIT:
            key = (read.rule.entity_type, read.rule.attribute, read.rule.within)
            by_attribute.setdefault(key, []).append(read)
    return [
        Mistake(read.table.file, read.table.lines.line((*read.table.path, "value")), sentence)
        for beside in by_attribute.values()
        for read, sentence in _disorder(beside)
    ]


def _disorder(beside: list[ReadRule]) -> Iterator[tuple[ReadRule, str]]:
    lows = [read for read in beside if read.rule.side is Side.LOW]
    highs = [read for read in beside if read.rule.side is Side.HIGH]
    if lows and highs:
        top = max(lows, key=lambda read: read.rule.value)
        bottom = min(highs, key=lambda read: read.rule.value)
        if top.rule.value >= bottom.rule.value:
            yield top, f"{_told(top.rule)} is not under {_told(bottom.rule)}: one of them always stands"
    for sign, side in ((1, highs), (-1, lows)):
        ordered = sorted(side, key=lambda read: (sign * read.rule.value, -read.rule.priority))
        for less, more in pairwise(ordered):
            if more.rule.priority > less.rule.priority:
                yield (
                    more,
                    f"{_told(more.rule)} lies beyond {_told(less.rule)}, which is more urgent: it warns of nothing",
                )


def _told(rule: Rule) -> str:
    return f'the {rule.side.value} limit {rule.value:g} of "{rule.id}" ({rule.priority.name.lower()})'
