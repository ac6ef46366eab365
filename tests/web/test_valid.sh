#!/bin/sh
# Every kind of page in XML keeps the contract, in both languages, and its HTML is well-formed enough to be read again.
. tests/web/lib.sh
server_start

# Lists, and of each list the first record that it links to.
lists='/index /demands /requirements /units /enterprises /rollups /health'
record() { xpath '//r:row//@href | //r:row/@href' | grep -oE "^$1/[A-Za-z0-9-]+" | head -n 1; }
pages=$lists
for list in $lists; do
    get "$list.xml"
    pages="$pages $(record "$list")"
done
check 'a record of each list was found' same "$(echo $pages | wc -w)" 12

for page in $pages; do
    for lang in zh en; do
        get "$page.xml?lang=$lang"
        check "$page.xml?lang=$lang" same "$status" 200
        check "$page.xml?lang=$lang keeps the contract" valid_xml
        check "$page.xml?lang=$lang speaks it" same "$(xpath '/r:report/@xml:lang')" $lang
        get "$page?lang=$lang"
        check "$page?lang=$lang as HTML" same "$status" 200
        check "$page?lang=$lang ends" body_has '</html>'
        check "$page?lang=$lang has one main heading" same "$(grep -o '<h1' "$work/body" | wc -l)" 1
        check "$page?lang=$lang has no script" not body_has '<script|javascript:| on[a-z]+="| style="'
    done
done
finish
