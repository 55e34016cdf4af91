#!/bin/sh
# Compares the protos with those of the last release tag; before the first release the contract may still change.
set -eu
cd "$(dirname "$0")/.."
tag="$(git describe --tags --abbrev=0 --match 'v*' 2>/dev/null || true)"
if [ -z "$tag" ]; then
  echo "No release tag yet, so no contract to break: buf breaking has nothing to compare with."
  exit 0
fi
.venv/bin/buf breaking --against ".git#tag=$tag"
