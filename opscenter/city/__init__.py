"""The demo city: a seeded, physically sensible simulation that publishes on the bus like any other system."""
