# What the end to end tests share: a server on a free port with a store of its own, requests to it, and counting.
#
# A test file tests/web/test_NAME.sh begins with `. tests/web/lib.sh`, calls server_start, checks things, and ends with
# `finish`. It runs in the top folder. Everything goes when the file ends, however it ends.
#
#   $work   a new folder of this file's own      $store   the store that is served, a copy of build/sample.db
#   $url    http://127.0.0.1:PORT                $served  process id of cgi/run.sh

: "${BUILD:=build}"
passed=0 failed=0 skipped=0 served=
work=$(mktemp -d "${TMPDIR:-/tmp}/fulfil-web.XXXXXX") || exit 1
chmod 755 "$work"
store="$work/park.db"
trap 'server_end >/dev/null 2>&1; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP

# --- counting ---------------------------------------------------------------------------------------------------------

# check WHAT COMMAND...: one test, passed if the command succeeds; what it prints is shown if not.
check() {
    _what=$1; shift
    if _said=$("$@" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'not ok - %s: %s\n' "$_what" "$*"
        [ -z "$_said" ] || printf '%s\n' "$_said" | head -n 20 | cut -c1-300 | sed 's/^/    /'
    fi
}

# skip WHAT: a test that cannot run here, said aloud.
skip() { skipped=$((skipped + 1)); printf 'skip: %s\n' "$1"; }

# same A B: whether two texts are equal, showing both if not.
same() { [ "$1" = "$2" ] || { printf "is '%s', should be '%s'\n" "$1" "$2"; return 1; }; }
differ() { [ "$1" != "$2" ] || { printf "both are '%s'\n" "$1"; return 1; }; }
not() { ! "$@"; }

finish() {
    if [ $skipped -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"
    else echo "$passed passed, $failed failed"; fi
    [ $failed = 0 ]
}

# --- server -----------------------------------------------------------------------------------------------------------

# server_start [NAME=VALUE]...: serves a copy of the sample (or $store, if there is one already) as `make run` does, with
# these variables for cgi/run.sh. Tries ports until one is free. Fails, showing why, if it does not serve in ten seconds.
server_start() {
    if [ ! -e "$store" ]; then cp "$BUILD/sample.db" "$store" || exit 1; fi
    # Root serves as the store's owner, who must be able to write beside it.
    if [ "$(id -u)" = 0 ]; then chown nobody "$work" "$store"*; fi
    for _try in 1 2 3 4 5; do
        port=$(( $(od -An -N2 -tu2 /dev/urandom) % 20000 + 10000 ))
        url=http://127.0.0.1:$port
        # A shell lets its background jobs ignore SIGINT, and bash could then not heed it.
        env --default-signal BUILD="$BUILD" PORT=$port DB="$store" "$@" bash cgi/run.sh >"$work/run.out" 2>&1 </dev/null &
        served=$!
        for _wait in $(seq 200); do
            if grep -q 'is being served' "$work/run.out"; then return 0; fi
            kill -0 $served 2>/dev/null || break
            sleep 0.05
        done
        grep -qiE 'is in use|already in use' "$work/run.out" || break
    done
    echo "not ok - the server did not start"; cat "$work/run.out"
    failed=$((failed + 1)); served=
    finish; exit
}

# The processes that serve $port, by the run folder that they work in, one id a line.
server_processes() {
    for _cwd in /proc/[0-9]*/cwd; do
        case $(readlink "$_cwd" 2>/dev/null) in */run/"$port"|*/run/"$port "*) _id=${_cwd%/cwd}; echo "${_id#/proc/}";; esac
    done
}

# server_end [SIGNAL]: stops it as Ctrl-C or a service manager would, and waits until it has gone.
server_end() {
    [ -n "$served" ] || return 0
    kill -"${1:-TERM}" "$served" 2>/dev/null
    wait "$served" 2>/dev/null
    _status=$?
    served=
    return $_status
}

# sql TEXT...: runs statements on the store while it is served, as an analyst would.
sql() { sqlite3 -batch -bail "$store" '.timeout 30000' ".load $BUILD/fulfil" "$@"; }

# --- requests ---------------------------------------------------------------------------------------------------------

# get PATH [curl option]...: $status, the headers in $work/head without carriage returns, the body in $work/body.
get() {
    _path=$1; shift
    status=$(curl -s -g --max-time 30 -o "$work/body" -D "$work/head.raw" -w '%{http_code}' "$@" "$url$_path")
    tr -d '\r' <"$work/head.raw" >"$work/head"
}

# header NAME: its value in the last answer, empty if it has none.
header() { sed -n "s/^$1: //Ip" "$work/head" | tail -n 1; }

# body_has REGEX, head_has REGEX: extended regular expressions, by line.
body_has() { grep -qE -- "$1" "$work/body"; }
head_has() { grep -qiE -- "$1" "$work/head"; }

# valid_xml: the body of the last answer keeps the contract.
valid_xml() { xmllint --noout --nonet --relaxng xsl/report.rng "$work/body"; }

# xpath EXPRESSION: its string value in the last answer's XML, r: being the report's namespace.
xpath() {
    printf 'setns r=urn:fulfil:report:1\ncat %s\n' "$1" | xmllint --nonet --shell "$work/body" 2>/dev/null |
        sed -n 's/^ [a-z:-]*="\(.*\)"$/\1/p'
}

# figure ID [ATTRIBUTE]: of a figure in the last answer's XML.
figure() { xpath "//r:figure[@id='$1']/@${2:-value}"; }
