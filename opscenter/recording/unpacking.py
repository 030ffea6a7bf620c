"""Compressed blocks of strangers: opened only as far as they may grow."""

import lz4.frame
import zstandard

from opscenter.recording.errors import DamagedError
from opscenter.recording.limits import MAX_UNPACKED_BYTES


def unpack(block: bytes | memoryview, most: int = MAX_UNPACKED_BYTES) -> bytes:
    """The content of a zstd frame of at most `most` bytes. Raises DamagedError.

    A frame's head says how long it is, and the library makes room for that at once: it is looked at first.
    """
    try:
        told = zstandard.frame_content_size(block)
        if told > most:
            raise DamagedError(f"a compressed block would grow to {told:,} bytes: it is not opened")
        if told < 0:
            return _in_steps(block, most)
        return zstandard.ZstdDecompressor().decompress(block, max_output_size=most)
    except (zstandard.ZstdError, MemoryError) as error:
        raise DamagedError(f"a compressed block cannot be opened: {error}") from None


def _in_steps(block: bytes | memoryview, most: int) -> bytes:
    reader = zstandard.ZstdDecompressor().stream_reader(block)
    content = reader.read(most + 1)
    if len(content) > most:
        raise DamagedError(f"a compressed block grows beyond {most:,} bytes: it is not opened")
    return content


def unpack_chunk(compression: str, block: bytes | memoryview, size: int) -> bytes:
    """The content of a chunk that says it is `size` bytes long. Raises DamagedError."""
    if compression == "zstd":
        content = unpack(block, size) if size else b""
    elif compression == "lz4":
        try:
            with lz4.frame.LZ4FrameDecompressor() as decompressor:
                content = decompressor.decompress(bytes(block), max_length=size + 1)
        except (RuntimeError, EOFError, MemoryError) as error:
            raise DamagedError(f"a compressed block cannot be opened: {error}") from None
    elif not compression:
        content = bytes(block)
    else:
        raise DamagedError(f"a chunk is compressed with {compression[:40]!r}, which is not known here")
    if len(content) != size:
        raise DamagedError(f"a chunk holds {len(content):,} bytes, and says {size:,}")
    return content
