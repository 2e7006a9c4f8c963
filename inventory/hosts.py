"""The pyinfra inventory, derived from the YAML beside it.

pyinfra inventory/hosts.py deploys/site.py --limit site_<id> --dry
"""

from pathlib import Path

from closedcircuit.fleet import groups

globals().update(groups(Path(__file__).parent.parent))
