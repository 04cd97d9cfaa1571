#!/bin/bash
# Benchmark of the radio engine beside SPLAT!: results checked first, then time. ./run bench radio [--quick]
set -euo pipefail
exec python3 "$(dirname "$0")/radio/radio.py" "$@"
