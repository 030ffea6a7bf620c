"""Makes offline basemaps: archives of vector tiles out of shapes, and shapes out of OpenStreetMap extracts."""
