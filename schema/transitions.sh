#!/bin/sh
# Draws the table transition of a store for the manual page fulfil-ledger(7), between its lines `.\" transitions` and
# `.\" end of transitions`: for each phase what may happen and where it leads; what leaves the phase as it is comes last.
#
#   sh schema/transitions.sh build/fulfil STORE            prints it
#   sh schema/transitions.sh build/fulfil STORE PAGE.7     puts it into the page
set -eu
drawing() {
    echo '.\" transitions'
    echo '.Bd -literal -offset indent'
    sqlite3 -batch -noheader -list -cmd ".load '$1'" "$2" "
WITH place (phase, no) AS (VALUES ('awaiting', 1), ('dispatched', 2), ('accepted', 3), ('paused', 4), ('solved', 5), ('confirmed', 6),
                                  ('closed', 7), ('closed_unsolved', 8), ('withdrawn', 9), ('revoked', 10)),
move AS (
  SELECT p.no, t.phase, t.kind || CASE condition WHEN 'led' THEN ', a unit led it' WHEN 'not_led' THEN ', no unit led it'
                                      WHEN 'confirmed' THEN ', \"yes\"' WHEN 'not_confirmed' THEN ', \"no\"' ELSE '' END AS what, t.next, q.no AS there
    FROM transition t JOIN place p ON p.phase = t.phase JOIN place q ON q.phase = t.next WHERE t.next <> t.phase),
line AS (
  SELECT no, 1 AS part, there, what, printf('%-16s--> %-16s%s', '', next, what) AS text FROM move
  UNION ALL
  SELECT p.no, 2, 0, '', printf('%-16sstays: %s', '', (SELECT group_concat(kind, ', ')
           FROM (SELECT DISTINCT kind FROM transition t WHERE t.phase = p.phase AND t.next = t.phase ORDER BY kind)))
    FROM place p WHERE EXISTS (SELECT 1 FROM transition t WHERE t.phase = p.phase AND t.next = t.phase))
SELECT iif(row_number() OVER (PARTITION BY l.no ORDER BY part, there, what) = 1, printf('%-16s', p.phase) || substr(text, 17), text)
  FROM line l JOIN place p ON p.no = l.no ORDER BY l.no, part, there, what;"
    echo '.Ed'
    echo '.\" end of transitions'
}
[ $# -ge 2 ] || { echo 'usage: transitions.sh EXTENSION STORE [PAGE]' >&2; exit 2; }
[ $# = 3 ] || { drawing "$1" "$2"; exit; }
made=$(drawing "$1" "$2")
printf '%s\n' "$made" >"$3.made"
awk -v made="$3.made" '/^\.\\" transitions/ { while ((getline line < made) > 0) print line; skip = 1 }
    !skip { print } /^\.\\" end of transitions/ { skip = 0 }' "$3" >"$3.new"
mv "$3.new" "$3"
rm "$3.made"
