#!/bin/sh
# What nginx and the report server answer together: status, forms, headers on answers of every kind, caches.
. tests/web/lib.sh
server_start

# Each kind of answer carries the security headers.
hardened() {
    for _header in "content-security-policy: default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" \
        'x-content-type-options: nosniff' 'referrer-policy: no-referrer' 'permissions-policy: ' \
        'cross-origin-opener-policy: same-origin' 'cross-origin-resource-policy: same-origin'; do
        [ "$(grep -ciF -- "$_header" "$work/head")" = 1 ] || { echo "not once: $_header"; cat "$work/head"; return 1; }
    done
    ! grep -iE '^(server: .*/|x-powered-by|set-cookie)' "$work/head"
}
answer() {  # answer STATUS TYPE PATH [curl option]...
    _wanted=$1; _type=$2; shift 2
    get "$@"
    check "$1 status" same "$status" "$_wanted"
    [ -z "$_type" ] || check "$1 type" same "$(header content-type)" "$_type"
    check "$1 headers" hardened
}
html='text/html; charset=utf-8'

answer 200 "$html" /
check 'Chinese by default' body_has '<html[^>]* lang="zh'
answer 200 "$html" '/?lang=en'
check 'English on demand' body_has '<html[^>]* lang="en'
answer 200 'application/xml; charset=utf-8' /index.xml
check 'the XML keeps its contract' valid_xml
answer 200 'text/csv; charset=utf-8' /index.csv
answer 200 "$html" /health
answer 404 "$html" /nothing/here
answer 404 'application/xml; charset=utf-8' /nothing.xml
check 'an error keeps the contract too' valid_xml
answer 400 'application/xml; charset=utf-8' '/index.xml?as_of=2020-13-01'
check 'which says what is wrong' same "$(xpath '//r:error/@name')" as_of
check 'and keeps the contract' valid_xml
answer 400 "$html" '/?as_of=2020-02-25&as_of=2020-02-24'
answer 405 "$html" / -X DELETE
answer 405 "$html" / -X POST -d x=1
answer 413 '' / -X POST --data-binary @Makefile
answer 400 "$html" "/?as_of=$(printf %03000d 0)"
answer 414 '' "/?as_of=$(printf %09000d 0)"
get / -I
check 'HEAD' same "$status" 200
check 'HEAD has no body' cmp "$work/body" "$work/head.raw"  # curl puts the headers there

# 304, from nginx's cache and past it, for every form.
for path in / /index.xml /index.csv '/demands?lang=en'; do
    get "$path"
    tag=$(header etag)
    check "$path has an ETag" [ -n "$tag" ]
    answer 304 '' "$path" -H "If-None-Match: $tag"
    answer 200 '' "$path" -H 'If-None-Match: "other"'
    sleep 1.1
    answer 304 '' "$path" -H "If-None-Match: $tag"
done

# The microcache: one second, by address; not for refusals, not for lists.
get '/?as_of=2020-02-20'; check 'first' same "$(header x-cache)" MISS
get '/?as_of=2020-02-20'; check 'again' same "$(header x-cache)" HIT
get '/?as_of=2020-02-20&lang=en'; check 'another language is another page' same "$(header x-cache)" MISS
sleep 2.1     # nginx counts whole seconds
get '/?as_of=2020-02-20'; check 'a second later' same "$(header x-cache)" EXPIRED
get '/?as_of=x'; get '/?as_of=x'
check 'refusals are not kept' differ "$(header x-cache)" HIT
get /demands.csv; get /demands.csv
check 'lists are not kept' same "$(header x-cache)" ''

# Static files: for ever under a version, to be asked for again without.
answer 200 'text/css; charset=utf-8' '/static/fulfil.css?v=1'
check 'for ever' same "$(header cache-control)" 'public, max-age=31536000, immutable'
check 'the very file' cmp "$work/body" xsl/fulfil.css
answer 200 'text/css; charset=utf-8' /static/fulfil.css
check 'not for ever' same "$(header cache-control)" 'public, no-cache'
answer 404 '' /static/report.xsl
check 'no absence for ever' differ "$(header cache-control)" 'public, max-age=31536000, immutable'
get /
sheet=$(sed -n 's/.*<link[^>]* href="\([^"]*\.css[^"]*\)".*/\1/p' "$work/body" | head -n 1)
answer 200 'text/css; charset=utf-8' "$sheet"
check 'the page asks for it by version' same "$(header cache-control)" 'public, max-age=31536000, immutable'

# Compressed on the way, the same afterwards.
get /; cp "$work/body" "$work/plain"
get / -H 'Accept-Encoding: gzip'
check 'gzip' same "$(header content-encoding)" gzip
check 'same page' sh -c "gzip -dc <'$work/body' | cmp - '$work/plain'"

# Too many at once from elsewhere: 429 for them, not for this machine.
limited() { seq 400 | sed "s|.*|url = \"$url/health\"|" | curl -s -K - --interface 127.0.0.2 --parallel --parallel-max 50 -o /dev/null -w '%{http_code}\n' | grep -q 429; }
check 'a flood is refused' limited
get /health; check 'others are served meanwhile' same "$status" 200

# One log line a request, joined by its id.
run=$BUILD/run/$port
check 'access log' grep -qE '"demo" "GET /health HTTP/1.1" 200 .* [0-9a-f]{32}$' "$run/fulfil.access.log"
id=$(sed -n '1s/.* //p' "$run/fulfil.access.log")
check "the report server's log has the same id" grep -q "$id" "$run/report.log"
finish
