#!/bin/sh
# What the overview costs on each way, against nginx serving the same bytes from a file, all in one run of half a minute.
#
#   BUILD=build sh tests/bench/web.sh [SECONDS]      seconds for each way, 3 if not given
#
#   file          nginx alone, the same bytes: the measure of this machine at this moment
#   microcache    nginx's one-second cache
#   304           the same, asked with If-None-Match
#   server cache  nginx's cache off: the report server's own
#   uncached      the same, each request at another moment after the last rollup: statements, XML and XSLT every time
#   past          the same at moments before it
#
# CPU is what the programs used (from /proc), by request; requests per second suffer from wrk sharing the machine. Trust
# the ratios, not the absolute figures. A way with errors says so.

. tests/web/lib.sh
seconds=${1:-3}
server_start
get /
[ "$status" = 200 ] || { echo "the overview answers $status:"; tail -n 3 "$BUILD/run/$port/report.log"; exit 1; }
cp "$work/body" "$work/page.html"
tag=$(header etag)

file_port=$((port + 1))
mkdir "$work/file" && cp "$work/page.html" "$work/file/page.html" && chmod -R a+rX "$work/file"
cat >"$work/file/nginx.conf" <<END
pid nginx.pid; error_log stderr; worker_processes 2; daemon off; events { worker_connections 1024; }
http { access_log access.log; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
    sendfile on; types { text/html html; } server { listen 127.0.0.1:$file_port; root .; } }
END
sed -i "1iuser $(id -un) $(id -gn);" "$work/file/nginx.conf"
nginx -e stderr -p "$work/file/" -c nginx.conf 2>"$work/file/err" &
file_nginx=$!
trap 'kill $file_nginx; server_end >/dev/null 2>&1; rm -rf "$work"' EXIT
sleep 0.5

# vary DATE: a wrk script that asks for another second of that UTC day each time.
vary() {
    cat >"$work/$1.lua" <<END
local n = 0
function request()
    n = n + 1
    return wrk.format("GET", string.format("/?as_of=${1}T%02d:%02d:%02dZ", math.floor(n / 3600) % 24, math.floor(n / 60) % 60, n % 60))
end
END
}
vary 2020-02-26; vary 2020-02-24

# ticks ROOT NAME: CPU ticks used so far by the processes of that name below ROOT and by those that have ended.
ticks() {
    for _stat in /proc/[0-9]*/stat; do
        read -r _line 2>/dev/null <"$_stat" && echo "$_line"
    done | awk -v root="$1" -v name="$2" '
        { open = index($0, "("); shut = match($0, /\) [A-Z] /); comm = substr($0, open + 1, shut - open - 1)
          split(substr($0, shut + 2), f, " "); pid = $1; parent[pid] = f[2]; used[pid] = f[12] + f[13] + f[14] + f[15]; called[pid] = comm }
        END { for (pid in parent) { for (p = pid; p > 1 && p != root; p = parent[p]); if (p == root && index(called[pid], name) == 1) sum += used[pid] }
              print sum + 0 }'
}
hertz=$(getconf CLK_TCK)

# way NAME ROOT URL [wrk option]...: one line of the table.
way() {
    _name=$1; _root=$2; _url=$3; shift 3
    n0=$(ticks "$_root" nginx); s0=$(ticks "$_root" fulfil-report)
    wrk -t1 -c16 -d"${seconds}s" "$@" "$_url" >"$work/wrk"
    n1=$(ticks "$_root" nginx); s1=$(ticks "$_root" fulfil-report)
    awk -v name="$_name" -v n=$((n1 - n0)) -v s=$((s1 - s0)) -v hz="$hertz" -v base="${base:-0}" '
        / requests in / { total = $1 }
        /Requests\/sec/ { rate = $2 }
        /Non-2xx or 3xx|Socket errors/ { odd = odd "  " $0 }
        END { printf "%-13s %9.0f %8.3f %9.1f %10.1f%s\n", name, rate, base ? rate / base : 1,
                     total ? n * 1e6 / hz / total : 0, total ? s * 1e6 / hz / total : 0, odd }' "$work/wrk" | tee "$work/line"
}

printf 'overview, %d bytes; 16 connections, %d s each; %s cores\n' "$(wc -c <"$work/page.html")" "$seconds" "$(nproc)"
printf '%-13s %9s %8s %9s %10s\n' way 'req/s' ratio 'nginx µs' 'server µs'
way file $file_nginx "http://127.0.0.1:$file_port/page.html"
base=$(awk '{ print $2 }' "$work/line")
way microcache "$served" "$url/"
way 304 "$served" "$url/" -H "If-None-Match: $tag"
run=$BUILD/run/$port
sed -i 's/fastcgi_cache fulfil;/fastcgi_cache off;/' "$run/fulfil.conf"
kill -HUP "$(cat "$run/nginx.pid")"; sleep 1
way 'server cache' "$served" "$url/"
way uncached "$served" "$url/" -s "$work/2020-02-26.lua"
way past "$served" "$url/" -s "$work/2020-02-24.lua"
