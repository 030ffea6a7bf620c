"""How the C library keeps memory that a program has given back."""

import contextlib
import ctypes
import sys

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # malloc.h


def calm_allocator() -> None:
    """Let the large blocks of every beat and picture go back to the system at once, where the C library is glibc: it
    would else raise its threshold to the largest of them and keep holes of that size between what lives longer."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.CDLL("libc.so.6")
            library.mallopt(_M_MMAP_THRESHOLD, 1 << 20)
            library.mallopt(_M_ARENA_MAX, 2)
