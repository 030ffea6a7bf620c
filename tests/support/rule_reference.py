"""What the rules of the kinds that remember should say, reading by reading, in the plainest way: nothing is forgotten,
and every verdict looks through the whole past. Written from the descriptions, not from the columns."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind, Side

POINTS_OF_A_RATE = 32


@dataclass(frozen=True)
class Sample:
    """A number (or, with `text`, a text) of one cell as it arrives."""

    time: int
    value: float = math.nan
    quality: int = Quality.GOOD
    text: str | None = None

    @property
    def usable(self) -> bool:
        return self.quality < Quality.STALE and (self.text is not None or math.isfinite(self.value))

    @property
    def good(self) -> bool:
        return self.usable and self.quality == Quality.GOOD


@dataclass(frozen=True)
class Flip:
    at: int
    raised: bool
    value: float | str | None = None
    limit: float | None = None


def flips(rule: Rule, arrived: Sequence[Sample], until: int, usual: object = None) -> list[Flip]:
    """When an alarm of a rule over one cell is raised and when it clears, until a time: delays and all."""
    record = on_time(arrived)
    tellings: list[tuple[int, str, float | str | None, float | None]] = []
    for number, sample in enumerate(record):
        told, value, limit = verdict(rule, record[: number + 1], usual)
        if rule.kind is RuleKind.COUNT:
            tellings += [(at, "clear", None, None) for at in falls(rule, record[: number + 1])]
        tellings.append((sample.time, told, value, limit))
    if rule.kind is RuleKind.COUNT and record:
        tellings += [(at, "clear", None, None) for at in falls(rule, [*record, Sample(until)])]
    return delayed(rule, tellings, until)


def on_time(arrived: Sequence[Sample]) -> list[Sample]:
    kept: list[Sample] = []
    for sample in arrived:
        if not kept or sample.time >= kept[-1].time:
            kept.append(sample)
    return kept


def delayed(
    rule: Rule, tellings: Sequence[tuple[int, str, float | str | None, float | None]], until: int
) -> list[Flip]:
    """On- and off-delay over verdicts "true", "clear", "neither", "lost" in order of time."""
    found: list[Flip] = []
    raised, begun = False, None  # begun: when the condition began to be other than `raised`
    shown: tuple[float | str | None, float | None] = (None, None)

    def pass_time(now: int) -> None:
        nonlocal raised, begun
        delay = rule.off_delay_ms if raised else rule.on_delay_ms
        if begun is not None and begun + delay <= now:
            found.append(Flip(begun + delay, False) if raised else Flip(begun + delay, True, *shown))
            raised, begun = not raised, None

    for at, told, value, limit in tellings:
        pass_time(at)
        if told == "true" and not raised:
            shown = (value, limit)
            begun = at if begun is None else begun
        elif told == "clear" and raised:
            begun = at if begun is None else begun
        elif told == "clear" or (raised and told in ("true", "lost")):
            begun = None
        pass_time(at)
    pass_time(until)
    return found


def verdict(rule: Rule, past: Sequence[Sample], usual: object) -> tuple[str, float | str | None, float | None]:
    """What the newest reading of a past says, with the value and limit to show."""
    now = past[-1]
    if not now.usable:
        return "lost", None, None
    if rule.kind is RuleKind.RATE:
        rate, sure = rate_of(rule, past)
        if rate is None:
            return "neither", None, None
        return compared(rate, rule, sure), rate, rule.value
    if rule.kind is RuleKind.DEVIATION:
        median, spread = usual(now.time) if callable(usual) else (math.nan, math.nan)
        away = (now.value - median) / spread if spread > 0 else math.nan
        if math.isnan(away):
            return "neither", None, None
        low = rule.side is Side.LOW or (rule.side is Side.BOTH and away < 0)
        distance = abs(away) if rule.side is Side.BOTH else -away if rule.side is Side.LOW else away
        told = "true" if distance > rule.value else "clear" if distance <= rule.value - rule.deadband else "neither"
        bound = median - rule.value * spread if low else median + rule.value * spread
        return told if told != "clear" or now.good else "neither", now.value, bound
    if rule.kind is RuleKind.FLAT:
        return flat(rule, past), now.value, rule.value
    assert rule.kind is RuleKind.COUNT
    if count(rule, past, now.time) >= rule.times:
        return "true", float(rule.times), float(rule.times)
    return "clear" if now.good else "neither", None, None


def compared(number: float, rule: Rule, sure: bool) -> str:
    if rule.side is Side.BOTH:
        number, limit = abs(number), rule.value
    elif rule.side is Side.LOW:
        number, limit = -number, -rule.value
    else:
        limit = rule.value
    if number > limit:
        return "true"
    return "clear" if number <= limit - rule.deadband and sure else "neither"


def rate_of(rule: Rule, past: Sequence[Sample]) -> tuple[float | None, bool]:
    kept: list[Sample] = []
    apart = math.ceil(rule.span_ms / (POINTS_OF_A_RATE - 2))
    for sample in past:
        if not sample.usable:
            continue
        if not kept or sample.time - kept[-1].time >= apart:
            kept.append(sample)
        elif sample.time == kept[-1].time:
            kept[-1] = sample
    now = past[-1]
    ago = now.time - rule.span_ms
    before = [sample for sample in kept if sample.time <= ago]
    after = [sample for sample in kept if sample.time > ago]
    if not before or not after:
        return None, False
    one, two = before[-1], after[0]
    if two.time - one.time > rule.span_ms:
        return None, False
    then = one.value + (two.value - one.value) * ((ago - one.time) / (two.time - one.time))
    sure = now.good and one.good and (two.good or one.time == ago)
    return (now.value - then) * 1000.0 / rule.span_ms, sure


def flat(rule: Rule, past: Sequence[Sample]) -> str:
    if not past[-1].good:
        return "neither"
    run: list[Sample] = []
    moved = False
    for sample in past:
        if not sample.good:
            continue
        values = [each.value for each in [*run, sample]]
        room = rule.value + 1e-12 * max(abs(value) for value in values)
        if run and max(values) - min(values) > room:
            run, moved = [], True
        elif run and sample.time - run[-1].time > rule.span_ms // 2:
            run, moved = [], False
        run.append(sample)
    if run[-1].time - run[0].time >= rule.span_ms:
        return "true"
    return "clear" if moved else "neither"


def crossings(rule: Rule, past: Sequence[Sample]) -> list[int]:
    found = []
    beyond: bool | None = None
    for sample in past:
        if not sample.usable:
            continue
        if sample.text is not None:
            holds, over = sample.text.strip().lower() in rule.states, False
        else:
            sign = -1.0 if rule.side is Side.LOW else 1.0
            holds, over = sign * sample.value > sign * rule.value, True
        if holds:
            if beyond is False:
                found.append(sample.time)
            beyond = True
        elif sample.good and (not over or sign * sample.value <= sign * rule.value - rule.deadband):
            beyond = False
    return found


def count(rule: Rule, past: Sequence[Sample], now: int) -> int:
    return sum(now - rule.span_ms < at <= now for at in crossings(rule, past))


def falls(rule: Rule, past: Sequence[Sample]) -> list[int]:
    """When the count fell below between the last two readings of a past, the first of which is good."""
    before, now = past[:-1], past[-1]
    if not before or not before[-1].good:
        return []
    found = crossings(rule, before)[-rule.times :]
    if len(found) < rule.times:
        return []
    at = found[0] + rule.span_ms
    return [at] if before[-1].time < at <= now.time and count(rule, before, before[-1].time) >= rule.times else []
