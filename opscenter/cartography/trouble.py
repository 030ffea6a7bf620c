"""Why a basemap cannot be made."""


class ImportTrouble(Exception):
    """The text is a sentence for the operator: what is wrong, and what to do next."""


class Cancelled(Exception):
    """The operator has changed their mind."""
