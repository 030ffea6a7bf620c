"""The growing column a mirror is made of (the station's state is made of the same)."""

from opscenter.domain.columns import Column

__all__ = ["Column"]
