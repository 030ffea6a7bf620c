"""A picture of a simulation: alarms over time before and after, stacked by priority, as SVG."""

from collections.abc import Sequence
from html import escape

from opscenter.cli.times import iso
from opscenter.domain.rule_comparison import Activation, RuleComparison

WIDTH, ROW, MARGIN = 960, 150, 48
BARS = 120
COLOURS = {1: "#C81E1E", 2: "#B85C00", 3: "#8A6D00", 4: "#2C6E9B"}
"""Of the light theme: the picture has a white ground, for paper."""
LETTERS = {1: "C", 2: "H", 3: "M", 4: "L"}


def counts(activations: Sequence[Activation], since: int, until: int) -> list[dict[int, int]]:
    """How many of each priority fell into each of BARS equal parts of a span."""
    bars: list[dict[int, int]] = [{} for _ in range(BARS)]
    for one in activations:
        if since <= one.at < until:
            bar = bars[min(BARS - 1, (one.at - since) * BARS // (until - since))]
            bar[one.priority] = bar.get(one.priority, 0) + 1
    return bars


def picture_of(found: RuleComparison, before: Sequence[Activation], after: Sequence[Activation]) -> str:
    """The SVG: two rows on one scale, so that they can be compared."""
    rows = [("before", found.before, before), ("after", found.after, after)]
    stacks = [counts(some, found.since, found.until) for _, _, some in rows]
    top = max((sum(bar.values()) for stack in stacks for bar in stack), default=0) or 1
    height = 2 * (ROW + MARGIN) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13" fill="#1B232B"><rect width="{WIDTH}" height="{height}" fill="#FFFFFF"/>',
        f'<text x="{MARGIN}" y="24" font-size="15">{escape(found.sentence())}</text>',
    ]
    for number, ((name, total, _), stack) in enumerate(zip(rows, stacks, strict=True)):
        floor = MARGIN + (number + 1) * (ROW + MARGIN) - MARGIN
        parts.append(f'<text x="{MARGIN}" y="{floor - ROW - 6}">{name}: {total} (most at once {top} a bar)</text>')
        parts.append(f'<path d="M{MARGIN} {floor}H{WIDTH - MARGIN}" stroke="#5A6773"/>')
        step = (WIDTH - 2 * MARGIN) / BARS
        for bar, priorities in enumerate(stack):
            y = float(floor)
            for priority in sorted(priorities, reverse=True):  # the most urgent on top
                high = priorities[priority] / top * (ROW - 24)
                y -= high
                colour = COLOURS.get(priority, COLOURS[4])
                parts.append(
                    f'<rect x="{MARGIN + bar * step:.1f}" y="{y:.1f}" width="{step - 1:.1f}" height="{high:.1f}" '
                    f'fill="{colour}"><title>{LETTERS.get(priority, "L")} {priorities[priority]}</title></rect>'
                )
    parts.append(f'<text x="{MARGIN}" y="{height - 16}" fill="#5A6773">{iso(found.since)}</text>')
    parts.append(
        f'<text x="{WIDTH - MARGIN}" y="{height - 16}" fill="#5A6773" text-anchor="end">{iso(found.until)}</text>'
    )
    for at, priority in enumerate((1, 2, 3, 4)):
        x = WIDTH // 2 - 90 + at * 48
        parts.append(f'<rect x="{x}" y="{height - 27}" width="12" height="12" fill="{COLOURS[priority]}"/>')
        parts.append(f'<text x="{x + 16}" y="{height - 16}">{LETTERS[priority]}</text>')
    return "".join(parts) + "</svg>\n"
