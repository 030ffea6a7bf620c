"""Numbers of things in sentences."""


def counted(count: int, thing: str) -> str:
    """`1 message`, `2,000 messages`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
