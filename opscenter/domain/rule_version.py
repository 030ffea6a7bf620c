"""The version of a rule: a short digest of everything it says."""

import dataclasses
import hashlib
import json
from typing import Any

from opscenter.domain.rule import Rule

LENGTH = 12
"""Hexadecimal digits: 48 bits, so that two of a million wordings are the same with a chance of 1 in 500."""


def version_of(rule: Rule, quiet_ms: int = 0) -> str:
    """The same for the same rule on any machine and in any file; another for another text, limit or delay.

    What is as it is by default is left out, so that a field which rules learn later changes no version. `quiet_ms`:
    how long its kind may be silent, for a STALE rule, which says so in its kind.
    """
    said: dict[str, Any] = {"quiet_ms": quiet_ms} if quiet_ms else {}
    for field in dataclasses.fields(Rule):
        value = getattr(rule, field.name)
        default = field.default_factory() if callable(field.default_factory) else field.default
        if field.name != "version" and value != default:
            said[field.name] = value
    text = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def versioned(rule: Rule, quiet_ms: int = 0) -> Rule:
    """The rule with its version."""
    return dataclasses.replace(rule, version=version_of(rule, quiet_ms))
