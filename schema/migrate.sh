#!/bin/sh
# Brings a store forward to the newest schema, all steps in one transaction: either every step is done or none.
#
#   sh schema/migrate.sh STORE [EXTENSION]          (EXTENSION: build/fulfil by default)
#
# A step is a file migrations/NNNN-what.sql that takes a store of user_version NNNN - 1 to NNNN; it holds plain
# statements, no BEGIN, no COMMIT and no PRAGMA user_version. A store that is up to date is left untouched.
# EXIT STATUS  0 done or nothing to do; 1 refused, the store is as it was; 2 wrong call.
set -u
[ $# -ge 1 ] && [ $# -le 2 ] || { echo 'usage: migrate.sh STORE [EXTENSION]' >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
store=$1 extension=${2:-$here/../build/fulfil}
[ -f "$store" ] || { echo "migrate: $store: no such file" >&2; exit 1; }
mark=$(sqlite3 -batch "$store" 'PRAGMA application_id' 2>/dev/null)
[ "$mark" = 1718971494 ] || { echo "migrate: $store is not a fulfil store" >&2; exit 1; }
from=$(sqlite3 -batch "$store" 'PRAGMA user_version')
base=$(sed -n 's/^PRAGMA user_version = \([0-9]*\);.*/\1/p' "$here/store.sql")
to=$from script=
for file in "$here"/migrations/[0-9][0-9][0-9][0-9]-*.sql; do
    [ -f "$file" ] || continue
    name=${file##*/} number=${name%%-*}
    number=$((1$number - 10000))
    [ "$number" -gt "$from" ] || continue
    [ "$number" -eq $((to + 1)) ] || { echo "migrate: step $((to + 1)) is missing before $name" >&2; exit 1; }
    to=$number
    script="$script.read '$file'
"
done
if [ "$from" -gt "$to" ] || [ "$to" -gt "$base" ] || [ "$from" -gt "$base" ]; then
    echo "migrate: $store has version $from, this fulfil knows up to $base" >&2; exit 1
fi
[ "$to" -eq "$from" ] && { echo "migrate: $store is at version $from, nothing to do" >&2; exit 0; }
# The guard is tried inside the transaction: another process may have migrated in between.
if printf '%s\n' '.bail on' '.timeout 30000' ".load '$extension'" 'BEGIN IMMEDIATE;' \
    "CREATE TEMP TABLE migrate_guard (version INTEGER CHECK (version = $from));" \
    'INSERT INTO migrate_guard SELECT user_version FROM pragma_user_version;' "$script" \
    "PRAGMA user_version = $to;" 'COMMIT;' | sqlite3 -batch -bail "$store" >/dev/null; then
    echo "migrate: $store went from version $from to $to" >&2
else
    echo "migrate: $store stays at version $from" >&2; exit 1
fi
