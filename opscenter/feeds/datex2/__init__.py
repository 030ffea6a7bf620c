"""DATEX II versions 2 and 3: situations of roads, and what detectors and weather stations of roads measure.

Elements are told apart by their local names, which versions 2 and 3 share where they are read here. Source: DATEX II
(CEN/TS 16157, parts 2 to 5 and 7), schemas 2.3 and 3.x, docs.datex2.eu.
"""
