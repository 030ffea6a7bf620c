"""GBFS 2 and 3 (General Bikeshare Feed Specification): stations and what stands there, free vehicles."""
