#!/bin/sh
# Install the Debian packages of the list, as root on Debian; elsewhere say what lacks. What lacks makes tests skip.
set -eu

# A host of a twin takes ten inotify instances, and a kernel's own limit is 128.
instances=/proc/sys/fs/inotify/max_user_instances
if [ -w "$instances" ] && [ "$(cat "$instances")" -lt 1024 ]; then
	echo 1024 >"$instances"
fi

list=$(dirname "$0")/debian-packages.txt
packages=$(sed 's/#.*//' "$list")

if ! command -v dpkg-query >/dev/null; then
	echo "system: not Debian; tests that need one of these are skipped:" $packages
	exit 0
fi
missing=
for package in $packages; do
	[ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" = "install ok installed" ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
	exit 0
elif [ "$(id -u)" = 0 ]; then
	echo "system: installing$missing"
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
else
	echo "system: missing$missing; tests that need them are skipped. Install them: sudo apt-get install$missing"
fi
