#!/bin/sh
# One record of each kind, written by an analyst into the store that is being served: the pages follow, in XML, HTML and
# CSV alike, and rollups are closed again when the records are late.
. tests/web/lib.sh
server_start

ids='demands-collected demands-valid demands-not-valid demands-untriaged enterprises-contacted enterprises-with-valid
     requirements-solved requirements-open requirements-overdue requirements-awaiting requirements-closed-unsolved requirements-withdrawn'
now='2020-02-25T15:00:00Z'
enterprise=$(sql "SELECT uscc FROM enterprise_list WHERE unit = '' AND demands = 0 ORDER BY uscc LIMIT 1")
first=$(sql 'SELECT ref FROM demand WHERE id = 1')

# look: the figures now, one `id value` a line, from XML; HTML and CSV must say the same.
look() {
    sleep 2.1                                   # nginx counts whole seconds: its microcache keeps a page for up to two
    get /index.xml
    for id in $ids; do printf '%s %s\n' $id "$(figure $id)"; done >"$work/now"
    cp "$work/body" "$work/xml"
    get /index.csv
    for id in $ids; do printf '%s %s\n' $id "$(tr -d '\r' <"$work/body" | sed -n "s/^$id,\([^,]*\),.*/\1/p")"; done >"$work/csv"
    check "$1: CSV and XML agree" cmp "$work/now" "$work/csv"
    get /
    cp "$work/xml" "$work/body.xml"
    for id in demands-collected demands-valid requirements-solved requirements-open; do
        check "$1: HTML shows $id" body_has "$(sed -n "s/^$id //p" "$work/now")"
    done
}

# after WHAT CHANGES SQL: writes, then every figure must have changed by what CHANGES says (`id+1 id-1`), others not.
after() {
    cp "$work/now" "$work/before"
    said=$(sql "$3" 2>&1)
    check "$1: written" same "$said" ''
    look "$1"
    while read -r id value; do
        case " $2 " in
        *" $id+1 "*) value=$((value + 1));;
        *" $id-1 "*) value=$((value - 1));;
        esac
        echo "$id $value"
    done <"$work/before" >"$work/wanted"
    check "$1: $2" diff "$work/wanted" "$work/now"
}
demand() { echo "INSERT INTO demand (ref, enterprise, unit, text, at) VALUES ('WHGX-D-T$1', '$2', 'RSJ', '缺口罩', '$now');"; }
triage() { echo "INSERT INTO disposition (ref, demand, kind, category, reason, of_demand, actor, at) VALUES ('WHGX-X-T$1', 'WHGX-D-T$2', '$3', 'supplies', 'r', $4, 'FGW', '$now');"; }
event() { echo "INSERT INTO requirement_event (ref, requirement, kind, unit, deadline, reason, reverses, at) VALUES ('WHGX-E-T$1', 'WHGX-R-T1', '$2', $3, $4, 'r', $5, '$now');"; }
open="INSERT INTO requirement (ref, demand, category, at) VALUES ('WHGX-R-T1', 'WHGX-D-T1', 'supplies', '$now');"

sql "UPDATE setting SET value = '' WHERE name = 'dispatch_requires';"
look 'before'
check 'the sample' same "$(head -n 2 "$work/now" | tr '\n' ' ')" 'demands-collected 926 demands-valid 763 '
after 'a demand of a new enterprise' 'demands-collected+1 demands-untriaged+1 enterprises-contacted+1' "$(demand 1 $enterprise)"
after 'found valid' 'demands-untriaged-1 demands-valid+1 enterprises-with-valid+1' "$(triage 1 1 valid NULL)"
after 'opened' 'requirements-open+1 requirements-awaiting+1' "$open"
after 'dispatched' 'requirements-awaiting-1' "$(event 1 dispatched "'JXJ'" "'2020-03-01T15:59:59Z'" NULL)"
after 'accepted' '' "$(event 2 accepted NULL NULL NULL)"
after 'contacted' '' "$(event 3 contacted NULL NULL NULL)"
after 'a shorter deadline' 'requirements-overdue+1' "$(event 4 extended NULL "'2020-02-25T15:30:00Z'" NULL)"
after 'a longer one' 'requirements-overdue-1' "$(event 5 extended NULL "'2020-03-09T15:59:59Z'" NULL)"
after 'returned' 'requirements-awaiting+1' "$(event 6 returned NULL NULL NULL)"
after 'dispatched again' 'requirements-awaiting-1' "$(event 7 dispatched "'RSJ'" NULL NULL)"
after 'solved' 'requirements-open-1 requirements-solved+1' "$(event 8 solved NULL NULL NULL)"
after 'reopened' 'requirements-open+1 requirements-solved-1' "$(event 9 reopened NULL NULL NULL)"
after 'closed unsolved' 'requirements-open-1 requirements-closed-unsolved+1' "$(event 10 closed_unsolved NULL NULL NULL)"
after 'that reversed' 'requirements-open+1 requirements-closed-unsolved-1' "$(event 11 reversed NULL NULL "'WHGX-E-T10'")"
after 'withdrawn' 'requirements-open-1 requirements-withdrawn+1' "$(event 12 withdrawn NULL NULL NULL)"
after 'no longer valid' 'demands-valid-1 demands-not-valid+1 enterprises-with-valid-1 requirements-withdrawn-1' \
    "$(triage 2 1 out_of_scope NULL)$(event 13 revoked NULL NULL NULL)"
for kind in duplicate out_of_scope incomplete consultation superseded; do
    of=NULL
    case $kind in duplicate|superseded) of="'$first'";; esac
    after "a demand that is $kind" 'demands-collected+1 demands-not-valid+1' "$(demand $kind $enterprise)$(triage $kind $kind $kind "$of")"
done

check 'late records make a revision' same "$(sql 'SELECT rollup()')" 1
check 'which says so' same "$(sql 'SELECT max(revision) FROM rollup WHERE period = 8')" 2
cp "$work/now" "$work/before"
look 'after the rollup'
check 'and changes no figure' cmp "$work/before" "$work/now"
get /index.xml
check 'the page names the revision' same "$(xpath /r:report/@revision)" 8.2
check 'every identity holds' same "$(sql 'SELECT count(*) FROM conservation() WHERE NOT holds')" 0
finish
