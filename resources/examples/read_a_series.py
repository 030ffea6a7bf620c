"""Print the last hour of one attribute of one entity as CSV: time, value, quality.

Usage: python read_a_series.py tcp://127.0.0.1:7410 urn:ngsi-ld:WeatherObserved:roof temperature
"""

import sys
from datetime import UTC, datetime

from opscenter.desk.client import Desk
from opscenter.desk.errors import DeskError
from opscenter.domain.quality import Quality

address, entity, attribute = [*sys.argv[1:], "", "", ""][:3]
try:
    with Desk(address, name="read_a_series") as desk:
        now = desk.welcome["now"]  # the station's clock, Unix ms
        span = {"from": now - 3_600_000, "to": now}
        _, columns = desk.query("series", entity=entity, attribute=attribute, points=0, **span)
        print("time,value,quality")
        for time, value, quality in zip(columns["time"], columns["value"], columns["quality"], strict=True):
            print(f"{datetime.fromtimestamp(time / 1000, UTC).isoformat()},{value:g},{Quality(quality).name.lower()}")
except DeskError as error:
    sys.exit(str(error))
