"""Incident files: written and read, messages a second, beside the library of MCAP's authors; opening a large one.

Run: python tests/benchmarks/bench_incident.py [MOMENTS]
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from mcap.reader import make_reader

from opscenter.recording.bench_opening import measure as open_large
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Moment
from opscenter.recording.sizes import sizes
from opscenter.recording.writer import IncidentWriter
from tests.support.incident_course import START, course


def measure(moments: int, large_bytes: int = 5 << 30) -> dict[str, float]:
    """Messages a second, sizes, and what opening five gigabytes takes."""
    told = [one for one in course(moments, most=200, entities=2_000) if isinstance(one, Moment)]
    count = sum(len(one.messages) for one in told)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.mcap"
        begun = time.process_time()
        with IncidentWriter(path, About(since=START), topics=map(str, range(2_000))) as writer:
            for one in told:
                writer.put(one)
        written = time.process_time() - begun
        begun = time.process_time()
        with IncidentReader(path) as reader:
            assert sum(len(one.messages) for one in reader.happenings() if isinstance(one, Moment)) == count
        read = time.process_time() - begun
        begun = time.process_time()
        with path.open("rb") as file:
            assert sum(1 for _ in make_reader(file, validate_crcs=True).iter_messages(log_time_order=False)) >= count
        plain = time.process_time() - begun
        found = sizes(path, Path(name) / "b.mcap")
        large = open_large(Path(name), large_bytes)
    return {
        "write_messages_s": round(count / written), "read_messages_s": round(count / read),
        "read_against_library": round(plain / read, 2), "of_raw_json": found["of_raw_json"],
        "of_plain_mcap": found["of_raw_mcap"], "open_large_s": large["seconds"],
        "open_large_read_share": round(large["bytes_read"] / large["bytes"], 5),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)))
