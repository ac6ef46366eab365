#!/bin/sh
# Tests the report contract and the stylesheets, without a server: sh tests/xsl/run.sh [PAGE.xml]...
#
#  1  the contract: every sample page is valid under xsl/report.rng and keeps the rules that a grammar cannot say (rules.xsl);
#     every page in refused/ is least.xml with one line changed, and is refused
#  2  the catalogues: zh.xsl and en.xsl name the same things in the same order, and every sentence is used
#  3  the stylesheets: nothing in them fetches, formats, sorts or computes more than they may
#  4  the pages: every sample in both languages is read back by an HTML parser and is complete, accessible and harmless (page.xsl),
#     and shows all that its report says (cover.xsl); pages left in tests/golden/ by the server's tests are samples too
#  5  single promises: chips, facets, telephone links, marks, fall-backs
#  6  the style sheet: fetches nothing, and its colours have the contrast of WCAG AA in light and in dark
#
# Needs xmllint and xsltproc. Ends with `N passed, N failed`; exit status 1 if something failed.

set -u
cd "$(dirname "$0")/../.." || exit 1
here=tests/xsl
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0

# ok NAME FILE: passes if FILE is empty, else prints it.
ok() {
    if [ -s "$2" ]; then failed=$((failed + 1)); echo "not ok - $1"; sed 's/^/    /' "$2" | head -20
    else passed=$((passed + 1)); fi
}

# has NAME FILE XPATH: passes if the XPath is true of the HTML file.
has() {
    xmllint --html --xpath "boolean($3)" "$2" 2>/dev/null | grep -qx true && : >"$out/has" || echo "false of $2: $3" >"$out/has"
    ok "$1" "$out/has"
}

# breaches FILE: what the contract has against a report.
breaches() {
    xmllint --noout --nonet --relaxng xsl/report.rng "$1" 2>&1 | grep -v ' validates$'
    xsltproc --nonet $here/rules.xsl "$1" 2>&1
}

# ------------------------------------------------------------------------------------------------------------ 1 contract

for xml in $here/refused/*.xml; do
    name=$(basename "$xml" .xml)
    diff $here/least.xml "$xml" | grep -c '^>' | grep -vx 1 >"$out/diff"
    ok "$name differs from least.xml in one line" "$out/diff"
    breaches "$xml" >"$out/breach"
    if [ -s "$out/breach" ]; then : >"$out/said"; else echo "accepted" >"$out/said"; fi
    ok "$name is refused" "$out/said"
done

# ---------------------------------------------------------------------------------------------------------- 2 catalogues

# The names and catalogue identifiers of a language, in order.
names() {
    sed -n 's/.*<xsl:variable name="\([^"]*\)".*/\1/p; s/^\([a-z0-9][a-z0-9._-]*\)=..*/  \1/p' "xsl/$1.xsl"
}

names zh >"$out/zh"; names en >"$out/en"
diff "$out/zh" "$out/en" >"$out/diff"; ok 'zh.xsl and en.xsl have the same names and identifiers' "$out/diff"
[ "$(wc -l <"$out/zh")" -gt 200 ] && : >"$out/few" || echo 'too few' >"$out/few"; ok 'the catalogues were read' "$out/few"
awk '/^[a-z]/ { part = $0; next } seen[part $0]++ { print part, $0 }' "$out/zh" >"$out/twice"; ok 'no identifier stands twice' "$out/twice"
grep -nE '^[a-z0-9][a-z0-9._-]*=[[:space:]]*$|^ +[a-z0-9._-]+=|^[^ <=]+ *=.*[[:space:]]$' xsl/zh.xsl xsl/en.xsl >"$out/empty"; ok 'no label is empty' "$out/empty"
for say in $(sed -n 's/^\(say\.[a-z-]*\)$/\1/p' "$out/zh"); do
    grep -qE "\\\$$say([^a-z-]|\$)" xsl/*.xsl || echo "$say"
done >"$out/unused"; ok 'every sentence is used' "$out/unused"
LC_ALL=C sed -n '/say\.other-language/!p' xsl/en.xsl | LC_ALL=C grep -n "$(printf '[\344-\351]')" >"$out/han"; ok 'no Chinese is left in en.xsl' "$out/han"

# --------------------------------------------------------------------------------------------------------- 3 stylesheets

for xsl in xsl/*.xsl; do
    sed 's/<!--.*-->//; /<!--/,/-->/d' "$xsl" |
        grep -nE 'document\(|key\(|format-number|generate-id|xsl:sort|xsl:key|xsl:message|exsl|func:|sum\(|round\(|floor\(|style="|<script|disable-output-escaping' >"$out/bad"
    ok "$xsl uses nothing forbidden" "$out/bad"
done
grep -nE '\.fulfil|/(home|root|tmp|build)/' xsl/* | grep -v 'urn:fulfil' >"$out/bad"; ok 'no path of a machine' "$out/bad"

# --------------------------------------------------------------------------------------------------------------- 4 pages

# page XML LANGUAGE: makes $out/page.html and checks it.
page() {
    xsltproc --nonet --nowrite --nomkdir "xsl/$2.xsl" "$1" >"$out/page.html" 2>"$out/err" || echo "xsltproc failed" >>"$out/err"
    ok "$1 $2: transforms in silence" "$out/err"
    xmllint --html --noout "$out/page.html" 2>&1 | grep 'error :' | grep -vE 'Tag [a-z]+ invalid' >"$out/err"
    ok "$1 $2: an HTML parser has nothing against it" "$out/err"
    head -c 15 "$out/page.html" | grep -qx '<!DOCTYPE html>' && : >"$out/err" || head -1 "$out/page.html" >"$out/err"
    ok "$1 $2: begins with the document type" "$out/err"
    xsltproc --html --nonet $here/page.xsl "$out/page.html" 2>/dev/null >"$out/err" || echo "page.xsl failed" >>"$out/err"
    ok "$1 $2: complete, accessible, harmless" "$out/err"
    xmllint --html --xmlout "$out/page.html" 2>/dev/null >"$out/page.xml"
    xsltproc --nonet --stringparam page "$out/page.xml" $here/cover.xsl "$1" >"$out/err" 2>&1 || echo "cover.xsl failed" >>"$out/err"
    ok "$1 $2: shows all that the report says" "$out/err"
}

samples=$(ls $here/*.xml; find tests/golden -name '*.xml' 2>/dev/null | sort)
for xml in $samples "$@"; do
    breaches "$xml" >"$out/breach"; ok "$xml is a page of the contract" "$out/breach"
    page "$xml" zh; page "$xml" en
done

# ------------------------------------------------------------------------------------------------------------ 5 promises

make() { xsltproc --nonet "xsl/$2.xsl" "$here/$1.xml" >"$out/$1.$2.html"; }

make requirements zh; make requirements en; make requirements-none en; make overview zh; make overview-en en; make overview-empty zh
make hostile zh; make error-400 zh; make error-404 en; make demand zh; make unit en; make health zh; make rollup zh
p=$out/requirements.zh.html
has 'a chip drops its own parameter and keeps the rest' "$p" '//ul[@class="chips"]//a[@href="/requirements?as_of=2020-02-24&unit=JXJ"]'
has 'a chip of the moment too' "$p" '//ul[@class="chips"]//a[@href="/requirements?unit=JXJ&state=overdue"]'
has 'all chips go at once' "$p" '//ul[@class="chips"]//a[@class="clear"][@href="/requirements"]'
has 'a facet replaces its own parameter' "$p" '//nav[@class="facets"]//a[@href="/requirements?state=solved&as_of=2020-02-24&unit=JXJ"]'
has 'the facet in effect is current' "$p" '//nav[@class="facets"]//a[@aria-current][text()="逾期"]'
has 'navigation keeps the moment and drops the filters' "$p" '//nav[@class="sections"]//a[@href="/demands?as_of=2020-02-24"]'
has 'the form keeps the filters' "$p" '//form[@action="/requirements"][input[@type="hidden"][@name="unit"][@value="JXJ"]][not(input[@type="hidden"][@name="as_of"])]'
has 'the form shows the day' "$p" '//input[@type="date"][@value="2020-02-24"]'
has 'the moment of knowing is shown where it differs' "$p" 'contains(//p[@class="moment"], "知悉时点")'
has 'and not where it is the same' "$out/overview.zh.html" 'not(contains(//p[@class="moment"], "知悉时点"))'
p=$out/requirements.en.html
has 'a facet too' "$p" '//nav[@class="facets"]//a[@href="/requirements?state=solved&as_of=2020-02-24&unit=JXJ&lang=en"]'
has 'in English the navigation has a shorter word for common problems' "$p" '//nav[@class="sections"]//a[text()="Problems"]'
has 'in English links carry the language' "$p" '//nav[@class="sections"]//a[@href="/units?as_of=2020-02-24&lang=en"]'
has 'chips too' "$p" '//ul[@class="chips"]//a[@href="/requirements?as_of=2020-02-24&unit=JXJ&lang=en"] and //a[@class="clear"][@href="/requirements?lang=en"]'
has 'the form too' "$p" '//form/input[@type="hidden"][@name="lang"][@value="en"]'
has 'an empty table says so' "$out/requirements-none.en.html" '//p[@class="empty"][contains(., "No requirement meets")] and not(//table)'
p=$out/overview.zh.html
has 'five figures head the overview' "$p" 'count(//section[contains(@class,"headline")]//div[dt]) = 5'
has 'a rate stands with its numerator, denominator and interval' "$p" '//div[contains(@class,"f-demands-valid")][contains(.,"82.40%")][contains(.,"763 / 926")][contains(.,"95% 区间")][contains(.,"79.81%–84.72%")][contains(.,"较上期")]'
has 'open ones with their denominator' "$p" '//div[contains(@class,"f-requirements-open")][contains(.,"561")][contains(.,"/ 763")]'
has 'the overdue come before the ranking' "$p" '//section[contains(@class,"t-overdue")]/following::section[contains(@class,"t-units")]'
has 'and can be phoned' "$p" '//section[contains(@class,"t-overdue")]//a[@class="phone"][@href="tel:0553-5962301"]'
has 'the ranking draws the interval' "$p" '//section[contains(@class,"t-units")]//svg[@class="bar"]/path[@class="limits"][starts-with(@d, "M0.5")][contains(@d, " .5H0.7")]'
has 'the trend has a text for each period' "$p" '//figure//li[8][contains(.,"02-24")][contains(.,"收集 118")][contains(.,"解决 64")]'
has 'and says what was not reported' "$p" '//figure//li[1][contains(.,"解决 未报送")]'
has 'a bar is as high as its share' "$p" '//figure//li[2]//rect[@class="s1 s-collected"][@height="100%"][@y="0%"]'
has 'reported totals are marked' "$p" '//div[dt[contains(.,"上报融资")]/span[@class="mark reported"]][contains(.,"来源")]'
has 'made-up figures are marked' "$p" '//div[contains(@class,"f-requirements-overdue")]//span[@class="mark synthetic"]'
has 'what was not reported is said to be so' "$p" '//div[dt[contains(.,"已放款")]]//span[contains(@class,"none")][text()="未报送"]'
has 'rules are told' "$p" '//section[contains(@class,"rules")]//dd[contains(.,"÷")]'
has 'a made-up store says so' "$p" '//p[contains(@class,"notice")][contains(.,"模拟")]'
has 'a late rollup too' "$out/overview-en.en.html" '//p[contains(@class,"warning")]/a[@href="/health?lang=en"]'
p=$out/overview-empty.zh.html
has 'no rollup yet' "$p" 'contains(//p[@class="moment"], "尚无已结汇总")'
has 'a store without demands has no progress' "$p" 'not(//section[contains(@class,"progress")])'
has 'a rate of nothing is not said to be unreported' "$p" '//div[contains(@class,"f-demands-valid")]//span[@class="number none"][text()="—"]'
has 'a qualifier is not doubled' "$p" 'contains(//main, "≤ 29.7%") and not(contains(//main, "≤≤")) and contains(//main, "~72%")'
has 'a rate of nothing is a dash' "$p" '//td[contains(@class,"rate")]//span[@class="none"] and //td[contains(@class,"rate")][contains(.,"0/0")]'
p=$out/hostile.zh.html
has 'hostile text stays text' "$p" '//h1[contains(.,"<script>alert(")][contains(.,"]]>")] and not(//main//script)'
has 'a hostile number dials digits only' "$p" '//a[@class="phone"][starts-with(@href,"tel:")]'
has 'an error says what was wrong' "$out/error-400.zh.html" '//section[contains(@class,"error")][contains(.,"400")][contains(.,"as_of")][contains(.,"2020-13-01")]'
has 'an error that knows nothing still leads home' "$out/error-404.en.html" '//a[@class="home"][@href="/?lang=en"]'
has 'a page about one thing is titled by it' "$out/demand.zh.html" '//h1[contains(.,"WH-D-00412")] and contains(//title,"WH-D-00412")'
has 'or by its name, if it has one' "$out/unit.en.html" '//h1[contains(.,"Human Resources")] and contains(//title,"Human Resources")'
has 'its list is current' "$out/demand.zh.html" '//nav[@class="sections"]//a[@href="/demands"][@aria-current="true"]'
has 'a broken identity is seen' "$out/rollup.zh.html" '//span[@class="bool no"]'

sed 's/id="rate-needed"/id="made-up"/; s/"per_day"/"furlong"/; s/id="deadline"/id="dead_line"/; s/name="requirements"/name="stranger"/' $here/least.xml >"$out/odd.xml"
breaches "$out/odd.xml" >"$out/err"; ok 'a report may have identifiers that the stylesheets do not know' "$out/err"
xsltproc --nonet xsl/zh.xsl "$out/odd.xml" >"$out/odd.html"
for id in made-up furlong dead_line stranger; do
    has "the unknown $id is shown as it is, and marked" "$out/odd.html" "//span[@class='unlabelled'][.='$id']"
done
xsltproc --html $here/page.xsl "$out/odd.html" 2>/dev/null | grep -q '^unlabelled: made-up' && : >"$out/err" || echo 'not found' >"$out/err"
ok 'and found by page.xsl' "$out/err"

# ---------------------------------------------------------------------------------------------------------- 6 style sheet

css=xsl/fulfil.css
grep -nE '@import|url\(|expression\(|javascript:' $css >"$out/bad"; ok 'the style sheet fetches nothing' "$out/bad"
awk '{ n += gsub(/{/, "") - gsub(/}/, "") } END { if (n) print n " braces too many" }' $css >"$out/bad"; ok 'its braces pair' "$out/bad"
for want in '@media print' 'size: A4' 'prefers-color-scheme: dark' ':focus-visible' 'tabular-nums'; do
    grep -qF "$want" $css && : >"$out/bad" || echo absent >"$out/bad"; ok "the style sheet has $want" "$out/bad"
done
# Contrast by WCAG 2.1: text against every ground in both schemes at least 4.5, bars and lines of controls at least 3.
awk -v out="$out/contrast" '
    function hex(s,  i, v) { v = 0; s = tolower(s); for (i = 1; i <= length(s); i++) v = v * 16 + index("0123456789abcdef", substr(s, i, 1)) - 1; return v }
    function channel(v) { v /= 255; return v <= .03928 ? v / 12.92 : exp(2.4 * log((v + .055) / 1.055)) }
    function light(c) { return .2126 * channel(hex(substr(c, 2, 2))) + .7152 * channel(hex(substr(c, 4, 2))) + .0722 * channel(hex(substr(c, 6, 2))) }
    function check(scheme, ink, ground, least,  a, b, r) {
        a = light(value[scheme, ink]); b = light(value[scheme, ground]); r = a > b ? (a + .05) / (b + .05) : (b + .05) / (a + .05); n++
        if (value[scheme, ink] == "" || value[scheme, ground] == "" || r < least) printf "%s: %s on %s is %.2f, not %s\n", scheme, ink, ground, r, least
    }
    /prefers-color-scheme: dark/ { scheme = "dark" } /^:root \{/ { scheme = "light" } /^@media print/ { scheme = "paper" }
    match($0, /--[a-z-]+: #[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f];/) { split(substr($0, RSTART + 2, RLENGTH - 3), w, ": "); value[scheme, w[1]] = w[2] }
    END {
        split("light dark", schemes, " "); split("ink soft link red green amber", inks, " "); split("paper sheet tint", grounds, " ")
        for (s in schemes) {
            for (i in inks) for (g in grounds) check(schemes[s], inks[i], grounds[g], 4.5)
            check(schemes[s], "amber", "amber-tint", 4.5); check(schemes[s], "line", "paper", 3); check(schemes[s], "line", "sheet", 3)
            check(schemes[s], "blue", "paper", 3); check(schemes[s], "blue", "sheet", 3)
        }
        if (n < 40) print "only " n " pairs checked"
    }' $css >"$out/contrast"
ok 'colours have the contrast of WCAG AA' "$out/contrast"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
