"""`python -m opscenter`: the same as the `opscenter` command."""

from opscenter.cli.main import main

if __name__ == "__main__":
    main()
