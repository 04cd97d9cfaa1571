#!/bin/bash
# Search, pages and export of the inventory at three sizes: ./run bench inventory [--quick]
set -euo pipefail
exec "$(dirname "$(readlink -f "$0")")/../../build/release/inventory_bench" "$@"
