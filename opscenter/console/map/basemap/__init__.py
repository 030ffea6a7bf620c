"""The offline basemap: tile files, their decoding, our own quiet style, and the item that shows it."""
