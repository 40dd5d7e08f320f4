#!/bin/sh
# tools/templates.sh - the files of templates/ as C tables, in the order given
#
#     tools/templates.sh "TEMPLATE.md …" "PART.md …"
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
        rows="$rows    {\"$(basename "$file" .md)\", text_$number, sizeof text_$number - 1},
"
    done
    printf 'static const TextEntry %s[] = {\n%s};\n' "$1" "$rows"
}

echo "typedef struct TextEntry {
    const char *name, *text;
    size_t size;
} TextEntry;"
table template_texts "$1"
table part_texts "$2"
