#!/bin/sh
# test/accountants.sh - ledger and hledger read the exported ledger and come to the same balances
#
#     test/accountants.sh PROGRAM
#
# Posts every example with its facts into one store, further facts of an agreement as corrections,
# exports the journal and compares the balances of three programs. Two faults are planted in the
# journal and must be seen: an amount that is one unit off, and an entry that is missing.
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LC_ALL=C.UTF-8 NO_COLOR=1 SOFTLAW_NOW=2026-01-01T00:00:00Z
db=$work/books

# name.facts.csv and name.case.facts.csv belong to name.md
fill() {
    for facts in examples/*.facts.csv; do
        agreement=examples/$(basename "$facts" | sed 's/\..*//').md
        for command in post correct; do
            status=0
            "$program" $command "$agreement" --facts "$facts" --db "$db" >"$work/said" 2>&1 || status=$?
            [ "$status" -gt 1 ] && { echo "$command $facts ended with $status"; cat "$work/said"; exit 1; }
            case $command in post) ! grep -q period-settled "$work/said" && break ;; esac
        done
    done
}

# ACCOUNT TAB CURRENCY TAB AMOUNT, amounts without trailing zeros, sorted.
normal() {
    awk -F '\t' -v OFS='\t' '{
        if ($3 ~ /\./) { sub(/0+$/, "", $3); sub(/\.$/, "", $3) }
        if ($3 == "-0") $3 = "0"
        print $1, $2, $3
    }' | sort
}

# No account of the examples holds a comma.
of_softlaw() {
    "$program" balance --db "$db" --format csv | tr -d '\r' | sed 1d |
        awk -F , -v OFS='\t' '{ print $1, $3, $2 }' | normal
}

of_ledger() {
    cut -f 2 "$work/softlaw" | sort -u | while read -r currency; do
        ledger -f "$1" balance --flat --empty --no-total \
            --limit "commodity == '$currency'" \
            --format "%(account)\t$currency\t%(quantity(scrub(display_total)))\n" </dev/null || echo failed
    done | normal
}

of_hledger() {
    hledger -f "$1" balance --flat --empty --no-total --layout=bare --output-format=csv |
        sed 1d | sed 's/^"\(.*\)","\(.*\)","\(.*\)"$/\1\t\2\t\3/' | normal
}

# Fails where one of them complains or comes to something else.
agree() {
    of_ledger "$1" >"$work/ledger" 2>"$work/ledger.said"
    hledger -f "$1" check >"$work/hledger.said" 2>&1 || { cat "$work/hledger.said"; return 1; }
    of_hledger "$1" >"$work/hledger" 2>>"$work/hledger.said"
    for name in ledger hledger; do
        if [ -s "$work/$name.said" ]; then cat "$work/$name.said"; return 1; fi
        diff -u "$work/softlaw" "$work/$name" || return 1
    done
}

# must_differ WHAT JOURNAL
must_differ() {
    if agree "$2" >"$work/said" 2>&1; then
        echo "not seen: $1"
        exit 1
    fi
    echo "seen: $1"
}

fill
of_softlaw >"$work/softlaw"
"$program" export --db "$db" >"$work/journal"
agree "$work/journal"
echo "$(wc -l <"$work/softlaw") balances, $(grep -c '^2' "$work/journal") entries: all three agree"

awk '!done && / Agreements:.*  [1-9][0-9.]* / { sub(/  [1-9]/, "&1"); done = 1 } { print }' \
    "$work/journal" >"$work/off"
must_differ "an amount that is off" "$work/off"
awk -v RS= -v ORS='\n\n' '!done && /  [1-9]/ { done = 1; next } { print }' "$work/journal" >"$work/short"
must_differ "an entry that is missing" "$work/short"
