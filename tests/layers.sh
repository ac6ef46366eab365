#!/bin/sh
# Holds the layers of the tree: who may know whom. Each rule is a shell function that prints what breaks it and is silent
# otherwise; for each there is a seed, a change that breaks it, and a rule that does not find its seed fails too.
#
#   BUILD=build sh tests/layers.sh
#
# A rule is given the top folder of the tree to look at: the tree itself, or a copy with the seed in it.

# --- rules ------------------------------------------------------------------------------------------------------------

INCLUDE='^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]'

# The core is engine-free: no type, header or function of SQLite, libxml2, libxslt or libfcgi; memory comes from its caller.
core_pure() { grep -nE "${INCLUDE}[^>\"]*(sqlite3|libxml|libxslt|libexslt|fcg)|sqlite3_[a-z]|xml[A-Z]|FCGX_" "$1"/ext/core/*.[ch]; }
core_objects() {
    for object in "$1/$BUILD"/ext/core/*.o; do
        nm -u "$object" | grep -E ' (sqlite3|xml|xslt|FCGX)_?|(U (malloc|calloc|realloc|free|open|fopen|printf|time))$' | sed "s|^|$object|"
    done
}

# The reader of files: its glue alone speaks to SQLite, nothing else is built with it, and it uses nobody's glue.
files_glue() { grep -lE "${INCLUDE}sqlite3" "$1"/ext/files/*.[ch] | grep -vE '/(fulfil_files|staging|staging_row)\.[ch]$'; }
files_alone() { grep -nE "${INCLUDE}[^>\"]*files/" "$1"/ext/*.[ch] "$1"/ext/core/*.[ch] "$1"/cgi/*.[ch]; grep -nE "${INCLUDE}[^>\"]*(cgi/|\.\./)" "$1"/ext/files/*.[ch]; }
files_not_linked() {
    for program in "$1/$BUILD"/fulfil-report "$1/$BUILD"/fulfil.so; do
        readelf -d "$program" | grep -E 'NEEDED.*lib(zip|csv)' | sed "s|^|$program: |"
    done
}

# Only the glue speaks to SQLite through the extension's interface, and nothing in ext/ knows who uses it.
glue_only() { grep -nE "${INCLUDE}sqlite3ext\.h" "$1"/ext/core/*.[ch] "$1"/cgi/*.[ch]; }
ext_no_caller() { grep -nE "${INCLUDE}[^>\"]*(cgi/|fcg|libxml|libxslt)" "$1"/ext/*.[ch] "$1"/ext/core/*.[ch]; }

# Each outside interface has one file that knows it.
one_of() {  # one_of REGEX FILE...: prints all files with a match unless there is exactly one
    regex=$1; shift
    files=$(grep -lE "$regex" "$@")
    [ "$(printf '%s\n' "$files" | grep -c .)" = 1 ] || printf 'not in one file but in: %s\n' "$(echo $files)"
}
one_fcgi() { one_of "${INCLUDE}(fastcgi/)?(fcgiapp|fcgi_stdio|fastcgi|fcgimisc)\.h" "$1"/cgi/*.[ch]; }
one_xslt() { one_of "${INCLUDE}libxslt" "$1"/cgi/*.[ch]; }
one_open() { one_of 'sqlite3_open(_v2|16)?[[:space:]]*\(' "$1"/cgi/*.[ch]; }
one_xml() { one_of '"[^"]*(<[a-z/?!]|&lt;)' "$1"/cgi/*.[ch]; }

# The server never loads an extension.
no_loading() { grep -nE 'sqlite3_(enable_)?load_extension|fulfil_files' "$1"/cgi/*.[ch] "$1"/nginx.conf.example; }

# The names of all tables of the store, one a line.
tables() {
    cat "$1"/schema/*.sql | sed 's/--.*//' |
        grep -oiE 'CREATE +(VIRTUAL +)?TABLE +(IF +NOT +EXISTS +)?[a-z_0-9]+' | awk '{ print tolower($NF) }' | sort -u
}

# What the SQL on standard input reads or writes by name, as `LINE NAME`: identifiers after FROM, JOIN, INTO and UPDATE,
# and after a comma in a FROM list. Table-valued functions are left out.
relations() {
    sed "s/--.*//; s/'[^']*'/''/g" | awk '
        { line = tolower($0); gsub(/[(),;]/, " & ", line); n = split(line, word, /[ \t"]+/)
          for (i = 1; i <= n; i++) if (word[i] != "") { w[++count] = word[i]; at[count] = NR } }
        function past(k,  depth) {  # the word after the item at k and, if it is a call, its arguments
            k++
            if (w[k] == "(") do { depth += (w[k] == "(") - (w[k] == ")"); k++ } while (depth > 0 && k <= count)
            return k }
        END { for (i = 1; i <= count; i++) {
                  if (w[i] !~ /^(from|join|into|update)$/) continue
                  for (k = i + 1; k <= count; k++) {
                      if (w[k] ~ /^[a-z_][a-z_0-9]*$/ && w[k + 1] != "(") print at[k], w[k]
                      k = past(k)
                      if (w[k] == "as") k++
                      if (w[k] != "," && w[k + 1] == ",") k++
                      if (w[k] != ",") break } } }'
}

# The text of a file in which SQL can stand, line by line: of C the string literals only.
sql_of() {
    case $1 in
    *.c) awk '{ text = ""; while (match($0, /"([^"\\\\]|\\\\.)*"/)) {
                    text = text " " substr($0, RSTART + 1, RLENGTH - 2); $0 = substr($0, RSTART + RLENGTH) }
                print text }' "$1";;
    *) cat "$1";;
    esac
}

# Neither the server's own SQL nor a report's names a table; reports read views.
only_views() {  # only_views TOP FILE...
    top=$1; shift
    names=$(tables "$top" | tr '\n' ' ')
    for file; do
        sql_of "$file" | relations | awk -v names="$names" -v file="$file" '
            BEGIN { n = split(names, t, " "); for (i = 1; i <= n; i++) table[t[i]] = 1 }
            $2 in table { print file ":" $1 ": table " $2 }'
    done
    [ -n "$names" ] || echo 'no table found in schema/'
}
cgi_no_table() { only_views "$1" "$1"/cgi/*.c; }
reports_views() { only_views "$1" "$1"/schema/reports/*.sql; }

# The clock has one way in.
no_now() { grep -niE "'now'|current_(date|time)" "$1"/schema/*.sql "$1"/schema/reports/*.sql "$1"/schema/functions/*.sql | grep -vE ':[0-9]+: *--'; }

# A stylesheet knows the contract and its own folder.
xsl_alone() {
    grep -nE 'cgi/|schema/|REMOTE_USER|QUERY_STRING|\.sql|(include|import)[^>]+href="[^"]*/|(select|test|match|use)="[^"]*document\(|exsl:document' "$1"/xsl/*.xsl
}

# Of a loadable file one name is seen, that of its entry point.
one_symbol() {
    for so in "$1/$BUILD"/*.so; do
        name=${so##*/}; name=sqlite3_$(echo "${name%.so}" | tr -d _)_init
        seen=$(nm -D --defined-only "$so" | awk '$2 != "A" { print $3 }' | tr '\n' ' ')
        [ "$seen" = "$name " ] || echo "$so: exports $seen"
    done
}

# --- seeds: what makes each rule fail, run in a copy of the tree ------------------------------------------------------

second_c() { printf '#include <%s>\n' "$1" >>cgi/buf.c; printf '#include <%s>\n' "$1" >>cgi/text.c; }
seed_core_pure() { echo '#include <sqlite3.h>' >>ext/core/day.c; }
seed_core_objects() { echo 'int sqlite3_open(void); int seed(void); int seed(void) { return sqlite3_open(); }' >s.c; cc -c -o "$BUILD/ext/core/seed.o" s.c; }
seed_files_glue() { echo '#include <sqlite3ext.h>' >>ext/files/sheet.c; }
seed_files_alone() { echo '#include "files/reading.h"' >>ext/rollup.c; }
seed_files_not_linked() { cp "$BUILD/fulfil_files.so" "$BUILD/fulfil.so"; }
seed_glue_only() { echo '#include <sqlite3ext.h>' >>cgi/buf.c; }
seed_ext_no_caller() { echo '#include "../cgi/buf.h"' >>ext/fulfil.c; }
seed_one_fcgi() { second_c fcgiapp.h; }
seed_one_xslt() { second_c libxslt/xslt.h; }
seed_one_open() { echo 'sqlite3_open_v2(' >>cgi/buf.c; echo 'sqlite3_open(' >>cgi/text.c; }
seed_one_xml() { echo '"<p>" "</p>"' >>cgi/buf.c; echo '"<p>"' >>cgi/text.c; }
seed_no_loading() { echo 'sqlite3_enable_load_extension(db, 1);' >>cgi/buf.c; }
seed_cgi_no_table() { echo '"SELECT 1 FROM demand"' >>cgi/buf.c; }
seed_reports_views() { printf 'SELECT 1 FROM periods(1,2) p\n  , demand AS d;\n' >>schema/reports/seed.sql; }
seed_no_now() { echo "SELECT date('now');" >>schema/reports/seed.sql; }
seed_xsl_alone() { echo '<xsl:include href="../cgi/x.xsl"/>' >>xsl/seed.xsl; }
seed_one_symbol() { echo 'int other(void); int other(void) { return 1; }' >s.c; cc -shared -fPIC -o "$BUILD/seed.so" s.c; }

# --- both for every rule ----------------------------------------------------------------------------------------------

RULES='core_pure core_objects files_glue files_alone files_not_linked glue_only ext_no_caller one_fcgi one_xslt one_open one_xml no_loading cgi_no_table
       reports_views no_now xsl_alone one_symbol'
: "${BUILD:=build}"
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
passed=0 failed=0

verdict() {  # verdict PASSED WHAT SAID
    if [ "$1" = yes ]; then passed=$((passed + 1)); else failed=$((failed + 1)); printf 'not ok - %s\n%s\n' "$2" "$3"; fi
}

for rule in $RULES; do
    said=$("$rule" . 2>&1)
    verdict "$([ -z "$said" ] && echo yes)" "$rule" "$said"
    rm -rf "$copy/t" && mkdir -p "$copy/t/$BUILD/ext/core"
    cp -R ext cgi xsl schema nginx.conf.example "$copy/t"
    cp "$BUILD"/*.so "$BUILD"/fulfil-report "$copy/t/$BUILD"; cp "$BUILD"/ext/core/*.o "$copy/t/$BUILD/ext/core"
    found=$(cd "$copy/t" && "seed_$rule" && "$rule" . 2>&1)
    verdict "$([ "$found" != "$said" ] && echo yes)" "$rule does not find its seed" "$found"
done
echo "$passed passed, $failed failed"
