"""Rain, air and the like as a field between the stations that measure it."""
