#!/bin/sh
# The commands of fulfil-rollup.service and fulfil-rollup.cron, run as they stand with only their paths changed: what they
# print, their exit status, and what they leave behind.

: "${BUILD:=build}"
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/a b" && cp "$BUILD/fulfil.so" "$dir" || exit 1
passed=0 failed=0 skipped=0
check() {  # check WHAT COMMAND...
    what=$1; shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok - $what"; sed 's/^/    /' "$dir/out"; fi
}

# The command line of one of the two files, as a shell command on the store $store.
command_of() {
    case $1 in
    *.service) sed -n 's/^ExecStart=//p' "$1";;
    *.cron) sed -n 's/^[^#]* fulfil //p' "$1";;
    esac | sed -e "s|/usr/bin/sqlite3|sqlite3|; s|/usr/lib/fulfil/fulfil|./fulfil|" -e "s|/var/lib/fulfil/park.db|$store|"
}
run() { command=$(command_of "$1"); (cd "$dir" && sh -c "$command") >"$dir/out" 2>&1; status=$?; }
lines() { [ "$(wc -l <"$dir/out")" = "$1" ]; }

for file in fulfil-rollup.service fulfil-rollup.cron; do
    store="a b/park.db"
    cp "$BUILD/sample.db" "$dir/$store"
    run $file
    check "$file: closes what is due" [ $status = 0 ]
    check "$file: one summary line" grep -qxE 'fulfil: [0-9]+ periods closed' "$dir/out"
    check "$file: nothing more" lines 1
    check "$file: no -wal left" [ ! -e "$dir/$store-wal" ]
    run $file
    check "$file: again" grep -qx 'fulfil: 0 periods closed' "$dir/out"

    store=absent.db
    run $file
    check "$file: no store, status 1" [ $status = 1 ]
    check "$file: no store, one line" lines 1
    check "$file: no store, none made" [ ! -e "$dir/$store" ]

    store=other-$file.db
    sqlite3 "$dir/$store" 'CREATE TABLE t(x);'
    run $file
    check "$file: another kind of store, status 1" [ $status = 1 ]
    check "$file: another kind of store, said" grep -q 'not a fulfil store' "$dir/out"
done

if command -v systemd-analyze >/dev/null; then
    # The paths of a deployment are not here, so only what is wrong with the units themselves counts.
    mkdir "$dir/units"
    sed 's|^ExecStart=.*|ExecStart=/bin/true|; /^Documentation=man/d' fulfil-rollup.service >"$dir/units/fulfil-rollup.service"
    cp fulfil-*.timer fulfil-*.path "$dir/units"
    for unit in cycle backup; do
        sed 's|^ExecStart\(P*r*e*\)=.*|ExecStart\1=/bin/true|; /^Documentation=man/d' "fulfil-$unit.service" >"$dir/units/fulfil-$unit.service"
    done
    systemd-analyze verify "$dir"/units/* >"$dir/out" 2>&1
    check 'systemd-analyze verify' [ ! -s "$dir/out" ]
else
    skipped=1
    echo 'skip: systemd-analyze verify, no systemd here'
fi
echo "$passed passed, $failed failed, $skipped skipped" | sed 's/, 0 skipped//'
