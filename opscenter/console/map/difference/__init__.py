"""The map as a difference: now against another moment, or against the usual."""
