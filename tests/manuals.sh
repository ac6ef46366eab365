#!/bin/sh
# Lints the manual pages given: mandoc must find nothing to say about any, from style up.
#
#   sh tests/manuals.sh PAGE...

[ $# -gt 0 ] || { echo 'skip: there is no manual page yet'; echo '0 passed, 0 failed, 1 skipped'; exit 0; }
passed=0 failed=0
for page; do
    if said=$(mandoc -T lint -W style "$page" 2>&1) && [ -z "$said" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)); printf 'not ok - %s\n%s\n' "$page" "$said"
    fi
done
echo "$passed passed, $failed failed"
