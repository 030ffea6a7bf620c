"""Public data that a user has -> a city: profiles (data) say which files, which reader, and where to get them."""
