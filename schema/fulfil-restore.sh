#!/bin/sh
# Puts a backup in the place of a store, after looking whether it is sound.
#
#   fulfil-restore [-f] BACKUP STORE       (-f: STORE may be there; it is kept as STORE.before-YYYYMMDDTHHMMSSZ)
#
# Stop whoever has the store open first: fulfil-report, the timers. What is looked at: every page (integrity_check),
# every reference (foreign_key_check), that it is a fulfil store of a version that this fulfil knows, and the trail of
# records (trail_verify).
# EXIT STATUS  0 done; 1 refused, nothing was changed; 2 wrong call.
set -u
here=$(cd "$(dirname "$0")" && pwd)
extension=$here/../build/fulfil
force=
usage() { echo 'usage: fulfil-restore [-f] BACKUP STORE' >&2; exit 2; }
while getopts f option; do case $option in f) force=1;; *) usage;; esac; done
shift $((OPTIND - 1))
[ $# = 2 ] || usage
backup=$1 store=$2
stop() { echo "fulfil-restore: $*; nothing was changed" >&2; exit 1; }

[ -f "$backup" ] || stop "$backup: no such file"
[ ! -s "$backup-wal" ] || stop "$backup-wal is there: this file is in use, or was copied while it was"
[ ! -e "$store" ] || [ -n "$force" ] || stop "$store is there; with -f it is kept under another name"
for left in "$store-wal" "$store-shm"; do
    [ ! -e "$left" ] || stop "$left is there: somebody has the store open; stop fulfil-report and the timers first"
done
new=$store.new.$$
trap 'rm -f "$new" "$new-wal" "$new-shm"' EXIT
trap 'exit 1' HUP INT TERM
cp -- "$backup" "$new" || stop "$new cannot be written"
said=$(sqlite3 -batch -bail "$new" 'PRAGMA application_id;' 2>&1)
[ "$said" = 1718971494 ] || stop "$backup is not a fulfil store: $(echo $said | cut -c1-200)"
said=$(sqlite3 -batch -bail "$new" ".load '$extension'" 'PRAGMA integrity_check;' 'PRAGMA foreign_key_check;' 2>&1)
[ "$said" = ok ] || stop "$backup is not sound: $(echo $said | cut -c1-200)"
if [ "$(sqlite3 -batch "$new" ".load '$extension'" "SELECT count(*) > 0 FROM pragma_function_list WHERE name = 'trail_verify';")" = 1 ]; then
    said=$(sqlite3 -batch -bail "$new" ".load '$extension'" 'SELECT trail_verify();' 2>&1)
    [ "$said" = ok ] || stop "the trail of $backup is broken: $(echo $said | cut -c1-200)"
fi
sqlite3 -batch "$new" 'PRAGMA journal_mode = WAL;' >/dev/null || stop "$new cannot be written"
rm -f "$new-wal" "$new-shm"
sync -- "$new" || stop "$new cannot be written to the disk"
[ ! -e "$store" ] || { chmod --reference="$store" "$new"; chown --reference="$store" "$new" 2>/dev/null
    ln -- "$store" "$store.before-$(date -u +%Y%m%dT%H%M%SZ)" || stop "$store cannot be kept under another name"; }
mv -f -- "$new" "$store" && sync -- "$(dirname "$store")" || stop "$store cannot be replaced"
echo "fulfil-restore: $store is $backup, $(stat -c %s "$store") bytes"
