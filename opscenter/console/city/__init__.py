"""The city as one: the radar of its axes, what moves them, and its footprint."""
