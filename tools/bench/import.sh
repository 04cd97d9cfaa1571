#!/usr/bin/env bash
# Import to validated preview: CSV beside the bare parse, XLSX beside GDAL's own reading of the same file.
#   ./run bench import [--quick]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../../build/release"

./import_bench "$@"
command -v ogr2ogr >/dev/null || { echo "ogr2ogr is missing (apt-get install gdal-bin): no XLSX to read"; exit 1; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
sizes="1000 10000 100000"
[ "${1:-}" != --quick ] || sizes=1000

# ROWS COMMAND… → rows per second of processor time, of the best of three whole runs, children and loading included
TIMEFORMAT='%3U %3S'
best() {
  for _ in 1 2 3; do
    { time "${@:2}" >/dev/null; } 2>&1 | awk -v rows="$1" '{printf "%d\n", rows / ($1 + $2)}'
  done | sort -n | tail -1
}

printf '\n| what | size | ours, rows/s of processor time | GDAL reads, rows/s of processor time | × peer |\n|---|---|---|---|---|\n'
for rows in $sizes; do
  ./import_bench --write "$rows" "$dir/rows.csv"
  ogr2ogr -f XLSX "$dir/rows.xlsx" "$dir/rows.csv" -oo AUTODETECT_TYPE=NO
  ours=$(best "$rows" ./import_bench --read "$rows" "$dir/rows.xlsx")
  gdal=$(best "$rows" ./gdal_read "$rows" "$dir/rows.xlsx")
  printf '| XLSX to validated preview | %s | %s | %s | %s |\n' "$rows" "$ours" "$gdal" "$(awk "BEGIN {printf \"%.2f\", $ours / $gdal}")"
  rm "$dir/rows.csv" "$dir/rows.xlsx"
done
