#!/bin/sh
# Installs fulfil, looks at what came where, makes a store from there and serves it behind nginx with nothing but what was
# installed; takes it away again; and builds, tests and installs the tarball of `make dist`.
#
#   BUILD=build sh tests/install/run.sh

: "${BUILD:=build}"
dir=$(mktemp -d) && chmod 755 "$dir" || exit 1
server= nginx=
end() { for p in $nginx $server; do kill "$p" 2>/dev/null; done; wait; rm -rf "$dir"; }
trap end EXIT
trap 'exit 1' INT TERM HUP
passed=0 failed=0
check() {  # check WHAT COMMAND...
    what=$1; shift
    if "$@" >"$dir/out" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok - $what"; head -n 20 "$dir/out" | sed 's/^/    /'; fi
}
not() { ! "$@"; }
none() { found=$("$@"); [ -z "$found" ] || { echo "$found"; false; }; }
installs() { make --no-print-directory -o setup BUILD="$BUILD" "$@"; }

# --- where things come, with a DESTDIR ---------------------------------------------------------------------------------

root="$dir/a root" prefix=/opt/fulfil-test
check 'make install DESTDIR=' installs install DESTDIR="$root" PREFIX=$prefix LIBDIR=$prefix/lib/x86 
in="$root$prefix"
check 'nothing beside the prefix' none find "$root" -not -type d -not -path "$in/*"
check 'programs may be run, nothing else' none find "$root" -type f \( -perm -u+x -o -path '*/sbin/*' -o -name migrate.sh \) \
    -not -perm 755 -o -type f -perm -u+x -not -path '*/sbin/*' -not -name migrate.sh
check 'everybody may read' none find "$root" -not -perm -a+r
check 'nothing but the programs names this checkout' none grep -rlF --exclude=fulfil-report --exclude=fulfil.so --exclude=fulfil_files.so "$PWD" "$root"
check 'no mark is left to be filled in' none grep -rnE '@[A-Z]+@' "$in/share/doc" "$in/lib" --include='*.pc' --include='*.example' --include='*.service'
for page in ext/*.[1-9] cgi/*.[1-9]; do
    check "$page" [ -s "$in/share/man/man${page##*.}/${page##*/}" ]
done
for sheet in xsl/*.xsl xsl/fulfil.css xsl/report.rng; do check "$sheet" cmp "$sheet" "$in/share/fulfil/$sheet"; done
for p in $(grep -rhoE "$prefix/(sbin|lib|share)[A-Za-z0-9_./-]*" "$in/share/doc/fulfil/examples" "$in/share/fulfil/schema/migrate.sh" "$in"/sbin/fulfil-[bcr]*[!t] | sort -u); do
    check "an example names $p" eval '[ -e "$root$p" ] || [ -e "$root$p.so" ]'
done

pc() { PKG_CONFIG_LIBDIR="$in/lib/x86/pkgconfig:$(pkg-config --variable=pc_path pkg-config)" pkg-config "$@"; }
check 'pkg-config: well formed' pc --validate fulfil
check 'pkg-config: the version of the program' eval '"$in/sbin/fulfil-report" -V | grep -qx "fulfil-report $(pc --modversion fulfil)"'
for name in extension files schema xsl contract; do
    check "pkg-config: $name" [ -e "$root$(pc --variable=$name fulfil)" ]
done

# --- it runs from there -------------------------------------------------------------------------------------------------

# Everything that is asked for by name must be what was installed, so the programs run in another folder, as an ordinary user.
here="$dir/usr" run="$dir/run"
as=; if [ "$(id -u)" = 0 ]; then as='setpriv --reuid nobody --regid nogroup --clear-groups'; fi
check 'make install PREFIX=' installs install DESTDIR= PREFIX="$here"
mkdir "$run" "$dir/var" && chmod 777 "$run" "$dir/var"
make_store() {
    cd "$here/share/fulfil/schema" && $as sqlite3 -batch -bail "$dir/var/park.db" '.timeout 30000' ".load $here/lib/fulfil/fulfil" \
        '.read store.sql' '.read sample/sample.sql' 'SELECT rollup() > 0;'
}
check 'a store from what was installed' eval '[ "$(make_store | tail -n 1)" = 1 ]'
check 'the report server is content with it' $as "$here/sbin/fulfil-report" --check -d "$dir/var/park.db" -x "$here/share/fulfil/xsl"
check 'the same by the line of the unit' eval '
    line=$(sed -n "s/^ExecStartPre=//p" "$here/share/doc/fulfil/examples/fulfil-report.service"); $as ${line%%/var/lib*}"$dir/var/park.db" ${line##*park.db }'
check 'the timer command from there' eval '
    line=$(sed -n "s/^ExecStart=//p" "$here/share/doc/fulfil/examples/fulfil-rollup.service" | sed "s|/usr/bin/||; s|/var/lib/fulfil|$dir/var|")
    $as sh -c "$line" | grep -qx "fulfil: 0 periods closed"'
mkdir -p "$dir/var/drop/in" "$dir/var/backup" && chmod 777 "$dir/var/drop" "$dir/var/drop/in" "$dir/var/backup"
for unit in cycle backup; do
    line=$(sed -n 's/^ExecStart=//p' "$here/share/doc/fulfil/examples/fulfil-$unit.service" | sed "s|/var/lib/fulfil|$dir/var|g")
    check "fulfil-$unit.service from there" eval '$as sh -c "$line" | grep -q "^fulfil-$unit: "'
done
check 'fulfil-restore from there' eval '$as "$here/sbin/fulfil-restore" "$dir"/var/backup/park-*.db "$dir/var/again.db"'
check 'migrate.sh from there' $as sh "$here/share/fulfil/schema/migrate.sh" "$dir/var/park.db"

port=$(($(od -An -N2 -tu2 /dev/urandom) % 20000 + 10000))
sed -e "s|127\.0\.0\.1:8080|127.0.0.1:$port|" -e 's|set $fulfil_viewer "";|set $fulfil_viewer "demo";|' -e "s|/run/fulfil/|$run/|" \
    -e "s|/var/cache/nginx/fulfil|$run/cache|" -e "s|/var/log/nginx/|$run/|" "$here/share/doc/fulfil/examples/nginx.conf.example" >"$run/site"
cat >"$run/nginx.conf" <<END
daemon off; pid $run/nginx.pid; error_log stderr; worker_processes 1; events {}
http { client_body_temp_path $run/b; proxy_temp_path $run/p; fastcgi_temp_path $run/f; uwsgi_temp_path $run/u; scgi_temp_path $run/s;
       include $run/site; }
END
cd_run() { cd "$run" && exec $as "$@"; }
cd_run "$here/sbin/fulfil-report" -d "$dir/var/park.db" -x "$here/share/fulfil/xsl" -s "$run/fulfil.sock" 2>"$run/report.log" &
server=$!
cd_run nginx -e stderr -p "$run/" -c nginx.conf 2>"$run/nginx.log" &
nginx=$!
for wait in $(seq 100); do [ "$(curl -s -o "$dir/page" -w '%{http_code}' "http://127.0.0.1:$port/index.xml")" != 200 ] || break; sleep 0.1; done
ask() { curl -sf "http://127.0.0.1:$port$1"; }
check 'behind nginx: XML valid under the installed contract' xmllint --noout --relaxng "$here/share/fulfil/xsl/report.rng" "$dir/page"
check 'behind nginx: the figures' eval '[ "$(xmllint --xpath "string(//*[@id=\"demands-valid\"]/@value)" "$dir/page")" = 763 ]'
check 'behind nginx: HTML' eval 'ask "/?lang=en" | grep -q "<!DOCTYPE html>"'
check 'behind nginx: the style sheet' eval 'ask /static/fulfil.css | cmp - xsl/fulfil.css'
kill $nginx $server; wait; nginx= server=
check 'the server ended in order' none grep -iE 'error|fault' "$run/report.log"

# --- and away -----------------------------------------------------------------------------------------------------------

mkdir -p "$here/share/fulfil/mine" "$here/lib/other" && : >"$here/share/fulfil/mine/note"
check 'make uninstall' installs uninstall DESTDIR= PREFIX="$here"
check 'what is not ours stays, the rest has gone' eval '[ "$(cd "$here" && find . -type f)" = ./share/fulfil/mine/note ] && [ -d "$here/lib/other" ]'
check 'uninstall with a DESTDIR' eval 'installs uninstall DESTDIR="$root" PREFIX=$prefix LIBDIR=$prefix/lib/x86 && none find "$root" -type f'
check 'uninstall twice does no harm' installs uninstall DESTDIR="$root" PREFIX=$prefix

# The tarball is built without sanitizers, whichever build asks: once is enough.
if [ -n "${SANITIZE-}" ]; then echo "$passed passed, $failed failed"; exit; fi

# --- the tarball --------------------------------------------------------------------------------------------------------

dist=$(installs dist | sed -n 's/^ *DIST *//p')
check 'make dist' [ -s "$dist" ]
cp "$dist" "$dir/1.tar.gz" && mkdir "$dir/un packed" && tar -xzf "$dist" -C "$dir/un packed"
tree=$(echo "$dir/un packed"/*)
check 'one folder, named after the version' [ "${tree##*/}" = "$(basename "$dist" .tar.gz)" ]
check 'everything that is kept is in it' eval '[ ! -e .git ] || { git ls-files; printf "%s\n" MANIFEST SOURCE_DATE SOURCE_ID; } | LC_ALL=C sort >"$dir/kept" && (cd "$tree" && find . -type f | sed "s|^\./||" | LC_ALL=C sort) | cmp - "$dir/kept"'
in_tree() { (cd "$tree" && env -u MAKEFLAGS -u BUILD -u DESTDIR -u SANITIZE make --no-print-directory -j2 CC="$CC" "$@"); }
check 'it builds' in_tree all
check 'it knows what it was made of' eval '[ "$(sqlite3 :memory: ".load \"$tree/build/fulfil\"" "SELECT fulfil_version();")" = "$(sqlite3 :memory: ".load $BUILD/fulfil" "SELECT fulfil_version();")" ]'
check 'it passes' in_tree check-sql check-names check-layers
check 'it installs' in_tree install DESTDIR="$dir/from tar"
check 'its tarball is the same one' eval 'in_tree dist && cmp "$tree/$dist" "$dir/1.tar.gz"'

echo "$passed passed, $failed failed"
