"""What runs on a recorder: a key for every day of footage, and the end of that key on time.

The folder is copied onto the recorder and run there as `python3 -m keeper`, by the system's own Python with its
standard library and Debian's python3-cryptography. A viewing host has it too, for its logs alone (`keeper.logs`), which
need the standard library only. So nothing here imports the rest of the project, and modules of this folder import each
other by relative names.
"""

VERSION = "1"
"""The version that records of destruction name: it rises whenever what a record means changes."""
