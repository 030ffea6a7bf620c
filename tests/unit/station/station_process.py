"""A real station in a process of its own, for tests: `python station_process.py BUS DATA [PARENT_PID]`."""

import sys
from pathlib import Path

from opscenter.station.options import StationOptions
from opscenter.station.run import run_station

if __name__ == "__main__":
    parent = int(sys.argv[3]) if len(sys.argv) > 3 else None
    options = StationOptions(bus=[sys.argv[1]], data=Path(sys.argv[2]), city="Testville", parent_pid=parent, token="t")
    sys.exit(run_station(options, on_ready=lambda address: print(address, flush=True)))
