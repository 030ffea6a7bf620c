"""Pages of city systems: is it normal, if not where and since when, what will it do next."""
