"""How a script reaches a host: on standard input, so that no list of processes shows it."""

EVALUATE = 'eval "$(cat)" </dev/null'
"""A shell command that runs the script on its standard input; what the script starts reads nothing of it."""
