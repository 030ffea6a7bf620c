"""What moves between the beats: vehicles on their way, their trails, and a camera that goes with one."""
