"""Recorded incidents played again: a station fed by a file and a clock that a player moves."""
