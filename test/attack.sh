#!/bin/sh
# test/attack.sh - what Debian's attackers find in the office: slowhttptest, sqlmap, wapiti, and requests
# made after its OpenAPI document by schemathesis; each must find nothing
#
#     test/attack.sh PROGRAM [PART...]      slow sql scan document; all of them without
#
# REQUESTS sets how many requests are made after the document (20000). Tools that are missing are told
# (script/install attack). What they print is kept in build/attack/.
set -u
cd "$(dirname "$0")/.." || exit 1
program=$1
shift
parts=${*:-slow sql scan document}
out=$PWD/build/attack
rm -rf "$out"
mkdir -p "$out"
failed=0
server=
canary=
work=$(mktemp -d /tmp/softlaw-attack-XXXXXX)
end() {
    for pid in $server $canary; do kill "$pid" 2>/dev/null; done
    rm -rf "$work"
}
trap end EXIT INT TERM

wants() {
    case " $parts " in *" $1 "*) ;; *) return 1 ;; esac
    command -v "$2" >/dev/null || [ -x "$2" ] || { echo "skipped $1: there is no $2"; return 1; }
}
verdict() { # name, whether it holds
    if [ "$2" = 0 ]; then echo "ok $1"; else echo "FAILED $1"; failed=1; fi
}

# ---- an office with an account whose token may everything ---------------------------------------

printf 'kettle ochre vowel lantern\n' >"$work/password"
"$program" post examples/yellow-river.md --facts examples/yellow-river.facts.csv --db "$work/books" \
    >"$out/post.log" 2>&1
"$program" init --db "$work/books" --organisation henan --password-file "$work/password" >"$out/init.log" || exit 1
"$program" seal keygen office.example -o "$work/key" --passphrase-file "$work/password" >"$out/key.pub" 2>&1
# No share is set: the tools ask without end, from one address, and would else be told to wait.
"$program" serve --db "$work/books" --share 0 --quiet --log-key "$work/key" --passphrase-file "$work/password" \
    >"$out/serve.log" 2>&1 &
server=$!
until url=$(sed -n 's|^\(http://[^/]*\)/.*|\1|p' "$out/serve.log") && [ -n "$url" ]; do
    kill -0 $server 2>/dev/null || { cat "$out/serve.log"; exit 1; }
    sleep 0.1
done
token=$(curl -s "$url/api/v1/login" -H 'Content-Type: application/json' \
    -d '{"person":"admin","password":"kettle ochre vowel lantern"}' | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
[ -n "$token" ] || { echo "no token from the login"; exit 1; }
page="$url/agreements/yellow-river-2021"

# ---- slow clients -------------------------------------------------------------------------------

# A thousand at once, while an honest client asks each second; no answer may take three.
slow() { # name, options, address
    # shellcheck disable=SC2086 # a list of options
    timeout 90 slowhttptest -c 1000 $2 -r 400 -l 20 -p 3 -u "$3" 2>&1 | sed "s/\x1b\[[0-9;]*m//g" >"$out/slow-$1.log" &
    tester=$!
    sleep 3
    lost=0
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
        curl -sf -m 3 -o "$out/health" "$url/health" || lost=$((lost + 1))
        sleep 1
    done
    wait $tester
    connected=$(sed -n 's/^.*connected: *\([0-9]*\).*/\1/p' "$out/slow-$1.log" | sort -n | tail -n 1)
    [ "$lost" = 0 ] && [ "${connected:-0}" -ge 900 ] && ! grep -q 'available: .*NO' "$out/slow-$1.log"
    verdict "a thousand slow $1 ($connected connected, $lost of 12 honest requests lost)" $?
}
if wants slow slowhttptest; then
    slow headers '-H -i 5' "$page"
    slow bodies '-B -i 5 -s 8192 -x 24' "$url/login"
    slow readers '-X -w 10 -y 20 -n 5 -z 32 -k 3' "$page/statement"
fi

# ---- a server with faults, which must be found --------------------------------------------------

python3 test/attack_canary.py >"$out/canary" 2>"$out/canary.log" &
canary=$!
until [ -s "$out/canary" ]; do sleep 0.1; done
faulty=$(cat "$out/canary")

# ---- SQL ----------------------------------------------------------------------------------------

# sqlmap says "injectable" of what it finds, and "do not appear" of what it does not.
finds_no_sql() { # name, options
    name=$1
    shift
    timeout 600 sqlmap --batch --flush-session --level 2 --risk 2 --technique BEUS --threads 4 \
        --ignore-code '*' --output-dir "$work/sqlmap" "$@" >"$out/sql-$name.log" 2>&1
    grep -q 'do not appear to be injectable\|does not seem to be injectable' "$out/sql-$name.log" &&
        ! grep -q 'is vulnerable\|appears to be .* injectable\|sqlmap identified' "$out/sql-$name.log"
}
sql() {
    finds_no_sql "$@"
    verdict "sqlmap, $1" $?
}
if wants sql sqlmap; then
    ! finds_no_sql planted -u "$faulty/?id=1" -p id
    verdict 'sqlmap finds the planted fault' $?
    sql list -u "$url/api/v1/agreements?after=a&limit=5" -p after,limit
    sql id -u "$url/api/v1/agreements/yellow-river-2021*"
    sql period -u "$url/api/v1/agreements/yellow-river-2021/statement?period=2021" -p period
    sql login -u "$url/login" --data 'person=admin&password=x' -p person,password
fi

# ---- what scanners try --------------------------------------------------------------------------

# Without the modules that ask a server of wapiti's own. Over plain HTTP there is no Strict-Transport-Security
# to set, no XSS filter is left in browsers, and frames are forbidden by the Content-Security-Policy.
finds_no_fault() { # name, address, modules
    timeout 600 wapiti -u "$2/" --scope folder -f json -o "$out/wapiti-$1.json" --flush-session \
        --store-session "$work" --max-scan-time 60 --max-links-per-page 20 -t 5 -m "$3" >"$out/wapiti-$1.log" 2>&1
    python3 - "$out/wapiti-$1.json" "$out/wapiti-$1.log" <<'END'
import json, re, sys
report, tried = json.load(open(sys.argv[1])), re.search(r"found (\d+) URLs", open(sys.argv[2]).read())
none = ("Strict-Transport-Security", "X-XSS-Protection", "X-Frame-Options")
found = [f"{kind} {f['path']} {f['info']}" for all in (report["vulnerabilities"], report["anomalies"])
         for kind, faults in all.items() for f in faults if not any(n in f["info"] for n in none)]
print("\n".join(found[:20]))
print(len(found), "faults at", tried[1] if tried else 0, "addresses")
sys.exit(1 if found or not tried or int(tried[1]) < 10 else 0)
END
}
if wants scan wapiti; then
    ! finds_no_fault planted "$faulty" xss,sql >"$out/planted" && grep -q 'Cross Site\|SQL' "$out/planted"
    verdict 'wapiti finds the planted faults' $?
    finds_no_fault office "$url" \
        backup,crlf,csp,exec,file,http_headers,methods,permanentxss,redirect,shellshock,sql,timesql,xss >"$out/found"
    verdict "wapiti: $(tail -n 1 "$out/found")" $?
fi
kill $canary

# ---- requests after the document ----------------------------------------------------------------

python=$PWD/build/attack-python/bin
if wants document "$python/schemathesis"; then
    python3 test/api_requests.py "$url" "$token" "${REQUESTS:-20000}" >"$out/requests.log" 2>&1
    verdict "$(tail -n 1 "$out/requests.log")" $?
    (cd "$out" && timeout 900 "$python/schemathesis" run "$url/api/v1/openapi.json" -H "Authorization: Bearer $token" \
        --max-examples "${EXAMPLES:-100}" --exclude-path-regex '^/api/v1/(login|logout|account|events)' --no-color \
        --generation-database none -c not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
        >"$out/schemathesis.log" 2>&1)
    verdict "schemathesis: $(grep -o '[0-9][0-9]* generated' "$out/schemathesis.log" | head -n 1)" $?
fi
curl -sf -m 3 -o "$out/health" "$url/health"
verdict 'the office answers afterwards' $?
exit $failed
