"""How the desk asks for attention: tones, their silence, reminders, and notices on the desktop."""
