#!/usr/bin/env bash
# Requests a second beside nginx, which sends the same bytes from a file: http.sh [--quick]
# Server on one core, client (wrk) on another, one after the other in one run; what is sent is compared first.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

seconds=4 rounds=2 sizes="500 5000 50000"
[ "${1:-}" != --quick ] || { seconds=1; rounds=1; sizes="500"; }
ninja -C build/release --quiet http_bench
dir=$(mktemp -d)
pids=()
end() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$dir"; }
trap end EXIT

rate() { # URL → requests/s and p99, from the best round
  for _ in $(seq "$rounds"); do
    taskset -c 1 wrk -t1 -c32 -d"${seconds}s" --latency "$1" |
      awk '/99%/ {p99 = $2} /Requests\/sec/ {rate = $2} /Non-2xx/ {bad = 1} END {print bad ? 0 : rate, p99}'
  done | sort -n | tail -1
}

nginx_port=18099
cat >"$dir/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $dir/nginx.pid; error_log $dir/error.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=10;
       server { listen 127.0.0.1:$nginx_port; root $dir; } }
CONF
chmod 755 "$dir"

printf '%-8s %-8s %12s %10s %10s\n' bytes answer requests/s p99 'x nginx'
for size in $sizes; do
  page=$dir/page.html
  seq -s' ' 20000 >"$page"
  truncate -s "$size" "$page"
  taskset -c 0 nginx -c "$dir/nginx.conf" -e "$dir/error.log" &
  nginx_pid=$!
  mkfifo "$dir/hold"
  taskset -c 0 build/release/http_bench "$page" <"$dir/hold" >"$dir/port" &
  server_pid=$!
  exec 9>"$dir/hold"
  pids=("$nginx_pid" "$server_pid")
  for _ in $(seq 100); do [ -s "$dir/port" ] && curl -s -o /dev/null "127.0.0.1:$nginx_port/page.html" && break; sleep 0.05; done
  port=$(cat "$dir/port")
  for way in static kept made; do
    curl -s "127.0.0.1:$port/$way.html" | cmp - "$page" || { echo "http: $way.html differs from what nginx sends" >&2; exit 1; }
  done
  read -r nginx_rate nginx_p99 <<<"$(rate "http://127.0.0.1:$nginx_port/page.html")"
  printf '%-8s %-8s %12s %10s %10s\n' "$size" nginx "$nginx_rate" "$nginx_p99" 1.00
  for way in static kept made; do
    read -r way_rate way_p99 <<<"$(rate "http://127.0.0.1:$port/$way.html")"
    printf '%-8s %-8s %12s %10s %10s\n' "$size" "$way" "$way_rate" "$way_p99" "$(awk "BEGIN {printf \"%.2f\", $way_rate / $nginx_rate}")"
  done
  exec 9>&-
  kill "$nginx_pid"
  wait "$server_pid" "$nginx_pid" 2>/dev/null || true
  rm -f "$dir/hold"
done
