"""Public transport by its own formats: GTFS (timetable, stops, routes) and GTFS-realtime, joined."""
