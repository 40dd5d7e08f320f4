#!/bin/sh
# tools/check_house_test.sh - plants every fault that check_house claims to catch, and looks that it does
#
# Usage: check_house_test.sh CHECK_HOUSE
set -eu
check=$(realpath "$1")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
passed=0 failed=0

build_clean_house() {
    rm -rf "$root/src" "$root/tools"
    mkdir -p "$root/tools" "$root/src/base" "$root/src/low" "$root/src/high"
    printf '# comment\nbase*:\nlow: base\nhigh: base low\n' >"$root/tools/layers.txt"
    for file in base/str.h low/low.h low/low.c low/low_int.h high/high.h high/high.c; do
        printf '// %s - a file\n' "$file" >"$root/src/$file"
        printf '`%s`\n' "$(basename "$file")" >>"$root/src/$(dirname "$file")/README.md"
    done
    cat >>"$root/src/high/high.c" <<'END'
#include "high/high.h"
#include "base/str.h"
#include "low/low.h"
// A comment may say double, malloc(), "SELECT and goto. So may /* this.
/* double x = malloc(1); "SELECT 1" */
const char *text = "it's free ( \" double // goto";
char quote = '"', slash = '\\';
int f(struct s *s) { return s->free(s) + s->time(0) + timer(0); }
Message m(void) { return MSG("could not open \"{1}\"", x); }
END
}

expect() { # exit status, text that must be printed
    status=0
    output=$("$check" "$root" 2>&1) || status=$?
    if [ "$status" = "$1" ] && case "$output" in *"$2"*) true ;; *) false ;; esac then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'expected %s and "%s", got %s:\n%s\n' "$1" "$2" "$status" "$output"
    fi
}

plant() { # file, line to append, text that must be printed
    build_clean_house
    printf '%s\n' "$2" >>"$root/src/$1"
    expect 1 "$3"
}

build_clean_house
expect 0 ""
plant low/low.c '#include "high/high.h"' 'src/low/low.c:2: low may not include high'
plant base/str.h '#include "low/low.h"' 'src/base/str.h:2: base may not include low'
plant high/high.c '#include "low/low_int.h"' 'of low only low/low.h may be included'
plant low/low.c 'void *p = malloc(1);' 'src/low/low.c:2: "malloc"'
plant low/low.c 'f(free);' '"free"'
plant low/low.c 'int x = (int)time(0);' '"time"'
plant low/low.c 'strcpy(a, b);' '"strcpy"'
plant low/low.c 'double x;' '"double"'
plant low/low.c 'int f(void) { return feel_estimate(); }' '"feel_estimate"'
plant low/low.c '"a" /* " */ ; float y;' '"float"'
plant low/low.c 'goto out;' '"goto"'
plant low/low.c 'run("SELECT 1");' 'SQL belongs'
plant low/low.c 'run("\n" "INSERT INTO x");' 'SQL belongs'
plant low/low.c 'MSG("Unknown name")' 'begins in lower case'
plant low/low.c 'MSG( "unknown name.")' 'no full stop'
plant low/low.c '// TODO' 'unfinished'
build_many_headers() { # high shows two headers to the door, and keeps a third
    build_clean_house
    mkdir "$root/src/door"
    printf 'base*:\nlow: base\nhigh*: base low\ndoor: base high\n' >"$root/tools/layers.txt"
    for file in high/shown.h high/inside.h high/high_int.h door/door.c; do
        printf '// %s - a file\n' "$file" >"$root/src/$file"
        printf '`%s`\n' "$(basename "$file")" >>"$root/src/$(dirname "$file")/README.md"
    done
    printf '#include "base/str.h"\n#include "high/high.h"\n' >>"$root/src/high/shown.h"
    printf '#include "low/low.h"\n' >>"$root/src/high/inside.h"
    printf '%s\n' "$1" >>"$root/src/door/door.c"
}
build_many_headers '#include "high/shown.h"'
expect 0 ''
build_many_headers '#include "high/inside.h"'
expect 1 'src/door/door.c:2: high/inside.h brings low/low.h along, which door may not include'
build_many_headers '#include "high/shown.h"'
printf '#include "high/inside.h"\n' >>"$root/src/high/high.h"
expect 1 'high/inside.h brings low/low.h along, which door may not include'
build_many_headers '#include "high/shown.h"'
printf '#include "high/high_int.h"\n' >>"$root/src/high/shown.h"
expect 1 'high/shown.h brings high/high_int.h along, which door may not include'
build_many_headers '#include "high/high_int.h"'
expect 1 'of high only high/high.h may be included'
build_clean_house
echo '// low/other.c - a file' >"$root/src/low/other.c"
expect 1 'src/low/other.c:1: not on the map'
build_clean_house
echo '// low/wrong.c - a file' >"$root/src/low/low.c"
expect 1 'src/low/low.c:1: the first line is "// low/low.c - purpose"'
build_clean_house
mkdir "$root/src/new"
echo '// new/new.c - a file' >"$root/src/new/new.c"
expect 1 'a room without a line'
build_clean_house
printf 'base: low\nlow: base\nhigh: base low\n' >"$root/tools/layers.txt"
expect 1 'layers.txt:1: "low" is not above this line'
build_clean_house
printf '// low/low_test.c - a test\n#include "high/high.h"\nint main(void) { free(malloc(1)); }\n' \
    >"$root/src/low/low_test.c"
expect 1 'src/low/low_test.c:2: low may not include high'
build_clean_house
printf '// high/high_test.c - a test\n#include "low/low.h"\nint main(void) { free(malloc(1)); }\n' \
    >"$root/src/high/high_test.c"
expect 0 ''

echo "check_house: $passed passed, $failed failed"
[ "$failed" = 0 ]
