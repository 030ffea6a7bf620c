"""The map on paper: a picture or a PDF at print resolution, with legend, scale, north, time and whose map it is."""
