"""Run the keeper: `python3 -m keeper COMMAND`."""

import sys

from .cli import main

sys.exit(main())
