"""Reports of a shift, a day, an incident: what is gathered from a station, how it is told, and the files it becomes.

`gathering` and `document` know no Qt; `composing` makes words of facts, `pictures` and `maps` draw, `pages` and `html`
write. `making` is all of it, in a process of its own.
"""
