#!/bin/sh
# test/figures.sh - is every figure of the case files held by a test, as test/cases/README.md says?
#
#     test/figures.sh [FOLDER OF CASE FILES]     default: ../shared/cases
#
# Fails where a number of a case file stands in no row of its table, where a row names a file that does
# not exist, and where a number of a row stands in none of the files it names. Signs do not count.
set -eu
cd "$(dirname "$0")/.."
cases=${1-../shared/cases}
table=test/cases/README.md
[ -d "$cases" ] || { echo "skipped: no case files in $cases, only the rows are checked"; cases=/dev/null; }

awk -v cases="$cases" '
    # The numbers of a text, without thousands separators and trailing zeros, as keys of `into`.
    # Digits within names (BOD5, NH3-N, J-2) are none.
    function numbers(text, into,   n) {
        gsub(/[A-Za-z]+-?[0-9][0-9a-z]*/, " ", text)
        gsub(/,[0-9][0-9][0-9]/, "&_", text)
        while (text ~ /,[0-9][0-9][0-9]_/) gsub(/,/, "\001", text)
        gsub(/\001/, "", text); gsub(/_/, "", text)
        while (match(text, /[0-9]+(\.[0-9]+)?/)) {
            n = substr(text, RSTART, RLENGTH)
            text = substr(text, RSTART + RLENGTH)
            into[plain(n)] = 1
        }
    }
    function plain(n) {
        if (n ~ /\./) { sub(/0+$/, "", n); sub(/\.$/, "", n) }
        return n
    }
    function path_of(name) { return (name ~ /\.test$/ ? "test/cases/examples/" : "examples/") name }
    function read_numbers(path, into,   line, status) {
        while ((status = (getline line < path)) > 0) {
            if (path ~ /\.csv$/) gsub(/,/, " ", line)
            numbers(line, into)
        }
        close(path)
        return status == 0
    }
    function fault(text) { print text; faults++ }
    function held(n, into,   k) {
        split("1 100 1000 10000 1000000 0.01 0.0001 0.000001", scale, " ")
        for (k = 1; k <= 8; k++) if (sprintf("%.15g", n * scale[k]) in into) return 1
        return 0
    }
    function canonical(from, into,   n) { for (n in from) into[sprintf("%.15g", n)] = 1 }
    function check_row(figures, files,   n, i, count, names, found, wanted, raw) {
        numbers(figures, wanted)
        for (n in wanted) told[section, n] = 1
        if (files !~ /`/) return
        count = split(files, names, /[` ]+/)
        for (i = 1; i <= count; i++)
            if (names[i] != "" && !read_numbers(path_of(names[i]), raw))
                fault(section ": " names[i] " does not exist")
        canonical(raw, found)
        for (n in wanted) if (!held(n, found)) fault(section ": " n " does not stand in" files)
        rows++
    }
    /^### / { section = $2; sections[section] = 1 }
    section != "" && /^\| / && $0 !~ /^\| figures/ { split($0, cell, /\|/); check_row(cell[2], cell[3]) }
    END {
        for (section in sections) {
            if (cases == "/dev/null") break
            delete given
            if (!read_numbers(cases "/" section ".md", given)) fault(section ": no such case file")
            for (n in given) { count++; if (!((section, n) in told)) fault(section ": " n " has no row") }
        }
        print rows + 0 " rows, " count + 0 " numbers of the case files, " faults + 0 " faults"
        exit faults > 0
    }
' "$table"
