"""Figures of what runs through networks: electricity, water, gas and oil."""
