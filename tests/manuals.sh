#!/bin/sh
# Lints the manual pages given: mandoc must find nothing to say about any, from style up.
#
#   sh tests/manuals.sh PAGE...

[ $# -gt 0 ] || { echo 'skip: there is no manual page yet'; echo '0 passed, 0 failed, 1 skipped'; exit 0; }
# mandoc looks up the pages that these refer to. Whatever manuals this machine has, it finds them all, but for those of
# ours, which must be among the pages given.
path=$(mktemp -d) && trap 'rm -rf "$path"' EXIT
sed -n 's/^\.Xr \([^ ]*\) \([1-9]\).*/\1.\2/p' "$@" | sort -u | while read -r name; do
    case $name in fulfil*) case " $*" in *[\ /]"$name"*) ;; *) continue;; esac;; esac
    mkdir -p "$path/man${name##*.}" && : >"$path/man${name##*.}/$name"
done
makewhatis "$path"
export MANPATH="$path"

passed=0 failed=0
for page; do
    if said=$(mandoc -T lint -W style "$page" 2>&1) && [ -z "$said" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)); printf 'not ok - %s\n%s\n' "$page" "$said"
    fi
done
echo "$passed passed, $failed failed"
