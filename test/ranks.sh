#!/bin/sh
# test/ranks.sh - softlaw incentive says the same on threads and ranks, and after it was killed
#
#     test/ranks.sh PROGRAM
#
# The coal contract: on one thread, two threads and two ranks; killed between two steps on disk,
# also on ranks, and resumed; killed from outside; a sweep on two ranks; what
# does not fit together ends all ranks with one message.
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/../examples/incentive"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 NO_COLOR=1 OMPI_MCA_rmaps_base_oversubscribe=1
unset OMPI_COMM_WORLD_SIZE
fail() {
    echo "$1" >&2
    exit 1
}

# play NAME WORDS… : what the coal contract comes to, into $work/NAME; not self-enforcing is status 1
worlds=10000
play() {
    name=$1
    shift
    "$program" incentive coal.md --scenario coal.scenario.yaml --worlds $worlds --format json "$@" \
        >"$work/$name" 2>"$work/$name.err" || [ $? = 1 ] || return 1
}
on_two_ranks() {
    timeout 60 mpirun --allow-run-as-root -np 2 "$program" incentive coal.md \
        --scenario coal.scenario.yaml --worlds $worlds --format json "$@"
}
same() {
    cmp "$work/one" "$work/$1" || fail "$1 differs"
}

play one --threads 1 || fail "could not play: $(cat "$work/one.err")"
play two --threads 2
same two

# ---- killed and resumed -------------------------------------------------------------------------

# Two slices, each of which creates, writes, syncs, renames and syncs the folder: before there is a
# file, and while the second one is written.
resumed=0
for point in 3 9; do
    rm -f "$work/part"
    (SOFTLAW_KILL_AT=$point play killed --threads 1 --checkpoint "$work/part") 2>/dev/null &&
        fail "not killed at point $point"
    [ ! -s "$work/killed" ] || fail "it spoke before it was killed"
    [ ! -f "$work/part" ] || resumed=$((resumed + 1))
    play resumed --threads 2 --checkpoint "$work/part"
    same resumed
done
[ $resumed = 1 ] || fail "$resumed checkpoints were found"
play again --checkpoint "$work/part"
same again

rm -f "$work/part"
"$program" incentive coal.md --scenario coal.scenario.yaml --worlds 40000000 \
    --checkpoint "$work/part" >/dev/null 2>&1 &
runs=$!
tries=0
until [ -f "$work/part" ] || [ $tries = 100 ]; do
    sleep 0.05
    tries=$((tries + 1))
done
kill -9 $runs
wait $runs 2>/dev/null || true
[ -f "$work/part" ] || fail "no checkpoint was written"
if play other --checkpoint "$work/part"; then fail "a checkpoint of another run was taken"; fi
grep -q 'number of worlds is "40000000", now "10000"' "$work/other.err" || fail "$(cat "$work/other.err")"
printf x >>"$work/part"
if play damaged --checkpoint "$work/part"; then fail "a damaged checkpoint was taken"; fi
grep -q 'this is no checkpoint, or damaged' "$work/damaged.err" || fail "$(cat "$work/damaged.err")"

worlds=2000
play sweep --sweep 'market cost=0..60/4'
worlds=10000

# ---- ranks --------------------------------------------------------------------------------------

# Where mpirun started it and the library cannot be loaded.
: >"$work/libmpi.so.40"
status=0
OMPI_COMM_WORLD_SIZE=2 LD_LIBRARY_PATH=$work "$program" incentive coal.md \
    --scenario coal.scenario.yaml >"$work/out" 2>"$work/err" || status=$?
[ "$status" = 2 ] || fail "status $status without the library"
grep -q 'could not load OpenMPI.s library "libmpi.so.40"' "$work/err" || fail "$(cat "$work/err")"

if ! command -v mpirun >/dev/null; then
    echo "skipped softlaw incentive on ranks: no mpirun"
    exit 0
fi
on_two_ranks --threads 1 >"$work/ranks" 2>"$work/ranks.err" || [ $? = 1 ] || fail "$(cat "$work/ranks.err")"
same ranks

rm -f "$work/part"
(SOFTLAW_KILL_AT=9 on_two_ranks --threads 1 --checkpoint "$work/part") >"$work/killed" 2>&1 && fail "not killed"
[ -f "$work/part" ] || fail "no checkpoint of ranks"
play resumed --threads 1 --checkpoint "$work/part"
same resumed

worlds=2000
on_two_ranks --sweep 'market cost=0..60/4' >"$work/sweep.ranks" 2>"$work/ranks.err" ||
    fail "$(cat "$work/ranks.err")"
cmp "$work/sweep" "$work/sweep.ranks" || fail "the sweep differs"

# The second rank reads another scenario.
sed 's/value: 450/value: 451/' coal.scenario.yaml >"$work/second.yaml"
cat >"$work/start" <<'END'
#!/bin/sh
scenario=$2
[ "$OMPI_COMM_WORLD_RANK" = 0 ] || scenario=$3
exec "$1" incentive coal.md --scenario "$scenario" --worlds 512
END
chmod +x "$work/start"
status=0
timeout 60 mpirun --allow-run-as-root -np 2 "$work/start" "$program" coal.scenario.yaml \
    "$work/second.yaml" >"$work/out" 2>"$work/err" || status=$?
[ "$status" = 2 ] || fail "status $status where ranks differ: $(cat "$work/err")"
[ ! -s "$work/out" ] || fail "a verdict where ranks differ"
[ "$(grep -c '^softlaw: ' "$work/err")" = 1 ] || fail "$(cat "$work/err")"
grep -q 'rank 1 plays something else' "$work/err" || fail "$(cat "$work/err")"

status=0
timeout 60 mpirun --allow-run-as-root -np 2 "$work/start" "$program" coal.scenario.yaml nowhere.yaml \
    >"$work/out" 2>"$work/err" || status=$?
[ "$status" = 2 ] || fail "status $status where a rank has no scenario"
grep -q 'rank 1 could not go on: could not open "nowhere.yaml"' "$work/err" || fail "$(cat "$work/err")"
echo "the same on 1 and 2 threads, on 2 ranks, and resumed after kills"
