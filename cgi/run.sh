#!/bin/bash
# Serves one store on 127.0.0.1 until Ctrl-C or SIGTERM: nginx from nginx.conf.example, and fulfil-report behind it.
#
#   BUILD=build PORT=8080 DB=build/park.db bash cgi/run.sh        (`make run` calls it so, in the top folder)
#   VIEWER=NAME     who everybody is taken for, of the store's viewers; without it the demo leader
#   HTPASSWD=FILE   switches the authentication block on instead, with this password file
#   RUN_USER=NAME   whom root becomes; without it the store's owner, or nobody for the sample store that root made
#
# Both programs run as one ordinary user in a folder of their own, build/run/PORT, and call everything there by names
# relative to it, so that neither a long path nor spaces matter. Whatever happens to this script, they go with it: it
# stops them when it is told to stop, and the kernel does when it is killed.
#
# EXIT STATUS  0 stopped by a signal; 1 a program failed; 2 usage; 3 port in use; 4 no store that can be served.

set -um
: "${BUILD:=build}" "${PORT:=8080}" "${DB:=$BUILD/park.db}" "${VIEWER=demo}" "${HTPASSWD:=}"
: "${RUN_USER:=}" "${FULFIL_MOUNT:=}"
run=$BUILD/run/$PORT
as=()

die() {
    local status=$1
    shift
    printf 'fulfil: %s\n' "$*" >&2
    exit "$status"
}

# --- what is asked for ------------------------------------------------------------------------------------------------

check_words() {
    [[ $VIEWER =~ ^[A-Za-z0-9_.@-]*$ ]] || die 2 "VIEWER must be a name of letters, digits and _.@-, not '$VIEWER'"
    [ -z "$HTPASSWD" ] || [ -r "$HTPASSWD" ] || die 2 "cannot read HTPASSWD=$HTPASSWD"
    [[ $PORT =~ ^[1-9][0-9]{0,4}$ ]] && ((PORT < 65536)) || die 2 "PORT must be a number from 1 to 65535, not '$PORT'"
}

check_port() {
    if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
        die 3 "port $PORT is in use; another one: make run PORT=$((PORT < 65535 ? PORT + 1 : 8080))"
    fi
}

# The store is opened as the server will open it: as that user, read-only, beside a writer or not.
check_store() {
    local id said
    "${as[@]}" test -r "$DB" || die 4 "user $user cannot read the store $DB"
    "${as[@]}" test -w "$(dirname "$(realpath "$DB")")" ||
        die 4 "user $user cannot write in the folder of $DB, where SQLite keeps the store's -wal and -shm; put it into a folder of that user, or name another with RUN_USER="
    id=$("${as[@]}" sqlite3 -batch -readonly "$DB" 'PRAGMA application_id;' 2>&1) || said=$id id=
    [ "$id" = $((0x66756c66)) ] || die 4 "$DB is not a fulfil store${said:+ ($said)}"
}

# --- whom to be -------------------------------------------------------------------------------------------------------

# Sets `user`, and `as`, the words before a command that make it run as that user with no way back.
choose_user() {
    user=$(id -un 2>/dev/null || id -u)
    as=(setpriv --no-new-privs --pdeathsig TERM)
    [ "$(id -u)" = 0 ] || return 0
    user=$(stat -L -c %U -- "$DB")
    [ "$user" != root ] || user=nobody
    user=${RUN_USER:-$user}
    id -u -- "$user" >/dev/null 2>&1 || die 2 "there is no user '$user' to run as"
    [ "$(id -u -- "$user")" != 0 ] || die 2 "'$user' is root; RUN_USER must be an ordinary user"
    as+=(--reuid "$user" --regid "$(id -g -- "$user")" --clear-groups --inh-caps=-all)
    # The sample store was made by whoever called make; it is handed over with the folder that was made for it.
    if [ "$DB" = "$BUILD/park.db" ] && [ -L "$DB" ]; then chown -R -- "$user" "$BUILD/store"; fi
}

# A checkout below a folder that only root may enter (/root) is out of that user's reach. A private mount of the same
# files, where everybody may enter, changes no permission, and the store is still the one live file.
reach_checkout() {
    local top=$PWD
    if [ -n "$FULFIL_MOUNT" ]; then
        mount --rbind "$top" "$FULFIL_MOUNT" && cd "$FULFIL_MOUNT" || exit 1
        DB=${DB/#"$top/"/}
    elif ! "${as[@]}" test -r "$top/cgi" -a -x "$top/cgi"; then
        unshare --mount --propagation private true 2>/dev/null ||
            die 4 "user $user cannot reach $top; move the checkout where everybody may enter, or run as an ordinary user"
        FULFIL_MOUNT=$(mktemp -d /tmp/fulfil.XXXXXX) && chmod 755 "$FULFIL_MOUNT" || exit 1
        export FULFIL_MOUNT
        exec unshare --mount --propagation private bash cgi/run.sh
    fi
}

# --- the two programs -------------------------------------------------------------------------------------------------

# Fills the run folder: nginx.conf.example with the names of this folder in it, and what nginx wants around it.
write_conf() {
    local auth='s|set $fulfil_viewer "";|set $fulfil_viewer "'$VIEWER'";|'
    [ -z "$HTPASSWD" ] || auth='/# BEGIN authentication/,/# END authentication/s|^\( *\)#\([a-z]\)|\1\2|'
    rm -rf "$run" 2>/dev/null
    mkdir -p "$run" 2>/dev/null && [ -w "$run" ] || die 1 "cannot write in $run; does it belong to somebody else?"
    ln -s "$PWD/xsl" "$run/xsl"
    [ -z "$HTPASSWD" ] || cp -- "$HTPASSWD" "$run/htpasswd" || exit 2
    sed -e "$auth" -e "s|127\.0\.0\.1:8080|127.0.0.1:$PORT|" -e 's|/run/fulfil/||' -e 's|/usr/share/fulfil/||' \
        -e 's|/var/cache/nginx/fulfil|cache|' -e 's|/var/log/nginx/||' -e 's|/etc/fulfil/||' \
        nginx.conf.example >"$run/fulfil.conf"
    cat >"$run/nginx.conf" <<'END'
daemon off;
pid nginx.pid;
error_log stderr warn;
worker_processes 2;
events {
    worker_connections 1024;
}
http {
    client_body_temp_path tmp-body;
    proxy_temp_path tmp-proxy;
    fastcgi_temp_path tmp-fastcgi;
    uwsgi_temp_path tmp-uwsgi;
    scgi_temp_path tmp-scgi;
    default_type application/octet-stream;
    sendfile on;
    include fulfil.conf;
}
END
    chmod 700 "$run"
    [ "$(id -u)" != 0 ] || chown -R -- "$user" "$run"
}

# Starts both as groups of their own, so that Ctrl-C reaches this script alone and it stops them in order.
start() {
    local top=$PWD db
    db=$(realpath "$DB")
    cd "$run" || exit 1
    "${as[@]}" "$top/$BUILD/fulfil-report" -d "$db" -s fulfil.sock -x "$top/xsl" 2>report.log &
    server=$!
    "${as[@]}" nginx -e stderr -p "$PWD/" -c nginx.conf &
    nginx=$!
    cd "$top" || exit 1
}

# Ends the group of a process: asked first, forced after ten seconds.
end() {
    local i
    kill -TERM "$1" 2>/dev/null
    for ((i = 0; i < 100; i++)); do
        kill -0 -- "-$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL -- "-$1" 2>/dev/null
}

# nginx first, so that nobody is sent to a server that has gone.
stop() {
    trap '' INT TERM HUP
    [ -z "${nginx-}" ] || end "$nginx"
    [ -z "${server-}" ] || end "$server"
    nginx='' server=''
    if [ -n "$FULFIL_MOUNT" ]; then
        cd / && umount -l "$FULFIL_MOUNT" 2>/dev/null
        rmdir "$FULFIL_MOUNT"
    fi
}

# Waits for the first answer of /health: 502 is nginx saying that the server is not there yet, 401 that it asks for a
# password first.
await_answer() {
    local i line
    for ((i = 0; i < 100; i++)); do
        kill -0 "$server" 2>/dev/null && kill -0 "$nginx" 2>/dev/null || return 1
        line=$({ exec 3<>"/dev/tcp/127.0.0.1/$PORT" && printf 'GET /health HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3; } 2>/dev/null)
        [[ $line != *' 200 '* ]] || return 0
        [[ $line != *' 401 '* ]] || [ ! -S "$run/fulfil.sock" ] || return 0
        [[ $line != *' 500 '* ]] || return 1
        sleep 0.05
    done
    return 1
}

announce() {
    cat <<END

fulfil 已启动 · is being served at
    http://127.0.0.1:$PORT/           中文
    http://127.0.0.1:$PORT/?lang=en   English
    数据库 store $DB · 日志 logs $run/ · Ctrl-C 停止 stops it

END
}

# --- here it goes -----------------------------------------------------------------------------------------------------

check_words
[ -e "$DB" ] || die 4 "there is no store $DB; 'make store' makes the sample in $BUILD/park.db"
choose_user
reach_checkout
trap stop EXIT
trap 'exit 0' INT TERM HUP
check_port
check_store
write_conf
start
await_answer || { tail -n 5 "$run/report.log" >&2; die 1 "the server did not start"; }
announce
wait -n "$server" "$nginx"
tail -n 5 "$run/report.log" >&2
die 1 "a program stopped by itself; the last lines of $run/report.log are above"
