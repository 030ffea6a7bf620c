"""The examples of property tests: the same ones at every run of the gate, others at every hunt.

What lands must pass, and what has passed must pass again: an unlucky example of a test that has nothing to do with a
change says nothing about this change, and it is gone when somebody looks. So the gate takes its examples from the text
of each test (`derandomize`). It sees no less for that: a run of it has always been one handful out of a large number.
The large number belongs to the hunt (`make hunt`), which has time for twenty times as many, new ones each time; what
it finds becomes an `@example` of the test, which the gate then tries for ever.
"""

from collections.abc import Iterable

import pytest
from hypothesis import is_hypothesis_test, settings
from hypothesis.internal.conjecture import providers

GATE, HUNT = "gate", "hunt"

settings.register_profile(GATE, derandomize=True, deadline=None)
settings.register_profile(HUNT, derandomize=False, deadline=None, print_blob=True)


def take_none_from_the_code() -> None:
    """Numbers and texts out of all modules that happen to be loaded are mixed into examples: not at the gate.

    Else each new constant anywhere would bring every test other examples.
    """
    providers.is_local_module_file = lambda path: False  # type: ignore[attr-defined]


def multiply(items: Iterable[pytest.Item], times: int) -> None:
    """Each property test among `items` tries `times` as many examples, whatever it says itself; none are the gate's."""
    done: set[object] = set()
    for item in items:
        if not isinstance(item, pytest.Function) or not is_hypothesis_test(item.obj):
            continue
        machine = getattr(item.cls, "settings", None)  # a state machine's test case
        test = item.cls if isinstance(machine, settings) else getattr(item.obj, "__func__", item.obj)
        if test in done:
            continue
        done.add(test)
        name = "settings" if test is item.cls else "_hypothesis_internal_use_settings"  # there is no other way
        said = getattr(test, name)
        setattr(test, name, settings(said, max_examples=said.max_examples * times, derandomize=False))
