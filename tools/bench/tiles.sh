#!/bin/bash
# Vector tiles beside PostGIS over one connection: ./run bench tiles [--quick]
set -euo pipefail
exec "$(dirname "$(readlink -f "$0")")/../../build/release/tiles_bench" "$@"
