"""What the shape of an engine's memory depends on, as one short text: equal ones take each other's memories exactly."""

import dataclasses
import hashlib

from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Catalogue, Kind
from opscenter.domain.role import Role
from opscenter.domain.rule import Rule
from opscenter.station.engine import Engine
from opscenter.station.lane.remembering import paths_of

FORM = 1
"""To be raised when the meaning of something that is remembered changes."""


def form_of(engine: Engine) -> str:
    """Its rules without their wording, its kinds, its figures, and what it keeps."""
    catalogue = engine.catalogue
    told: list[object] = [FORM, paths_of(engine, "engine")]
    told += [_without_words(rule) for rule in catalogue.rules()]
    described = set(described_types(catalogue))
    told += [_told_of(kind) for kind in catalogue.kinds.values() if kind.type in described]
    told += catalogue.causes
    if engine.figures is not None:
        told += engine.figures.form()
    return hashlib.sha256("\n".join(map(repr, told)).encode()).hexdigest()


def _without_words(rule: Rule) -> Rule:
    return dataclasses.replace(
        rule, text={}, cause={}, consequence={}, action={}, checklist=(), group="", source="", respond_s=0, version="",
        priority=Priority.LOW, role=Role.OPERATOR,
    )  # fmt: skip


def _told_of(kind: Kind) -> tuple[object, ...]:
    units = [(one.name, one.unit, one.shown_factor) for one in kind.attributes.values()]
    return kind.type, kind.stale_after_ms, kind.geometry, kind.moves, kind.notices, units


def described_types(catalogue: Catalogue) -> list[str]:
    """Types that somebody described; a catalogue also holds those that were merely met on the bus."""
    kinds = catalogue.kinds.values()
    return sorted(one.type for one in kinds if one != Kind(type=one.type, system="other", name={"en": one.type}))
