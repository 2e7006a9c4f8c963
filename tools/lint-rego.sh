#!/bin/sh
# Static checks of the policies with the real OPA and Regal. Usage: lint-rego.sh BIN
set -eu
bin=$1
if [ ! -x "$bin/opa" ] || [ ! -x "$bin/regal" ]; then
	echo "lint: Rego is not checked, since OPA or Regal lacks; \`make tools\` builds them"
	[ -z "${CI:-}" ] || exit 1
	exit 0
fi
unformatted=$("$bin/opa" fmt --list policies)
[ -z "$unformatted" ] || {
	echo "not formatted (make format): $unformatted"
	exit 1
}
"$bin/opa" check --strict --ignore "*.yaml" policies
"$bin/regal" lint --format compact policies
