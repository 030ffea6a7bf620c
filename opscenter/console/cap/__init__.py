"""Alerts that leave the console as CAP files: what is proposed, what a person makes of it, where it goes."""
