#!/bin/sh
# Make a virtual environment and install the locked dependencies and the project into it. Usage: venv.sh DIR
set -eu
dir=$1

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
	echo "closedcircuit needs Python 3.11 or later as python3." >&2
	exit 1
}
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
	# Debian ships venv in a package of its own.
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv
	else
		echo "python3 cannot make virtual environments. Install that: sudo apt-get install python3-venv" >&2
		exit 1
	fi
fi
[ -x "$dir/bin/python" ] || python3 -m venv "$dir"
"$dir/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$dir/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
