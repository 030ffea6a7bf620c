"""Numbers are dense, stable and bounded; what is told as news is what happened."""

import pytest

from opscenter.station.limits import StateLimits
from opscenter.station.mailbox import Mailbox
from opscenter.station.registry import Registry


def test_numbers_are_dense_and_news_is_told_once() -> None:
    registry = Registry()
    assert [registry.entity("a", "T"), registry.entity("b", "T"), registry.entity("a", "T")] == [0, 1, 0]
    assert [registry.cell(1, "x"), registry.cell(0, "x"), registry.cell(1, "x")] == [0, 1, 0]
    news = registry.take_news()
    assert (news.first_row, news.ids, news.types) == (0, ["a", "b"], ["T", "T"])
    assert (news.first_cell, news.cell_rows, news.cell_names) == (0, [1, 0], ["x", "x"])
    registry.entity("c", "T")
    news = registry.take_news()
    assert (news.first_row, news.ids, news.first_cell, news.cell_names) == (2, ["c"], 2, [])
    assert registry.find("b") == 1
    assert registry.find("z") == -1


def test_a_changed_type_is_told_as_a_change_of_a_known_and_as_the_type_of_a_new_entity() -> None:
    registry = Registry()
    registry.entity("a", "T")
    registry.entity("a", "U")
    assert registry.take_news().types == ["U"]
    registry.entity("a", "V")
    news = registry.take_news()
    assert (news.ids, news.retyped) == ([], {0: "V"})
    assert registry.types == ["V"]


def test_limits_refuse_and_warn_once(caplog: pytest.LogCaptureFixture) -> None:
    limits = StateLimits(entities=2, cells=3, cells_per_entity=2, attribute_chars=5)
    registry = Registry(limits)
    assert [registry.entity(name, "T") for name in "abcd"] == [0, 1, -1, -1]
    assert [registry.cell(0, name) for name in ("x", "y", "z", "x")] == [0, 1, -1, 0]
    assert registry.cell(1, "toolong") == -1
    assert [registry.cell(1, name) for name in ("x", "y")] == [2, -1]
    assert len(caplog.records) == 2


def test_a_mailbox_wakes_and_is_bounded() -> None:
    box: Mailbox[int] = Mailbox(2)
    assert [box.put(1), box.put(2), box.put(3)] == [True, True, False]
    assert box.waker.recv(1) == b"!"
    assert box.take() == [1, 2]
    assert box.take() == []
    assert box.put(4)
    assert box.take() == [4]
    box.close()
    box.put(5)
