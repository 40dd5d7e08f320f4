#!/bin/sh
# tools/texts.sh - files as C tables of name and text, in the order given
#
#     tools/texts.sh TABLE "FILE …" TABLE "FILE …" …
set -eu
number=0

# table NAME FILES
table() {
    rows=
    for file in $2; do
        number=$((number + 1))
        echo "static const char text_$number[] = {"
        od -An -v -td1 "$file" | sed 's/[0-9][0-9]*/&,/g'
        echo "0};"
        name=$(basename "$file")
        rows="$rows    {\"${name%.*}\", text_$number, sizeof text_$number - 1},
"
    done
    printf 'static const TextEntry %s[] = {\n%s};\n' "$1" "$rows"
}

echo "typedef struct TextEntry {
    const char *name, *text;
    size_t size;
} TextEntry;"
while [ $# -gt 1 ]; do
    table "$1" "$2"
    shift 2
done
