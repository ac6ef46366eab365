#!/bin/sh
# Turns SQL files into a C file that holds their text:
#
#     schema/embed.sh SYMBOL file.sql... >out.c
#
# The output defines `const struct embedded_sql SYMBOL[]` (see ext/core/embedded_sql.h): one {name, text} for each
# file, the name being the file's without folder and suffix, in the order given, and a NULL name at the end. Every
# line becomes one string literal, so line breaks are kept and the length of a file is of no matter.
set -eu

if [ $# -lt 1 ]; then
    echo "usage: embed.sh SYMBOL [file.sql]..." >&2
    exit 2
fi
symbol=$1
shift

printf '/* Made by schema/embed.sh; change the .sql files instead. */\n#include "ext/core/embedded_sql.h"\n\n'
printf 'extern const struct embedded_sql %s[];\nconst struct embedded_sql %s[] = {\n' "$symbol" "$symbol"
for file; do
    name=$(basename "$file" .sql)
    printf '    {"%s",\n' "$name"
    # ?? would begin a trigraph, and a carriage return would be read as the end of a line.
    LC_ALL=C sed 's/\\/\\\\/g; s/"/\\"/g; s/?/\\?/g; s/\r/\\r/g; s/^/     "/; s/$/\\n"/' "$file"
    [ -s "$file" ] || printf '     ""'
    printf '\n'
    printf '    },\n'
done
printf '    {0, 0},\n};\n'
