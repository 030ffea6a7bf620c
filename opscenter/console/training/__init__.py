"""Exercises in the console: the desk of those who are trained, that of their trainer, and what is said afterwards.

`told`, `standing`, `case`, `log`, `score` read what a station tells (PROTOCOL.md, Exercises); `lanes` and `comparison`
make a picture and differences of it, without Qt. `trainee` and `trainer` talk to the station; the rest is widgets.
"""
