#!/bin/sh
# Runs each libcheck program given under valgrind: one test a program, passed if it passes and valgrind sees no bad
# access, no use of an unset value and no lost block.
#
#   sh tests/valgrind.sh PROGRAM...

passed=0 failed=0
for program; do
    printf '%s\n' "$program"
    # Without forking, so that valgrind sees the tests themselves and libcheck's own exit frees what it kept.
    if said=$(CK_FORK=no CK_TIMEOUT_MULTIPLIER=50 valgrind --quiet --error-exitcode=99 --leak-check=full \
        --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect "$program" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)); printf 'not ok - %s under valgrind\n%s\n' "$program" "$said"
    fi
done
echo "$passed passed, $failed failed"
