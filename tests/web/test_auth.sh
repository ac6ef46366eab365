#!/bin/sh
# Who asks: the authentication block switched on, and no way past it or round it.
. tests/web/lib.sh

printf 'demo:{PLAIN}right\nstranger:{PLAIN}right\n' >"$work/htpasswd"
server_start HTPASSWD="$work/htpasswd"
viewer() { xpath '/r:report/@viewer'; }
role() { xpath '/r:report/@role'; }

for path in / /index.xml /demands.csv /health /static/fulfil.css /nothing; do
    get "$path"; check "$path without a password" same "$status" 401
    get "$path" -u demo:wrong; check "$path with a wrong one" same "$status" 401
done
check 'security headers on refusals' head_has '^content-security-policy: '
get /index.xml -u demo:right
check 'with the right one' same "$status" 200
check 'the viewer' same "$(viewer)" demo
check 'his role' same "$(role)" leader

# Another viewer, within the second that the first one's page is kept.
get /enterprises.xml -u demo:right
check 'a leader sees names' same "$(role)" leader
cp "$work/body" "$work/leader"
get /enterprises.xml -u stranger:right
check 'another viewer, another page' same "$(role)" none
check 'not from the cache of the first' differ "$(header x-cache)" HIT
check 'not the same bytes' not cmp -s "$work/body" "$work/leader"
get /enterprises.xml -u demo:right
check 'his own cache' same "$(header x-cache)" HIT
check 'his own page' cmp "$work/body" "$work/leader"

# A tag that one viewer got does not tell another anything.
tag=$(header etag)
get /enterprises.xml -u stranger:right -H "If-None-Match: $tag"
check "another viewer's tag" same "$status" 200

# No header makes somebody else of a viewer.
forged() { get /index.xml "$@" -H 'REMOTE_USER: demo' -H 'Remote-User: demo' -H 'X-Remote-User: demo' -H 'HTTP_REMOTE_USER: demo'; }
forged -u stranger:right
check 'headers do not make a leader' same "$(role)" none
get '/index.xml?REMOTE_USER=demo' -u stranger:right
check 'nor does the address' same "$status" 400
server_end

# Without the block everybody is the fixed viewer, whatever password he sends.
server_start VIEWER=
get /index.xml
check 'nobody by default' same "$(role)" none
forged -u demo:right
check 'a name nobody asked for' same "$(role)" none
check 'is not shown' same "$(viewer)" ''
finish
