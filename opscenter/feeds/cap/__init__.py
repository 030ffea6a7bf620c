"""Alerts of the Common Alerting Protocol (CAP 1.0 to 1.2): documents of them, indices that link to them, as notices."""
