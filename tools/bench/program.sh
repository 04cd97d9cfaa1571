#!/bin/bash
# Start, memory, and the first-load bytes of every page that the public reaches: ./run bench program [--quick]
set -euo pipefail
exec python3 "$(dirname "$(readlink -f "$0")")/program.py" "$@"
