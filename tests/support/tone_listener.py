"""Stands in for the player of tones: writes the words it hears into the file named by TONE_WORDS, until it is told no
more. `TONE_DEAF` set: reads nothing and goes on for long."""

import os
import sys
import time
from pathlib import Path

if os.environ.get("TONE_DEAF"):
    time.sleep(600)
sys.stdout.write("no output\n")
sys.stdout.flush()
while word := sys.stdin.readline():
    with Path(os.environ["TONE_WORDS"]).open("a") as out:
        out.write(word)
