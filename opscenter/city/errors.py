"""What can be wrong with what the demo city is given."""


class ScenarioErrors(Exception):
    """Everything wrong with a scenario file, one sentence each, with line numbers."""

    def __init__(self, source: str, problems: list[str]) -> None:
        self.source = source
        self.problems = problems
        super().__init__("\n".join(f"{source}: {problem}" for problem in problems))
