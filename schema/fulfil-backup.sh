#!/bin/sh
# Copies a store that is in use, as it stands at one moment, checks the copy and keeps the newest few.
#
#   fulfil-backup [-k NUMBER] STORE FOLDER       (-k: how many to keep, 14 by default; 0 keeps all)
#
# The copy is FOLDER/NAME-YYYYMMDDTHHMMSSZ.db. It gets its name when it is whole, checked and on the disk.
# EXIT STATUS  0 done; 1 not done, and there is no new file; 2 wrong call.
set -u
here=$(cd "$(dirname "$0")" && pwd)
extension=$here/../build/fulfil
keep=14
usage() { echo 'usage: fulfil-backup [-k NUMBER] STORE FOLDER' >&2; exit 2; }
while getopts k: option; do case $option in k) keep=$OPTARG;; *) usage;; esac; done
shift $((OPTIND - 1))
[ $# = 2 ] || usage
case x$keep in x|x*[!0-9]*) usage;; esac
store=$1 folder=${2%/}
# Where little room is left, that is most likely why.
room() { df -Pk "$folder" 2>/dev/null | awk 'NR > 1 && $4 < 16384 { printf "; only %d KB are free in %s", $4, $6 }'; }
stop() { echo "fulfil-backup: $*$(room)" >&2; exit 1; }
quote() { printf "'"; printf '%s' "$1" | sed "s/'/''/g"; printf "'"; }
address=file:$(printf '%s' "$store" | sed 's/%/%25/g; s/?/%3f/g; s/#/%23/g')?mode=rw

[ -f "$store" ] || stop "$store: no such file"
[ -d "$folder" ] && [ -w "$folder" ] || stop "$folder: no folder that can be written to"
name=${store##*/} && name=${name%.db}
new=$folder/.$name.new.$$
trap 'rm -f "$new" "$new-journal" "$new-wal" "$new-shm"' EXIT
trap 'exit 1' HUP INT TERM
sqlite3 -batch -bail "$address" '.timeout 30000' ".load '$extension'" "SELECT store_now();" "VACUUM INTO $(quote "$new");" >/dev/null || stop "$store was not copied"
said=$(sqlite3 -batch -bail "$new" ".load '$extension'" 'PRAGMA integrity_check;' 'PRAGMA foreign_key_check;' 'PRAGMA application_id;' 2>&1)
[ "$said" = "ok
1718971494" ] || stop "the copy is not sound: $(echo $said | cut -c1-200)"
sqlite3 -batch "$new" 'PRAGMA journal_mode = WAL;' >/dev/null || stop 'the copy cannot be finished'
sync -- "$new" || stop 'the copy cannot be written to the disk'
to=$folder/$name-$(date -u +%Y%m%dT%H%M%SZ).db
[ ! -e "$to" ] && mv -- "$new" "$to" && sync -- "$folder" || stop "$to cannot be written, or is there already"
echo "fulfil-backup: $to, $(stat -c %s "$to") bytes"
[ "$keep" = 0 ] && exit
# Names sort by time.
ls -r -- "$folder" | grep -E "^$(printf '%s' "$name" | sed 's/[][\.*^$+?(){}|]/\\&/g')-[0-9]{8}T[0-9]{6}Z\.db$" | tail -n +$((keep + 1)) |
    while IFS= read -r old; do rm -f -- "$folder/$old"; done
