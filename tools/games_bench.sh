#!/bin/sh
# tools/games_bench.sh - all equilibria of random games, beside lrsnash and Gambit
#
#     tools/games_bench.sh BENCH FOLDER      BENCH: tools/games_bench as it was built
#
# Square games of Python's random.Random(1).randint(0, 99). lrsnash comes with Debian's lrslib;
# gambit-enummixed is not in Debian 12 and runs where somebody put it on the path. All must find the
# same number. CPU milliseconds, the least of three runs; starting the program is part of all of them.
set -eu
bench=$1 folder=$2
measure=$(dirname "$bench")/measure
mkdir -p "$folder"

make_game() {
    python3 - "$1" "$folder" <<'END_PYTHON'
import random, sys
k, folder = int(sys.argv[1]), sys.argv[2]
draw = random.Random(1)
cells = [(draw.randint(0, 99), draw.randint(0, 99)) for _ in range(k * k)]
with open(f"{folder}/{k}.nfg", "w") as out:
    print(f'NFG 1 R "random" {{ "1" "2" }} {{ {k} {k} }}', file=out)
    print(*(n for cell in cells for n in cell), file=out)
with open(f"{folder}/{k}.lrs", "w") as out:
    print(k, k, "\n", file=out)
    for player in (0, 1):
        for row in range(k):
            print(*(cells[column * k + row][player] for column in range(k)), file=out)
        print(file=out)
END_PYTHON
}

# The least CPU time of three measurements, in milliseconds; short runs are repeated within one.
cpu() {
    times=1
    [ "$k" -gt 10 ] || times=20
    for run in 1 2 3; do
        # shellcheck disable=SC2016 # for the inner shell
        "$measure" "$folder/cost" sh -c 'n=$1; shift; while [ $n -gt 0 ]; do "$@"; n=$((n - 1)); done' \
            sh $times "$@" >"$folder/out" 2>/dev/null
        cut -d' ' -f2 "$folder/cost"
    done | sort -n | awk -v times=$times 'NR == 1 { printf "%.1f", $1 * 1000 / times }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.1f", a / b; else printf "-" }'; }

printf '%-8s %6s %12s %12s %8s %14s %8s\n' game found 'softlaw ms' 'lrsnash ms' ratio 'enummixed ms' ratio
for k in 8 10 12 14; do
    make_game $k
    own=$(cpu "$bench" "$folder/$k.nfg")
    found=$(head -n 1 "$folder/out" | cut -d' ' -f1)
    lrs=- lrs_ratio=- gambit=- gambit_ratio=-
    if command -v lrsnash >/dev/null; then
        lrs=$(cpu lrsnash "$folder/$k.lrs")
        lrs_ratio=$(ratio "$lrs" "$own")
        grep -q "equilibria found: $found\$" "$folder/out" || {
            echo "games_bench: lrsnash counts otherwise" >&2
            exit 1
        }
    fi
    if [ $k -le 10 ] && command -v gambit-enummixed >/dev/null; then
        gambit=$(cpu gambit-enummixed -q "$folder/$k.nfg")
        gambit_ratio=$(ratio "$gambit" "$own")
    fi
    printf '%-8s %6s %12s %12s %8s %14s %8s\n' "${k}x$k" "$found" "$own" "$lrs" "$lrs_ratio" "$gambit" "$gambit_ratio"
done
