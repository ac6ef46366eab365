#!/bin/sh
# Starting and stopping: every way down leaves no process, every refusal is one clear line with its status.
. tests/web/lib.sh

gone() {
    for _wait in $(seq 100); do
        [ -z "$(server_processes)" ] && return 0
        sleep 0.1
    done
    server_processes | xargs ps -o pid,args -p
    return 1
}
for signal in TERM INT HUP; do
    server_start
    check "processes are found ($signal)" [ "$(server_processes | wc -l)" -ge 4 ]
    server_end $signal
    check "SIG$signal is a clean end" same $? 0
    check "no process after SIG$signal" gone
    check "the port is free after SIG$signal" not curl -s "$url/health"
done
server_start
kill -KILL $served; wait $served 2>/dev/null; served=
check 'no process even after SIGKILL' gone

# The store outlives its server, also one that was killed, and a start takes less than two seconds, at least when the
# machine has nothing else to do: the best of three.
for start in 1 2 3; do
    before=$(date +%s%N)
    server_start
    took=$((($(date +%s%N) - before) / 1000000))
    if [ $took -lt 2000 ] || [ $start = 3 ]; then break; fi
    server_end
done
check 'the second start' [ $took -lt 2000 ]
get /health; check 'serves again' same "$status" 200

# A program that dies by itself ends the whole, with status 1.
pkill -TERM -P "$served" -x nginx
wait "$served"
check 'nginx gone, all gone' same $? 1
served=
check 'no process left' gone

# make passes the signal on.
make_ended() {  # make_ended SIGNAL [-]: with -, to make's whole process group
    : >"$work/make.out"
    env --default-signal setsid make --no-print-directory run BUILD="$BUILD" PORT=$port DB="$store" >"$work/make.out" 2>&1 &
    _make=$!
    for _wait in $(seq 200); do grep -q 'is being served' "$work/make.out" && break; sleep 0.05; done
    grep -q 'is being served' "$work/make.out" || { cat "$work/make.out"; return 1; }
    kill -s "$1" -- "$2$_make" || { kill "$_make"; return 1; }
    wait $_make
    gone
}
check 'make run, SIGTERM to make alone' make_ended TERM ""
check 'make run, Ctrl-C to its group' make_ended INT -

# Refusals.
refused() {  # refused STATUS REGEX NAME=VALUE...
    _status=$1; _regex=$2; shift 2
    env BUILD="$BUILD" PORT=$port DB="$store" "$@" bash cgi/run.sh >"$work/out" 2>&1 </dev/null
    same $? "$_status" && same "$(wc -l <"$work/out")" 1 && grep -qE -- "$_regex" "$work/out" || { cat "$work/out"; return 1; }
}
server_start
check 'port in use' refused 3 "port $port is in use" DB="$store"
server_end
check 'no port' refused 2 'PORT must be' PORT=http
check 'no such port' refused 2 'PORT must be' PORT=70000
check 'no store' refused 4 'there is no store' DB="$work/absent.db"
check 'and none made' [ ! -e "$work/absent.db" ]
cp Makefile "$work/text.db"
check 'not a database' refused 4 'is not a fulfil store' DB="$work/text.db"
sqlite3 "$work/other.db" 'CREATE TABLE t(x);'
check 'another kind of store' refused 4 'is not a fulfil store' DB="$work/other.db"
mkdir "$work/locked"; cp "$store" "$work/locked/park.db"
[ "$(id -u)" != 0 ] || chown nobody "$work/locked/park.db"
chmod 555 "$work/locked"
check 'a folder that cannot be written' refused 4 'cannot write in the folder' DB="$work/locked/park.db"
chmod 755 "$work/locked"
check 'no such password file' refused 2 'cannot read HTPASSWD' HTPASSWD="$work/absent"
check 'a viewer that is no name' refused 2 'VIEWER must be' VIEWER='a"; b'
[ "$(id -u)" != 0 ] || check 'root does not serve' refused 2 'must be an ordinary user' RUN_USER=root
finish
