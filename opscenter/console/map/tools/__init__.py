"""What an operator does with the map beyond looking: measure, select by shape, find what is near, keep places."""
