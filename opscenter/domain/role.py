"""Who a person at a desk is to the alarms: what a rule may ask for before somebody acts on its alarm."""

from enum import StrEnum


class Role(StrEnum):
    """Roles of a control room, each able to do what the one before may do."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"

    def covers(self, needed: "Role") -> bool:
        """Whether somebody of this role may do what `needed` is asked for."""
        return self is needed or self is Role.SUPERVISOR
