#!/bin/bash
# Durable small changes beside the bare databases, then kill -9 under 2,000 writers, 50 rounds (3 with --quick).
#   ./run bench store [--quick]
set -euo pipefail
cd "$(dirname "$0")/../../build/release" # on the disk, not in a memory file system
./writes_bench "$@"
rounds=50
[ "${1:-}" != --quick ] || rounds=3
echo "kill -9 under 2,000 writers, $rounds rounds on each database:"
SERUMPUN_KILL_ROUNDS=$rounds ./db_test --gtest_filter='*KillTest*' --gtest_brief=1
