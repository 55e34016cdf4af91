#!/bin/sh
# Proves gen/ fresh: generates it again into a temporary folder and compares.
set -eu
cd "$(dirname "$0")/.."
again="$(mktemp -d)"
trap 'rm -rf "$again"' EXIT
tools/generate.sh "$again"
if ! diff -r -q -x __pycache__ "$again" gen; then
  echo "gen/ is not what protos/ give: run \`make gen\` and commit." >&2
  exit 1
fi
