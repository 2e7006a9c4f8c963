"""What stops a command, and how loudly."""

from __future__ import annotations


class KeeperError(Exception):
    """The goal was not reached: the unit fails, and the message goes out as critical. Exit code 1."""


class ConfigurationError(KeeperError):
    """The configuration or the command line is broken; nothing was touched. Exit code 2."""
