#!/usr/bin/env bash
# Requests a second beside nginx, which sends the same bytes from a file: ./run bench http [--quick]
# Server on one core, client (wrk) on another, one after the other in one run; what is sent is compared first.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

seconds=4 rounds=3 sizes="500 5000 50000"
[ "${1:-}" != --quick ] || { seconds=1; rounds=1; sizes="500"; }
for tool in nginx wrk curl taskset; do
  command -v "$tool" >/dev/null || { echo "http: $tool is missing; tools/packages/bench.txt names its package" >&2; exit 1; }
done
program=$PWD/build/release/serumpun
dir=$(mktemp -d)
chmod 755 "$dir"
pids=()
end() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait; rm -rf "$dir"; }
trap end EXIT

# Clock ticks of processor time that a server has used, nginx's worker included.
ticks() { cat "/proc/$1/stat" $(pgrep -P "$1" | sed 's#.*#/proc/&/stat#') 2>/dev/null | awk '{sum += $14 + $15} END {print sum}'; }

# PID URL [wrk's options] → requests/s, requests per second of the server's processor time, and p99 in ms, of the best
# round: that of the highest rate, or with BEST=3 of the lowest p99
rate() {
  local pid=$1 url=$2
  for _ in $(seq "$rounds"); do
    local before=$(ticks "$pid")
    taskset -c 1 wrk -t1 -d"${seconds}s" --latency "${@:3}" "$url" >"$dir/wrk"
    awk -v ticks=$(($(ticks "$pid") - before)) -v hertz="$(getconf CLK_TCK)" '
      function ms(time) {return time ~ /us$/ ? time / 1000 : time ~ /ms$/ ? time + 0 : time * 1000}
      /99%/ {p99 = ms($2)} /Requests\/sec/ {rate = $2} / requests in / {n = $1} /Non-2xx/ {rate = 0}
      END {print rate, n / (ticks ? ticks / hertz : 0.01), p99}' "$dir/wrk"
  done | if [ "${BEST:-1}" = 3 ]; then sort -k3,3nr; else sort -n; fi | tail -1
}
# Other programs may share the machine: the ratio by processor time holds then too.
row() { # WHAT BYTES "OURS PROCESSOR P99" "PEER PROCESSOR P99"
  awk -v what="$1" -v bytes="$2" -v ours="$3" -v peer="$4" 'BEGIN {
    split(ours, a); split(peer, b)
    printf "| %s | %d | %d | %d | %.2f | %.2f | %.1f | %.1f |\n", what, bytes, a[1], b[1], a[1] / b[1], a[2] / b[2], a[3], b[3] }'
}
same() { # URL FILE
  curl -fs "$1" "${@:3}" | cmp - "$2" || { echo "http: wrong result: $1 differs from what nginx sends" >&2; exit 1; }
}
wait_for() { for _ in $(seq 200); do curl -fs -o /dev/null "$1" && return; sleep 0.05; done; echo "http: $1 does not answer" >&2; exit 1; }

nginx_port=18099
cat >"$dir/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $dir/nginx.pid; error_log $dir/error.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=10;
       client_body_temp_path $dir/a; proxy_temp_path $dir/b; fastcgi_temp_path $dir/c; uwsgi_temp_path $dir/d; scgi_temp_path $dir/e;
       server { listen 127.0.0.1:$nginx_port; root $dir; default_type text/html; } }
CONF
echo up >"$dir/up.html"
taskset -c 0 nginx -c "$dir/nginx.conf" -e "$dir/error.log" &
nginx=$!
pids+=("$nginx")
wait_for "127.0.0.1:$nginx_port/up.html"

printf '\n| what | bytes | ours, requests/s | nginx, requests/s | × nginx | × nginx by processor time | p99, ms | nginx, ms |\n|---|---|---|---|---|---|---|---|\n'
for size in $sizes; do
  # A name of its own: nginx keeps open what it once served.
  page=$dir/page$size.html
  seq -s' ' 20000 >"$page" && truncate -s "$size" "$page"
  rm -f "$dir/hold" && mkfifo "$dir/hold"
  taskset -c 0 build/release/http_bench "$page" <"$dir/hold" >"$dir/port" &
  server=$!
  exec 9>"$dir/hold"
  while [ ! -s "$dir/port" ]; do sleep 0.05; done
  port=$(cat "$dir/port")
  for way in static kept made; do
    same "127.0.0.1:$port/$way.html" "$page"
    peer=$(rate "$nginx" "http://127.0.0.1:$nginx_port/page$size.html" -c32)
    row "$way" "$size" "$(rate "$server" "http://127.0.0.1:$port/$way.html" -c32)" "$peer"
  done
  exec 9>&-
  wait "$server"
  : >"$dir/port"
done

# Pages of the demo, made anew for each request: a cookie keeps an answer from being kept.
start() { # WORDS… → $server and its $port
  taskset -c 0 "$program" "$@" --listen 127.0.0.1:0 >"$dir/log" 2>/dev/null &
  server=$!
  pids+=("$server")
  for _ in $(seq 1200); do
    port=$(sed -n 's/.*answers on http:\/\/127.0.0.1:\([0-9]*\).*/\1/p' "$dir/log")
    [ -z "$port" ] || return 0
    sleep 0.05
  done
  echo "http: serumpun does not start" >&2 && exit 1
}
start demo --data "$dir/store"
kill "$server" && wait "$server" || true
start serve --data "$dir/store" --workers 1
link() { # PAGE PREFIX → the first address on it that begins so
  curl -fs "127.0.0.1:$port$1" >"$dir/page" && grep -o "href=\"$2[^\"?]*\"" "$dir/page" | awk -F'"' 'NR == 1 {print $2}'
}
object=$(link /potensi/wisata /potensi/wisata/) area=$(link /wilayah /wilayah/)
cat >"$dir/half.lua" <<'LUA'
function delay() return -math.log(1 - math.random()) * tonumber(os.getenv("DELAY_MS")) end
LUA
for path in "$object" "$area" /; do
  file=$dir/made$(tr / _ <<<"$path").html
  curl -fs -H 'Cookie: a=b' "127.0.0.1:$port$path" -o "$file"
  bytes=$(stat -c %s "$file")
  peer=$(rate "$nginx" "http://127.0.0.1:$nginx_port/$(basename "$file")" -c32)
  row "kept $path" "$bytes" "$(rate "$server" "http://127.0.0.1:$port$path" -c32)" "$peer"
  made=$(rate "$server" "http://127.0.0.1:$port$path" -c32 -H 'Cookie: a=b')
  row "made $path" "$bytes" "$made" "$peer"
  # 64 clients that each wait between their requests, so that together they ask for half of that; waits are drawn, as
  # those of people who know nothing of each other, else all 64 would begin in one moment.
  DELAY_MS=$(awk -v rate="$made" 'BEGIN {split(rate, a); printf "%d", 64000 / (a[1] / 2)}')
  export DELAY_MS
  half() { BEST=3 rate "$1" "$2" -c64 -H 'Cookie: a=b' -s "$dir/half.lua"; }
  row "made $path, half of the top rate, nginx asked as often" "$bytes" \
    "$(half "$server" "http://127.0.0.1:$port$path")" "$(half "$nginx" "http://127.0.0.1:$nginx_port/$(basename "$file")")"
done
