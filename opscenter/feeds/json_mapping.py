"""How a JSON document of somebody else becomes entities: what the tables of a feed say, once they are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from opscenter.feeds.mapping import slug

HOLE = re.compile(r"\{([^{}]+?)(\|slug)?\}")


class PathError(ValueError):
    """What is written is no JMESPath: a sentence."""


@dataclass(slots=True, frozen=True)
class View:
    """What paths look at: one record, the document it is in, and names from around it (topic, key)."""

    record: Any
    document: Any
    names: Mapping[str, str]


class JsonPath:
    """A JMESPath into the record; with "/" before it, into the whole document. Raises PathError when it is none."""

    __slots__ = ("_parsed", "_whole", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._whole = text.startswith("/")
        try:
            self._parsed: ParsedResult = jmespath.compile(text.removeprefix("/") or "@")
        except JMESPathError as error:
            first = str(error).strip().splitlines()[0]
            raise PathError(f"{text!r} is not a JMESPath: {first}") from None

    def value(self, view: View) -> Any:
        """What is there, None for nothing. Never raises for a document of another shape."""
        try:
            return self._parsed.search(view.document if self._whole else view.record)
        except (JMESPathError, TypeError, ValueError, RecursionError):
            return None


class Template:
    """A text with `{name}` of the surroundings or `{JMESPath}` in it, `{...|slug}` made fit for an id."""

    __slots__ = ("_parts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[str | tuple[str, JsonPath, bool]] = []
        end = 0
        for hole in HOLE.finditer(text):
            self._parts += [text[end : hole.start()], (hole[1], JsonPath(hole[1]), bool(hole[2]))]
            end = hole.end()
        self._parts.append(text[end:])

    def holes(self) -> list[str]:
        """What stands in its braces."""
        return [part[0] for part in self._parts if not isinstance(part, str)]

    def filled(self, view: View) -> str:
        """The text. KeyError with what stands in the braces where that is not there."""
        made = []
        for part in self._parts:
            if isinstance(part, str):
                made.append(part)
                continue
            name, path, slugged = part
            value = view.names.get(name)
            if value is None:
                value = path.value(view)
            if not isinstance(value, str | int | float) or isinstance(value, bool):
                raise KeyError(name)
            text = f"{value:g}" if isinstance(value, float) and value == int(value) else str(value)
            made.append(slug(text) if slugged else text.strip())
        return "".join(made)


@dataclass(slots=True, frozen=True)
class JsonAttribute:
    """One attribute: where its value is, and what to make of it: a text of `states`, or number * factor + offset."""

    name: Template
    path: JsonPath
    unit: str = ""
    unit_path: JsonPath | None = None
    factor: float = 1.0
    offset: float = 0.0
    number: bool = False
    low: float | None = None
    high: float | None = None
    states: Mapping[str, str] | None = None


@dataclass(slots=True, frozen=True)
class JsonMapping:
    """One mapping: which records, what they are, when and where they were measured, what they say."""

    id: Template
    type: str
    domain: str
    attributes: tuple[JsonAttribute, ...]
    records: JsonPath | None = None
    keyed: bool = False
    time: JsonPath | None = None
    time_format: str = ""
    name: Template | None = None
    latitude: JsonPath | None = None
    longitude: JsonPath | None = None
