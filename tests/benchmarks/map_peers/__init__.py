"""The scene of the map's benchmark, drawn by other maps: each file is a program that prints one JSON object.

All fly the same way (`opscenter.console.map.bench_city.camera`) over the same points and lines at 1920x1080.
"""
