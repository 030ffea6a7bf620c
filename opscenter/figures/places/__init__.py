"""Figures of what stands at a place: containers, car parks, buildings, citizens' reports."""
