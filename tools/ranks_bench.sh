#!/bin/sh
# tools/ranks_bench.sh - what a million worlds of the coal contract over 60 months cost
#
#     tools/ranks_bench.sh SOFTLAW FOLDER
#
# With and without clauses, on one thread, two threads and two ranks of OpenMPI; all of the command is
# counted: reading, who breaks, the worlds, other rules, and the numbers on which the verdict hangs.
# CPU is user time with that of the system, of all ranks.
set -eu
softlaw=$(realpath "$1") out=$2
mkdir -p "$out"
measure=$(dirname "$softlaw")/tools/measure
worlds=${WORLDS-1000000}

row() { # agreement, label, words before softlaw, threads
    # shellcheck disable=SC2086 # several words
    "$measure" "$out/cost" $3 "$softlaw" incentive "examples/incentive/$1.md" \
        --scenario examples/incentive/coal.scenario.yaml --worlds "$worlds" --threads "$4" \
        --format json >"$out/$1.new" 2>"$out/said" || true
    if [ -f "$out/$1.first" ]; then
        cmp "$out/$1.first" "$out/$1.new"
    else
        mv "$out/$1.new" "$out/$1.first"
    fi
    awk -v name="$1, $2" '{ printf "%-28s %8.2f %8.2f %8d\n", name, $1, $2, $3 }' "$out/cost"
}
rm -f "$out"/*.first
printf '%s worlds of the coal contract, 60 months\n\n%-28s %8s %8s %8s\n' "$worlds" '' 'wall s' 'CPU s' 'peak MiB'
for agreement in coal coal.clauses; do
    row $agreement '1 thread' '' 1
    row $agreement '2 threads' '' 2
    if command -v mpirun >/dev/null; then
        row $agreement '2 ranks' 'mpirun --allow-run-as-root --oversubscribe -np 2' 1
    else
        echo "$agreement, 2 ranks: left out, no mpirun"
    fi
done
