# What every evaluation starts with; read by `. tests/evaluate/lib.sh` in the top folder. Sets $data and a scratch folder
# $work, and leaves with 0 and a loud line where there is no data. `store FILE` makes a store without any case in it.
: "${BUILD:=build}"
data=${FULFIL_DATA:-../shared/data}
topic=$(basename "$0" .sh)
if ! [ -e "$data/messages/messages.csv" ]; then
    echo "SKIPPED $topic: no evaluation data in $data (FULFIL_DATA=DIR names another folder)"
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

store() {
    extension=$PWD/$BUILD/fulfil
    (cd schema && sqlite3 -batch -bail "$1" ".load \"$extension\"" '.read store.sql') >"$work/store.log" 2>&1 ||
        { cat "$work/store.log"; exit 1; }
}

# query FILE: runs standard input in the store FILE with the extension.
query() { sqlite3 -batch -bail -cmd ".load \"$PWD/$BUILD/fulfil\"" "$1"; }
