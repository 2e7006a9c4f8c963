"""`python -m closedcircuit` is `closedcircuit`."""

import sys

from closedcircuit.cli import main

if __name__ == "__main__":
    sys.exit(main())
