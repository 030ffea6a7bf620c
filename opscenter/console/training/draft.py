"""An injection that a trainer makes up on the spot: what each kind needs, what is still wrong, and what is sent.

No Qt but the words. The keys are those of an `[[injection]]` table of an exercise file (resources/exercises/README.md).
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.domain.catalogue import Attribute

KINDS = ("alarm", "lie", "freeze", "drop", "delay", "public")
LONGEST_TEXT = 2_000

NEEDS: dict[str, tuple[str, ...]] = {
    "alarm": ("entity", "attribute", "value", "lasts"),
    "lie": ("entity", "attribute", "value", "scale", "offset", "noise", "lasts"),
    "freeze": ("entity", "attribute", "lasts"),
    "drop": ("entity", "attribute", "lasts"),
    "delay": ("entity", "topic", "delay", "lasts"),
    "public": ("text", "entity", "service"),
}
"""Fields that are asked for, by kind, in their order."""

_OPTIONAL_ATTRIBUTE = ("drop",)


@dataclass(slots=True)
class Draft:
    """What was filled in, as texts of fields; times in seconds. `described`: the attribute as the catalogue knows it
    (people see its values times `shown_factor`). `place`: longitude, latitude of the entity, for a public message."""

    kind: str = "alarm"
    title: str = ""
    entity: str = ""
    attribute: str = ""
    value: str = ""
    scale: str = ""
    offset: str = ""
    noise: str = ""
    lasts: str = ""
    delay: str = ""
    topic: str = ""
    text: str = ""
    service: str = ""
    place: tuple[float, float] | None = None
    described: Attribute | None = None

    def wrong(self) -> str:
        """What is missing or cannot be, as a sentence; "" when it can be sent."""
        translate = QCoreApplication.translate
        if self.kind == "public":
            return "" if self.text.strip() else translate("Training", "Write what the public says.")
        if self.kind == "delay":
            if not self.entity and not self.topic.strip():
                return translate("Training", "Choose an entity, or write how the topics begin that come later.")
            if _number(self.delay) is None or (_number(self.delay) or 0.0) < 0.5:
                return translate("Training", "Write by how many seconds it comes later, 0.5 at least.")
        elif not self.entity:
            return translate("Training", "Choose an entity.")
        elif not self.attribute and self.kind not in _OPTIONAL_ATTRIBUTE:
            return translate("Training", "Choose what it measures.")
        return self._wrong_numbers()

    def _wrong_numbers(self) -> str:
        translate = QCoreApplication.translate
        if self.kind == "alarm" and not self.value.strip():
            return translate("Training", "Write the value that raises the alarm.")
        if self.kind == "lie" and not any(one.strip() for one in (self.value, self.scale, self.offset, self.noise)):
            return translate("Training", "Write the value it tells, or how it differs from what is measured.")
        if self.kind == "lie" and self.value.strip() and (self.scale.strip() or self.offset.strip()):
            return translate("Training", "Write either a value, or a factor and an offset: not both.")
        for name in NEEDS[self.kind]:
            written = str(getattr(self, name)) if name in ("scale", "offset", "noise", "lasts", "delay") else ""
            if written.strip() and _number(written) is None:
                return translate("Training", "“{text}” is not a number.").format(text=written[:40])
        if (_number(self.lasts) or 0.0) < 0 or (_number(self.noise) or 0.0) < 0:
            return translate("Training", "Neither a duration nor a noise is less than nothing.")
        return ""

    def injection(self, name: str, language: str) -> dict[str, Any]:
        """What is sent, under the id `name`; ask `wrong` first."""
        made: dict[str, Any] = {"id": name, "kind": self.kind}
        if self.title.strip():
            made["title"] = _in(self.title, language)
        asked = NEEDS[self.kind]
        if self.kind == "public":
            made["text"] = _in(self.text, language)
            if self.entity and self.place is not None:
                made["place"] = list(self.place)
                made["service"] = self.service.strip() or "other"
            return made
        if self.entity:
            made["entity"] = self.entity
        elif "topic" in asked:
            made["topic"] = self.topic.strip()
        if self.attribute and "attribute" in asked:
            made["attribute"] = self.attribute
        if "value" in asked and self.value.strip():
            made["value"] = self._published(self.value)
        for key in ("scale", "offset", "noise"):
            if key in asked and (number := _number(str(getattr(self, key)))) is not None:
                made[key] = number / self._factor if key in ("offset", "noise") else number
        if number := _number(self.lasts):
            made["lasts_s"] = number
        if "delay" in asked:
            made["delay_s"] = _number(self.delay) or 0.0
        return made

    @property
    def _factor(self) -> float:
        return self.described.shown_factor if self.described is not None and self.described.shown_factor else 1.0

    def _published(self, written: str) -> float | str:
        """A value as it is published: people write what they see, in the unit they see."""
        number = _number(written)
        return written.strip()[:LONGEST_TEXT] if number is None else number / self._factor


def _number(text: str) -> float | None:
    try:
        number = float(text.strip().replace("\u2212", "-").replace("\u202f", ""))
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def _in(text: str, language: str) -> dict[str, str]:
    """A text in the language it was written in; English is what every desk falls back on."""
    plain = text.strip()[:LONGEST_TEXT]
    return {"en": plain} if language == "en" else {"en": plain, language: plain}
