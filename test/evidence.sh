#!/bin/sh
# test/evidence.sh - evidence is proved, and forged evidence refused, by a program of another hand
#
#     test/evidence.sh PROGRAM
#
# A log of Henan's, signed by both parties, cosigned by a witness. test/verify_evidence.py must
# agree with softlaw verify on the agreement, on a run, and on three forgeries.
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/.."
if ! command -v python3 >/dev/null || ! command -v openssl >/dev/null; then
    echo "skipped evidence by another hand: no python3 or openssl"
    exit 0
fi
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp examples/yellow-river.md examples/yellow-river.facts.csv "$work"
cd "$work"
export LC_ALL=C.UTF-8 NO_COLOR=1
echo "a passphrase of the test" >pass

softlaw() {
    "$program" "$@" --passphrase-file pass
}

for name in log.example henan.gov.cn shandong.gov.cn witness.example; do
    softlaw seal keygen "$name" -o "$name.key" >"$name.pub"
done
cat ./*.pub >keys
"$program" post yellow-river.md --facts yellow-river.facts.csv --db books >said 2>&1
softlaw seal sign yellow-river.md --key henan.gov.cn.key -o one 2>said
softlaw seal sign yellow-river.md --key shandong.gov.cn.key --note one -o both 2>said
"$program" seal record both --db books --trust keys >said
"$program" verify --db books >said

softlaw seal evidence --db books --key log.example.key -o agreement.json
softlaw seal evidence --db books --run 1 --key log.example.key -o run.json
softlaw seal head --db books --key log.example.key -o request
softlaw witness request --state seen --trust log.example.pub --key witness.example.key -o cosigned
# The cosigned checkpoint instead of the one that the log alone has signed.
python3 - <<'END'
import json
e = json.load(open("agreement.json"))
e["checkpoint"] = open("cosigned").read()
json.dump(e, open("witnessed.json", "w"))
END
sed 's/6000万元/7000万元/' agreement.json >amount.json
sed 's/"at":"2/"at":"3/' run.json >time.json
sed 's/henan/hunan/' agreement.json >party.json

other=0
for case in agreement:0 run:0 witnessed:0 amount:1 time:1 party:1; do
    file=${case%:*}.json want=${case#*:}
    ours=0 theirs=0
    "$program" verify "$file" --trust keys >said || ours=$?
    "$here/test/verify_evidence.py" "$file" keys >said.py 2>&1 || theirs=$?
    if [ "$ours" != "$want" ] || [ "$theirs" != "$want" ]; then
        echo "$file: softlaw $ours, the other $theirs, wanted $want"
        cat said said.py
        other=1
    fi
done
exit $other
