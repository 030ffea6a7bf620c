"""What all tests share: patience, and what would be made anew for thousands of them without proving anything."""

import gc
from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import parse_catalogue
from opscenter.settings import catalogue as catalogue_files
from tests.support import examples

PATIENCE_MS = 60_000
"""How long is waited for what comes in the end: a machine that has much else to do proves nothing."""

_parsed: dict[object, Catalogue] = {}


def _parse_once(
    files: Mapping[str, str],
    rule_files: Mapping[str, str] | None = None,
    replaced: Collection[str] = (),
    forgiven: Collection[str] = (),
) -> Catalogue:
    """The same texts are the same catalogue; each who asks has one of his own to change."""
    key = tuple(sorted(files.items())), tuple((rule_files or {}).items()), frozenset(replaced), frozenset(forgiven)
    if key not in _parsed:
        _parsed[key] = parse_catalogue(files, rule_files, replaced, forgiven)
    made = _parsed[key]
    return replace(made, systems=dict(made.systems), kinds=dict(made.kinds), warnings=list(made.warnings))


catalogue_files.parse_catalogue = _parse_once

for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
    assert _wait.__kwdefaults__["timeout"]
    _wait.__kwdefaults__["timeout"] = PATIENCE_MS


settings.load_profile(examples.GATE)  # `--hypothesis-profile` comes later


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--times", type=int, default=1, help="so many times as many examples of each property test")


def pytest_configure() -> None:
    if settings.default.derandomize:
        examples.take_none_from_the_code()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not settings.default.derandomize:
        examples.multiply(items, config.getoption("--times"))


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end: the collector need not look at half a million objects again and again."""
    gc.collect()
    gc.freeze()
