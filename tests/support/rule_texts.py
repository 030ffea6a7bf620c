"""Catalogue files and rules as text, for tests that make them wrong in one place."""

NAME = '{ en = "A", zh_Hant = "甲", zh_Hans = "甲" }'
CATALOGUE = f"""
[system]
id = "flooding"
order = 2
name = {NAME}
icon = "flood"

[[kind]]
type = "Gauge"
name = {NAME}
stale_after_s = 60

[[kind.attribute]]
name = "level"
label = {NAME}
unit = "MTR"
unit_label = "m"
decimals = 2

[[kind.attribute]]
name = "speed"
label = {NAME}
unit = "KMH"

[[kind.attribute]]
name = "pump"
label = {NAME}
[kind.attribute.states]
fault = {NAME}
on = {NAME}

[[kind]]
type = "Lamp"
name = {NAME}

[[kind.attribute]]
name = "power"
label = {NAME}
unit = "WTT"
"""

OWN = {
    "limit": 'attribute = "level"\nside = "high"\nvalue = 2.5\ndeadband = 0.25',
    "rate": 'attribute = "level"\nside = "both"\nvalue = 0.01\nspan_s = 600',
    "deviation": 'attribute = "level"\nside = "both"\nvalue = 4.0\ndeadband = 1.0',
    "state": 'attribute = "pump"\nstates = ["fault"]',
    "stale": "",
    "flat": 'attribute = "level"\nspan_s = 3600',
    "count": 'attribute = "pump"\nstates = ["on"]\ntimes = 6\nspan_s = 3600',
    "expression": 'expression = "level > 2 m and level < 3 m"',
}
"""What a rule of each kind has of its own."""


def rule_text(kind: str = "limit", rule_id: str = "gauge.high", header: str = "kind.rule", more: str = "") -> str:
    """A right rule of a kind; `more` is lines of its own, before the texts."""
    of_type = '\ntype = "Gauge"' if header == "rule" else ""
    return f"""
[[{header}]]
id = "{rule_id}"{of_type}
kind = "{kind}"
{OWN[kind]}
{more}
priority = "high"
respond_s = 300
text = {{ en = "{{name}}: {{value}}" }}
cause = {NAME}
consequence = {NAME}
action = {NAME}
"""


def in_gauge(*rules: str) -> str:
    """The catalogue with rules in the kind Gauge."""
    gauge, lamp = CATALOGUE.split('[[kind]]\ntype = "Lamp"')
    return gauge + "".join(rules) + '[[kind]]\ntype = "Lamp"' + lamp


def line_of(text: str, part: str) -> int:
    """The line of `part`, from 1."""
    return text[: text.index(part)].count("\n") + 1
