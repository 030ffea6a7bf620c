"""How well the alarm system works: its page, and the report of it."""
