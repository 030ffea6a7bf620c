"""Public transport: headways, waiting, punctuality of lines."""
