#!/bin/sh
# test/convert.sh - agreements in other forms: valid Akoma Ntoso, whole Word and PDF documents
#
#     test/convert.sh SOFTLAW [FOLDER OF THE SCHEMA]     default: ../shared/akn
#
# Every example and every template in both languages is written as Akoma Ntoso, judged by OASIS's schema,
# and compared when it comes back. One agreement in each language becomes Word and PDF, in which every
# heading must stand, in order.
set -eu
cd "$(dirname "$0")/.."
softlaw=$(realpath "$1")
schema=${2-../shared/akn}/akomantoso30.xsd
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "$1" >&2
    exit 1
}

# ---- Akoma Ntoso --------------------------------------------------------------------------------

for file in examples/*.md; do
    [ "$file" = examples/README.md ] || cp "$file" "$work/"
done
for name in $("$softlaw" new --list --format json | grep -o '"name": *"[^"]*"' | cut -d'"' -f4); do
    for lang in en zh; do
        "$softlaw" new --template "$name" --lang $lang --defaults -o "$work/$name-$lang.md" 2>/dev/null
    done
done
for file in "$work"/*.md; do
    "$softlaw" convert "$file" --to akn -o "$file.xml"
    "$softlaw" convert "$file.xml" --to md -o "$file.back"
    cmp "$file" "$file.back"
done
count=$(ls "$work"/*.xml | wc -l)
[ "$count" -ge 30 ] || fail "only $count agreements"
if [ -f "$schema" ]; then
    xmllint --nonet --noout --schema "$schema" "$work"/*.xml 2>"$work/verdict" || {
        grep -v ' validates$' "$work/verdict" >&2
        exit 1
    }
    sed 's/eId="art_2"/eId="art_1"/' "$work/yellow-river.md.xml" >"$work/double.akn"
    ! xmllint --nonet --noout --schema "$schema" "$work/double.akn" 2>/dev/null ||
        fail "the schema lets an eId stand twice"
    echo "$count documents are valid"
else
    echo "skipped: no schema of Akoma Ntoso in $(dirname "$schema")"
fi

# ---- Word and PDF -------------------------------------------------------------------------------

# Do the headings of an agreement stand in the text on the standard input, in their order?
headings_in() {
    python3 -c '
import re, sys
text = re.sub(r"\s", "", sys.stdin.read())
at = count = 0
for line in open(sys.argv[1], encoding="utf-8"):
    if line.startswith("#"):
        heading = re.sub(r"\s", "", line.lstrip("#"))
        at = text.find(heading, at)
        assert at >= 0, heading
        at += len(heading)
        count += 1
assert count >= 4, count
' "$1"
}

word_text() {
    python3 -c '
import re, sys, zipfile
whole = zipfile.ZipFile(sys.argv[1])
assert whole.testzip() is None
xml = whole.read("word/document.xml").decode()
print("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml)))
' "$1"
}

has_words() {
    grep -q "$1" "$2" || fail "\"$1\" is missing in $2"
}

for file in yellow-river energy-supply-en; do
    if command -v pandoc >/dev/null; then
        "$softlaw" convert "$work/$file.md" --to docx -o "$work/$file.docx"
        word_text "$work/$file.docx" >"$work/$file.word"
        headings_in "$work/$file.md" <"$work/$file.word"
    fi
    if command -v chromium >/dev/null && command -v pdftotext >/dev/null; then
        "$softlaw" convert "$work/$file.md" --to pdf -o "$work/$file.pdf"
        pdftotext "$work/$file.pdf" "$work/$file.paper"
        headings_in "$work/$file.md" <"$work/$file.paper"
    fi
done
if command -v pandoc >/dev/null; then
    has_words 黄河流域（豫鲁段）横向生态保护补偿协议 "$work/yellow-river.word"
    has_words 本条的计算条款 "$work/yellow-river.word"
    has_words 'amount: 60000000' "$work/yellow-river.word"
    printf -- '---\nid: a\nlanguage: en\n---\n\n![shown](http://127.0.0.1:9/x.png)\n' >"$work/image.md"
    "$softlaw" convert "$work/image.md" --to docx -o "$work/image.docx" 2>"$work/complaint" || true
    word_text "$work/image.docx" | grep -q shown || fail "an image is fetched, or its words are lost"
else
    echo "skipped: no pandoc"
fi
if [ -f "$work/yellow-river.paper" ]; then
    has_words （签字、盖章） "$work/yellow-river.paper"
    has_words 'Terms of this article' "$work/energy-supply-en.paper"
else
    echo "skipped: no chromium or pdftotext"
fi

# What fails leaves the file that was there, and nothing else.
echo before >"$work/kept.pdf"
mkdir "$work/empty"
for form in docx pdf; do
    ! PATH="$work/empty" TMPDIR="$work/empty" "$softlaw" convert examples/yellow-river.md --to $form \
        -o "$work/kept.pdf" 2>"$work/complaint" || fail "$form without its program"
    has_words 'apt install' "$work/complaint"
done
[ "$(cat "$work/kept.pdf")" = before ] || fail "half a file was written"
[ -z "$(ls -A "$work/empty")" ] || fail "something was left behind"
