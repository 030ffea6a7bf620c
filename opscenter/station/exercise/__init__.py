"""A replay station whose people act themselves: an exercise."""
