#!/bin/sh
# Headless Chromium: the overview in both languages shows its figures, says nothing on the console (a blocked style would),
# and is no wider than a phone, where what a thumb must hit is 44 pixels high; the navigation takes one line of a desk screen.
. tests/web/lib.sh
server_start

browser() {  # browser URL: the page as the browser holds it, in $work/dom; what it says, in $work/console
    chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-extensions --no-first-run \
        --user-data-dir="$work/profile" --enable-logging=stderr --virtual-time-budget=5000 \
        "$@" >"$work/dom" 2>"$work/console"
}
dom_has() { grep -qE -- "$1" "$work/dom" || { head -c 2000 "$work/dom"; return 1; }; }
quiet() { ! grep CONSOLE "$work/console"; }

get /index.xml
shown='demands-collected demands-valid valid-rate requirements-solved solve-rate requirements-open'
for id in $shown; do figure $id text; done >"$work/figures"
check 'figures to look for' same "$(grep -c . "$work/figures")" 6

for lang in zh en; do
    browser --dump-dom "$url/?lang=$lang"
    check "$lang: nothing on the console" quiet
    while IFS= read -r text; do check "$lang: shows $text" dom_has "$text"; done <"$work/figures"
    check "$lang: draws" dom_has '<svg'
    browser --window-size=1200,2400 --screenshot="$work/$lang.png" "$url/?lang=$lang"
    check "$lang: a picture" [ "$(wc -c <"$work/$lang.png" 2>/dev/null || echo 0)" -gt 20000 ]
    mkdir -p "$BUILD/check/web" && cp "$work/$lang.png" "$BUILD/check/web/" 2>/dev/null
done

# What a page takes on a screen: the page itself with its style sheet put in, in a frame of that width of a page of ours
# that measures it. (The real page forbids being framed, and has no script to measure itself.)
measure() {  # measure PATH PIXELS: $width of the page; $lines of the navigation; $lowest of what is hit, in pixels
    get "$1"
    awk -v css=xsl/fulfil.css '
        match($0, /<link[^>]*\.css[^>]*>/) {
            print substr($0, 1, RSTART - 1) "<style>"
            while ((getline line < css) > 0) print line
            print "</style>" substr($0, RSTART + RLENGTH); next }
        { print }' "$work/body" | sed -e 's/&/\&amp;/g; s/"/\&quot;/g' >"$work/escaped"
    {
        printf '<!DOCTYPE html><meta charset="utf-8"><iframe id="f" width="%s" height="800" frameborder="0" srcdoc="' "$2"
        cat "$work/escaped"
        printf '"></iframe><p id="w"></p><script>onload = () => { const d = document.getElementById("f").contentDocument;
            const box = s => Array.from(d.querySelectorAll(s), e => e.getBoundingClientRect());
            document.getElementById("w").textContent = "width " + d.documentElement.scrollWidth +
            " lines " + new Set(box("nav.sections a").map(b => b.top)).size +
            " lowest " + Math.min(...box("nav a, a.language, button, input:not([type=hidden])").map(b => b.height)) +
            " styled " + (d.styleSheets.length > 0) }</script>'
    } >"$work/frame.html"
    browser --dump-dom "file://$work/frame.html"
    set -- $(sed -n 's/.*width \([0-9]*\) lines \([0-9]*\) lowest \([0-9]*\)[.0-9]* styled true.*/\1 \2 \3/p' "$work/dom")
    width=${1-} lines=${2-} lowest=${3-}
}
fits() { [ "${width:-9999}" -le 390 ] || { echo "it is ${width:-not measured} pixels wide"; return 1; }; }
thumb() { [ "${lowest:-0}" -ge 44 ] || { echo "something is ${lowest:-not measured} pixels high"; return 1; }; }
for path in / '/?lang=en' '/demands?lang=en' '/units?lang=en' '/requirements?lang=en' '/ledger?lang=en'; do
    measure "$path" 390
    check "$path fits a phone" fits
    check "$path is hit by a thumb" thumb
done
for path in / '/?lang=en' '/requirements?lang=en'; do
    measure "$path" 1280
    check "$path has its navigation on one line" same "$lines" 1
done
finish
