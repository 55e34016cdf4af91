#!/bin/sh
# Generates gen/ from protos/: Python messages, stubs and type stubs. Deterministic, so that CI can prove it fresh.
set -eu
cd "$(dirname "$0")/.."
out="${1:-gen}"
rm -rf "$out/tollbook" "$out/buf"
mkdir -p "$out"
.venv/bin/python -m grpc_tools.protoc -Iprotos -Ithird_party/proto \
  --python_out="$out" --pyi_out="$out" --grpc_python_out="$out" \
  $(cd protos && find tollbook -name '*.proto' | LC_ALL=C sort)
.venv/bin/python -m grpc_tools.protoc -Ithird_party/proto --python_out="$out" --pyi_out="$out" buf/validate/validate.proto
.venv/bin/python -m grpc_tools.protoc -Iprotos -Ithird_party/proto --include_imports --descriptor_set_out="$out/descriptors" \
  $(cd protos && find tollbook -name '*.proto' | LC_ALL=C sort)
.venv/bin/python tools/grpc_stubs.py "$out/descriptors" "$out"
rm "$out/descriptors"
# A file without a service still gets a stub module; an empty one would only be noise.
find "$out" -name '*_pb2_grpc.py' | while read -r f; do grep -q 'class .*Stub' "$f" || rm "$f"; done
