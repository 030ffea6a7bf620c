"""Patterns of MQTT topics with names in them: `parking/{lot}/bay/+/state`, `meters/{meter}/#`."""

import re
from dataclasses import dataclass

LONGEST = 65_535
_NAME = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


class PatternError(ValueError):
    """What is written is no pattern: a sentence."""


@dataclass(slots=True, frozen=True)
class TopicPattern:
    """`subscription` is what the broker is asked for; `levels` are what a topic is compared with."""

    subscription: str
    levels: tuple[str, ...]
    names: tuple[str | None, ...]

    def match(self, topic: str) -> dict[str, str] | None:
        """The named levels of a topic that fits, else None. As in the standard, a first `+` or `#` takes no `$...`."""
        given = topic.split("/")
        found: dict[str, str] = {}
        for at, level in enumerate(self.levels):
            if level == "#":
                return None if at == 0 and topic.startswith("$") else found
            if at >= len(given) or (level == "+" and at == 0 and topic.startswith("$")):
                return None
            if level != "+" and level != given[at]:
                return None
            name = self.names[at]
            if name is not None:
                found[name] = given[at]
        return found if len(given) == len(self.levels) else None


def topic_pattern(text: str) -> TopicPattern:
    """A pattern as written. `{name}` is a `+` whose level gets a name. `$share/GROUP/` before it shares the work with
    others of the group. Raises PatternError."""
    if not text or len(text.encode()) > LONGEST or "\0" in text:
        raise PatternError("a topic has 1 to 65535 bytes")
    share = re.match(r"\$share/[^/+#]+/", text)
    levels: list[str] = []
    names: list[str | None] = []
    parts = text[share.end() :].split("/") if share else text.split("/")
    for at, part in enumerate(parts):
        named = _NAME.fullmatch(part)
        if named:
            levels.append("+")
            names.append(named[1])
            continue
        if "{" in part or "}" in part:
            raise PatternError(f"{part!r}: a name in braces takes a whole level, as in a/{{name}}/b")
        if ("+" in part and part != "+") or ("#" in part and (part != "#" or at != len(parts) - 1)):
            raise PatternError(f"{part!r}: + takes a whole level, and # stands alone at the end")
        levels.append(part)
        names.append(None)
    return TopicPattern((share[0] if share else "") + "/".join(levels), tuple(levels), tuple(names))
