"""opscenter: a desktop operations centre for a city."""

__version__ = "0.1.0"
