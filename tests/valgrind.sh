#!/bin/sh
# Runs each libcheck program given under valgrind: one test a program, passed if it passes and valgrind sees no bad
# access, no use of an unset value and no lost block. As many at a time as there are processors. The tests see
# CK_FORK=no and go fewer rounds.
#
#   sh tests/valgrind.sh PROGRAM...

if [ "${1-}" = --one ]; then
    # Without forking, so that valgrind sees the tests themselves and libcheck's own exit frees what it kept.
    if said=$(CK_FORK=no valgrind --quiet --error-exitcode=99 --leak-check=full \
        --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect "$2" 2>&1); then
        echo "ok - $2"
    else
        printf 'not ok - %s under valgrind\n%s\n' "$2" "$said"
    fi
    exit 0
fi
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
printf '%s\n' "$@" | xargs -P "$(nproc)" -I '{}' sh "$0" --one '{}' >"$log"
cat "$log"
echo "$(grep -c '^ok - ' "$log") passed, $(( $# - $(grep -c '^ok - ' "$log") )) failed"
