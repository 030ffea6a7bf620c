"""Print every alarm of the city as it comes and goes, and how many entities it has.

Usage: python follow_alarms.py tcp://127.0.0.1:7410
"""

import sys

from opscenter.desk.client import Desk
from opscenter.desk.errors import DeskError

try:
    with Desk(sys.argv[1] if len(sys.argv) > 1 else "", name="follow_alarms") as desk:
        print(f"{desk.welcome['city']}: {desk.status()['entities']} entities")
        known = {}
        for mirror in desk.follow():
            for occurrence, alarm in mirror.alarms.items():
                if known.get(occurrence) != alarm.state:
                    print(alarm.priority.letter, alarm.state, alarm.text["en"], flush=True)
            for occurrence in known.keys() - mirror.alarms.keys():
                print("- normal again", occurrence, flush=True)
            known = {occurrence: alarm.state for occurrence, alarm in mirror.alarms.items()}
except (DeskError, KeyboardInterrupt) as error:
    sys.exit(str(error))
