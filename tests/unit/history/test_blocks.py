"""Blocks come back exactly, and damaged ones say so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.history.blocks import (
    BlockError,
    compress,
    pack_columns,
    pack_messages,
    unpack_columns,
    unpack_messages,
)

FRAMES = st.binary(max_size=200)


@given(st.lists(st.tuples(FRAMES, FRAMES, FRAMES, st.integers(0, 2**53)), max_size=30))
def test_messages_come_back_byte_by_byte(messages: list[tuple[bytes, bytes, bytes, int]]) -> None:
    assert list(unpack_messages(pack_messages(messages))) == messages


@given(
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=50),
    st.lists(st.floats(allow_nan=True), max_size=50),
    st.lists(st.integers(0, 255), max_size=50),
)
def test_columns_come_back_bit_by_bit(whole: list[int], real: list[float], small: list[int]) -> None:
    columns = {
        "time": np.array(whole, np.int64),
        "value": np.array(real, np.float64),
        "quality": np.array(small, np.uint8),
        "cell": np.array(small, np.uint32),
    }
    back = unpack_columns(pack_columns(columns))
    assert list(back) == list(columns)
    for name, column in columns.items():
        assert back[name].dtype == column.dtype
        assert back[name].tobytes() == column.tobytes()


def test_only_named_columns_are_unpacked() -> None:
    block = pack_columns({"a": np.arange(3), "b": np.arange(4.0)})
    assert list(unpack_columns(block, only=("b",))) == ["b"]
    np.testing.assert_array_equal(unpack_columns(block, only=("b",))["b"], np.arange(4.0))


@pytest.mark.parametrize(
    "block", [b"", b"no zstd", compress(b""), compress(b"\xff\xff\xff\x7f"), compress(b"\1\0\0\0\xc1")]
)
def test_damaged_columns_are_refused(block: bytes) -> None:
    with pytest.raises(BlockError):
        unpack_columns(block)


@pytest.mark.parametrize(
    "block", [b"", compress(b"\2\0"), compress(b"\5\0\0\0abc"), compress(b"\1\0\0\0" + b"\1" * 30)]
)
def test_damaged_messages_are_refused(block: bytes) -> None:
    with pytest.raises(BlockError):
        list(unpack_messages(block))
