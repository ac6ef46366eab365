#!/bin/sh
# Runs the examples of README.md and of the manual pages and compares what they print, byte by byte.
#
#   BUILD=build sh tests/docs/run.sh          FILL=1: puts what they print into the documents instead of comparing
#
# How an example is marked says blocks.awk. Each section of a document has a folder of its own that looks like the
# checkout, with a fresh copy of the sample store as build/park.db; its examples run there one after the other.
#   sql         typed into `sqlite3 build/park.db` (build/copy.db, once the section has made one) after `.load build/fulfil`,
#               `.headers on` and `.timeout 30000`; a new shell for each block; what goes wrong is shown after the rows, as
#               an interactive shell words it
#   sh          a shell command, status 0
#   sh server   started in the background with this store and a free port in place of 8080, stopped with SIGTERM when the
#               section ends; it must print the lines of the text block among others, and leave no server behind
#   console     read by the shell but not run: it needs root, another machine, or is `make check` itself
# An example without a text block after it prints nothing.
#
# Checked besides: the views and columns that fulfil(7) lists are those of the store, and every path that the README
# names is there.

cd "$(dirname "$0")/../.." || exit 1
: "${BUILD:=build}" "${FILL:=}"
top=$PWD
work=$(mktemp -d) && chmod 755 "$work" || exit 1
trap 'server_stop >/dev/null 2>&1; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
passed=0 failed=0 skipped=0 server=
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); printf 'not ok - %s\n' "$1"; [ $# -lt 2 ] || sed 's/^/    /' "$2"; }

# --- a folder for a section -------------------------------------------------------------------------------------------

sandbox() {  # sandbox FOLDER
    mkdir -p "$1/build"
    for entry in "$top"/*; do
        case ${entry##*/} in build) ;; schema) cp -R "$entry" "$1/";; *) ln -s "$entry" "$1/";; esac
    done
    ln -s "$top/$BUILD/fulfil.so" "$top/$BUILD/fulfil_files.so" "$top/$BUILD/fulfil-report" "$1/build/"
    cp "$BUILD/sample.db" "$1/build/park.db"
    # Root serves as the store's owner, who must be able to write beside it.
    if [ "$(id -u)" = 0 ]; then chown -h nobody "$1/build" "$1/build/park.db"; fi
}

# --- a server ---------------------------------------------------------------------------------------------------------

server_start() {  # server_start CODE OUTPUT: in the checkout itself, so that nothing is built again
    db=$(printf '%s' "$box/build/park.db" | sed 's/ /\\ /g')  # as make reads MAKEFLAGS
    for try in 1 2 3 4 5; do
        port=$(($(od -An -N2 -tu2 /dev/urandom) % 20000 + 10000))
        { printf 'exec '; cat "$1"; } >"$work/sh"  # so that the signal reaches the command itself
        (cd "$top" && MAKEFLAGS="PORT=$port DB=$db BUILD=$BUILD" exec env --default-signal sh "$work/sh") >"$2" 2>&1 </dev/null &
        server=$!
        for wait in $(seq 300); do
            if grep -q 'is being served' "$2"; then return 0; fi
            kill -0 $server 2>/dev/null || break
            sleep 0.1
        done
        grep -q 'is in use' "$2" || break
    done
    server_stop
    return 1
}

server_stop() {
    [ -n "$server" ] || return 0
    kill -TERM "$server" 2>/dev/null
    wait "$server" 2>/dev/null
    server=
    for wait in $(seq 50); do
        curl -s -o "$work/none" "http://127.0.0.1:$port/health" || return 0
        sleep 0.1
    done
    return 1
}

# --- one example ------------------------------------------------------------------------------------------------------

run_sql() {
    db=build/park.db
    [ ! -e build/copy.db ] || db=build/copy.db
    sqlite3 -batch -cmd '.load build/fulfil' -cmd '.headers on' -cmd '.timeout 30000' $db <"$1" 2>"$work/said"
    sed 's/^\([A-Z][a-z]* error\) near line [0-9]*:/\1:/' "$work/said"
}

run_sh() {
    sed "s|127\.0\.0\.1:8080|127.0.0.1:${port:-8080}|g" "$1" >"$work/sh" && sh "$work/sh" 2>&1 </dev/null || echo "exit status $?"
}

# Whether every line of file A is in file B, in this order.
within() { awk 'FILENAME == ARGV[1] { want[++n] = $0; next } i < n && $0 == want[i + 1] { i++ } END { exit i < n }' "$1" "$2"; }

example() {  # example N
    what="$(cat "$1.line")" kind=$(cat "$1.kind")
    [ -e "$1.wanted" ] || : >"$1.wanted"
    case $kind in
    console) if sh -n "$1.code" 2>"$1.got"; then ok; else no "$what is no shell command" "$1.got"; fi; return;;
    'sh server')
        server_start "$1.code" "$1.all" || { no "$what: no server" "$1.all"; return; }
        sed "s|127\.0\.0\.1:$port|127.0.0.1:8080|; s|run/$port/|run/8080/|; s|$box/||; s|$BUILD/run|build/run|" "$1.all" >"$1.got"
        if within "$1.wanted" "$1.got"; then ok; else diff "$1.wanted" "$1.got" >"$1.diff"; no "$what" "$1.diff"; fi
        rm "$1.got"; return;;
    sql) (cd "$box" && run_sql "$1.code") >"$1.got";;
    sh) (cd "$box" && run_sh "$1.code") >"$1.got";;
    *) no "$what: no such kind of example: $kind"; return;;
    esac
    if diff "$1.wanted" "$1.got" >"$1.diff"; then ok; else no "$what: wanted (<), got (>)" "$1.diff"; fi
}

section_end() {
    [ -z "$server" ] || if server_stop; then ok; else no "$1: the server is still there"; fi
    rm -rf "$box"
}

document() {  # document FILE
    blocks=$work/blocks-${1##*/} last='' n=1
    mkdir "$blocks"
    awk -v out="$blocks" -f tests/docs/blocks.awk "$1"
    while [ -e "$blocks/$n.kind" ]; do
        section=$(cat "$blocks/$n.section")
        if [ "$section" != "$last" ]; then
            [ -z "$last" ] || section_end "$1 $last"
            box="$work/a box"; sandbox "$box"
            last=$section
        fi
        example "$blocks/$n"
        n=$((n + 1))
    done
    [ -z "$last" ] || section_end "$1 $last"
    [ -z "$FILL" ] || { awk -v fill="$blocks" -f tests/docs/blocks.awk "$1" >"$work/new" && cat "$work/new" >"$1"; }
    [ "$n" -gt 1 ] || no "$1 has no example"
}

# --- names in the documents -------------------------------------------------------------------------------------------

# `.It Va VIEW` in the manual, and its columns, up to the first line that ends with a full stop.
views() {
    awk '/^\.It Va / { view = $3; text = ""; next }
         view != "" { text = text (text == "" ? "" : " ") $0; if (/\.$/) { sub(/\.$/, "", text); print view "|" text; view = "" } }' "$1"
}
check_views() {  # check_views MANUAL
    views "$1" >"$work/views"
    while IFS='|' read -r view columns; do
        have=$(sqlite3 -batch -cmd ".load $BUILD/fulfil" "$BUILD/sample.db" "SELECT group_concat(name, ', ') FROM pragma_table_info('$view')")
        if [ "$have" = "$columns" ]; then ok; else no "fulfil(7), view $view has the columns: $have"; fi
    done <"$work/views"
    [ -s "$work/views" ] || no 'fulfil(7) lists no view'
}

# Pictures, and paths in backquotes: those with a slash inside or a suffix of ours; not addresses, not what the build makes.
check_paths() {
    { grep -oE '`[A-Za-z_.][A-Za-z0-9_./-]*`' README.md | tr -d '`'; sed -n 's/^!\[.*](\(.*\))$/\1/p' README.md; } | grep -E '/|\.(sql|sh|c|h|xsl|css|png|rng|7|8|md|example)$' |
        grep -vE '^build/|^(https?|127)' | sort -u >"$work/paths"
    while read -r path; do
        if [ -e "$path" ] || ls */"$path" >/dev/null 2>&1; then ok; else no "README.md names $path, which is not there"; fi
    done <"$work/paths"
}

# --- all of it --------------------------------------------------------------------------------------------------------

# A wrong line, a missing one, a failing command and a wrong column must be found: four failures among six.
self_test() {
    cat >"$work/self.md" <<'END'
## Self-test
```sql
SELECT 1 AS one;
```
```text
one
1
```
```sql
SELECT 2 AS two;
```
```text
two
1
```
```sh
echo said
```
```sh
false
```
```text
```
END
    printf '.It Va zone_info\ncode, name.\n.It Va grid_info\ncode, unit, name, name_en.\n' >"$work/self.7"
    said=$(passed=0 failed=0 FILL='' && document "$work/self.md" && check_views "$work/self.7" && echo "$passed passed, $failed failed")
    case $said in *'2 passed, 4 failed') ok;; *) printf '%s\n' "$said" >"$work/said"; no 'self-test' "$work/said";; esac
}

self_test
for file in README.md */*.[1-9]; do document "$file"; done
check_views ext/fulfil.7
check_views ext/fulfil-money.7
check_views ext/fulfil-ledger.7
check_paths
echo "$passed passed, $failed failed$([ $skipped = 0 ] || echo ", $skipped skipped")"
[ "$failed" = 0 ]
