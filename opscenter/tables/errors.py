"""What can go wrong with a table: sentences for whoever asked for it."""


class TableError(Exception):
    """The table cannot be written: why, and what to do."""


class Cancelled(Exception):
    """Whoever asked for the table wants it no more; nothing of it is left."""
