"""What has passed passes again: nothing here may hang on luck, or on a machine that is quick enough."""

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from tests.conftest import PATIENCE_MS
from tests.support import examples

TESTS = Path(__file__).parents[1]
WAITS = {"waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed"}
TAKEN = """
import sys
from hypothesis import given, settings, strategies as st
from tests.support import examples
settings.load_profile(examples.GATE)
examples.take_none_from_the_code()
for name in sys.argv[1:]:
    __import__(name)
@given(st.floats(), st.integers(), st.text(), st.binary(), st.sampled_from(sorted({"one", "two", "three"})))
def test(number, whole, text, raw, word):
    print(repr((number, whole, text, raw, word)))
test()
"""


@cache
def _calls() -> list[tuple[str, ast.Call, str]]:
    """Where in the tests what is called, by its last name."""
    calls = []
    for path in sorted(TESTS.rglob("*.py")):
        if "benchmarks" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                calls.append((f"{path.relative_to(TESTS).as_posix()}:{node.lineno}", node, called))
    return calls


def test_the_gate_takes_the_same_examples_each_time() -> None:
    """Whatever is loaded beside a test, and however its sets are ordered."""

    def taken(hashes: str, *modules: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", TAKEN, *modules],
            cwd=TESTS.parent,
            env=os.environ | {"PYTHONHASHSEED": hashes, "PYTHONIOENCODING": "utf-8:backslashreplace"},
            capture_output=True,
            timeout=120,
            check=True,
        )
        return done.stdout.decode("utf-8")

    once = taken("1")
    assert len(set(once.splitlines())) > 50
    assert taken("2", "opscenter.domain.alarm_engine", "opscenter.wire.decoder") == once


@pytest.mark.skipif(not settings.default.derandomize, reason="a hunt takes new examples")
def test_no_property_test_has_a_way_of_its_own() -> None:
    assert settings.get_current_profile_name() == examples.GATE and settings.default.deadline is None
    own = [
        f"{where} says {word.arg}"
        for where, call, called in _calls()
        if called == "settings"
        for word in call.keywords
        if word.arg in ("derandomize", "database") and "support/examples.py" not in where
    ]
    assert not own, own
    timed = [
        where
        for where, call, called in _calls()
        if called == "settings"
        for word in call.keywords
        if word.arg == "deadline" and not (isinstance(word.value, ast.Constant) and word.value.value is None)
    ]
    assert not timed, f"no example is timed: {timed}"


def test_no_wait_gives_up_early() -> None:
    """A wait that succeeds costs nothing, one that gives up on a busy machine costs everybody a build."""
    early = [
        f"{where} waits for {word.value.value} ms"
        for where, call, called in _calls()
        if called in WAITS
        for word in call.keywords
        if word.arg == "timeout" and isinstance(word.value, ast.Constant) and word.value.value < PATIENCE_MS
    ]
    assert not early, f"without `timeout` it is {PATIENCE_MS} ms: {early}"
