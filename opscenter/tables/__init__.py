"""Rows of history as files for other programs: CSV, JSON lines, Parquet, SQLite. No sockets, no Qt."""
