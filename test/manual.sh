#!/bin/sh
# test/manual.sh - runs the examples of a manual page and compares what they print
#
#     test/manual.sh PROGRAM PAGE…            fails with a diff where a page and the program disagree
#     test/manual.sh --accept PROGRAM PAGE…   rewrites the pages
#
# A fenced block `agreement NAME`, `facts NAME` or `norms NAME` writes the file NAME; with `append` after the name
# it is added to what an earlier block wrote. A `console` block holds `$ softlaw …` lines, each with
# what it prints; "[N]" stands after a command that ends with status N. Blocks run from top to
# bottom in one folder, so that a page may build an agreement step by step.
set -eu

accept=no
if [ "$1" = --accept ]; then accept=yes; shift; fi
program=$(realpath "$1"); shift
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"; ln -s "$program" "$work/bin/softlaw"
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8 NO_COLOR=1

status=0
for page in "$@"; do
    rm -rf "$work/folder"; mkdir "$work/folder"
    awk -v folder="$work/folder" '
        function fence(line) { match(line, /^(`+|~+)/); return RLENGTH > 2 ? RLENGTH : 0 }
        function run(command,   line, code) {
            command = "cd " folder " && { " substr(command, 3) "; } 2>&1; echo \"[$?]\""
            code = ""
            while ((command | getline line) > 0) { if (code != "") print code; code = line }
            close(command)
            if (code != "[0]") print code
        }
        inside == 0 && fence($0) {
            inside = fence($0); kind = substr($1, inside + 1); file = ""
            if (kind == "agreement" || kind == "facts" || kind == "norms") {
                file = folder "/" $2
                if ($3 != "append") printf "" > file
            }
            print; next
        }
        inside && fence($0) >= inside && NF == 1 {
            inside = 0; if (file != "") close(file); print; next
        }
        inside && file != "" { print >> file }
        inside && kind == "console" { if (/^\$ /) { print; run($0) } next }
        { print }
    ' "$page" > "$work/page"
    if [ $accept = yes ]; then cat "$work/page" > "$page"
    elif diff -u --label "$page" --label "$page, run" "$page" "$work/page"; then
        echo "ok $page"
    else status=1; fi
done
exit $status
