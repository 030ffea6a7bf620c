"""A file of gigabytes is opened by its end: nothing else is read."""

from pathlib import Path

from opscenter.recording.bench_opening import CHUNK_BYTES, measure


def test_only_the_index_is_read(tmp_path: Path) -> None:
    found = measure(tmp_path, size=1_000 * CHUNK_BYTES)
    assert found["chunks"] == 1_000 and found["frames"] == 100
    assert found["middle_chunk"] in (499, 500)
    assert found["bytes"] > 500_000_000
    assert found["bytes_read"] < 2_000 + 1_000 * 1_100  # the summary: about a kilobyte a chunk of a hundred channels
