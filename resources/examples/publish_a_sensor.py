"""A city system in twenty lines: one thermometer on the bus, direct (a station connects to us).

Usage: python publish_a_sensor.py tcp://127.0.0.1:5555      then: opscenter console --bus tcp://127.0.0.1:5555
"""

import json
import math
import sys
import time

import zmq

socket = zmq.Context().socket(zmq.PUB)
socket.bind(sys.argv[1])
entity_id, epoch, seq = "urn:ngsi-ld:WeatherObserved:roof", int(time.time() * 1000), 0
while True:
    now = time.time()
    reading = {"type": "Property", "value": round(20 + 5 * math.sin(now / 60), 2), "unitCode": "CEL"}
    place = {"type": "Point", "coordinates": [114.17, 22.30]}
    entity = {"id": entity_id, "type": "WeatherObserved", "temperature": reading, "location": place}
    header = {"v": 1, "pub": "roof-1", "epoch": epoch, "seq": seq, "sent": int(now * 1000)}
    parts = [f"weather/WeatherObserved/{entity_id}", json.dumps(entity), json.dumps(header)]
    socket.send_multipart([part.encode() for part in parts])
    seq += 1
    time.sleep(1)
