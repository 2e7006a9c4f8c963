#!/bin/sh
# A change of the policy on a branch of its own: DOCX is a Word file to import, REASON, REASON_EN, EFFECTIVE and POST are
# those of a revision. Whatever is given comes by the environment, and is never read as shell.
set -eu
command=${CLOSEDCIRCUIT:-.venv/bin/closedcircuit}
if [ -n "${DOCX:-}" ]; then
	"$command" policy import -- "$DOCX"
	subject="Bring the wording back that was edited in Word"
fi
if [ -n "${EFFECTIVE:-}" ]; then
	set -- --reason="${REASON:-}" --effective="$EFFECTIVE"
	[ -z "${REASON_EN:-}" ] || set -- "$@" --reason-en="$REASON_EN"
	[ -z "${POST:-}" ] || set -- "$@" --post="$POST"
	"$command" policy revise "$@"
	subject="Revise the policy from $EFFECTIVE"
fi
if [ -z "${subject:-}" ]; then
	echo "nothing to do: give a Word file, or a reason and the day of its effect" >&2
	exit 2
fi
git switch --quiet --create "policy/${GITHUB_RUN_ID:-${CI_PIPELINE_ID:-$(date +%s)}}"
for folder in inventory templates; do
	[ ! -d "$folder" ] || git add --all -- "$folder"
done
git commit --quiet --message "$subject" --message "${REASON:-}"
git push --quiet --set-upstream origin HEAD
