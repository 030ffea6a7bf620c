"""Widgets of one test are gone before the next begins, and are destroyed in this thread (see console.collector)."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _collect_in_this_thread() -> Iterator[None]:
    gc.disable()
    yield
    gc.collect()
    gc.enable()
