#!/usr/bin/env python3
"""test/lint_grep.py - the lint finds every word that grep finds

    test/lint_grep.py TOOLS         TOOLS is the folder of lint_words and lint_corpus

Two million bytes in each language, and the same words, harmless ones too, for `grep -o -b -F` (-w -i in
English) and for the lint. Where words overlap grep takes the one that begins first, the lint the
longest. So the two sets of places need not be the same, but each place that only one of them has must
overlap a place that the other has; of all other places both have the same, which is tested one by one.
"""
import os
import subprocess
import sys
import tempfile

SIZE = "2000000"
ENV = dict(os.environ, LC_ALL="C")


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, env=ENV, check=True).stdout


def places_of_grep(words, text, options):
    places = set()
    for line in run("grep", "-obF", *options, "-f", words, text).splitlines():
        start, word = line.split(b":", 1)
        places.add((int(start), int(start) + len(word)))
    return places


def places_of_lint(tools, language, text):
    lines = run(f"{tools}/lint_words", "hits", language, text).splitlines()
    return {tuple(map(int, line.split())) for line in lines}


def alone(these, others):
    """Places of `these` that overlap none of `others`; both are free of overlaps."""
    others = sorted(others)
    result, at = [], 0
    for start, end in sorted(these):
        while at < len(others) and others[at][1] <= start:
            at += 1
        if at == len(others) or others[at][0] >= end:
            result.append((start, end))
    return result


def check(tools, language, folder):
    words, text = f"{folder}/words", f"{folder}/text"
    with open(words, "wb") as file:
        file.write(run(f"{tools}/lint_words", "all", language))
    sources = [f"test/lint/{name}{language}.tsv" for name in ("", "held-out.", "new-")]
    with open(text, "wb") as file:
        file.write(run(f"{tools}/lint_corpus", SIZE, "1", *sources))
    grep = places_of_grep(words, text, ["-w", "-i"] if language == "en" else [])
    lint = places_of_lint(tools, language, text)
    missed, invented = alone(grep - lint, lint), alone(lint - grep, grep)
    print(f"{language}: grep {len(grep)}, lint {len(lint)}, both {len(grep & lint)}; "
          f"only grep, overlapping: {len(grep - lint) - len(missed)}, missed: {len(missed)}; "
          f"only lint, overlapping: {len(lint - grep) - len(invented)}, invented: {len(invented)}")
    return bool(grep) and not missed and not invented


def main():
    with tempfile.TemporaryDirectory() as folder:
        results = [check(sys.argv[1], language, folder) for language in ("en", "zh")]
    return 0 if all(results) else 1


sys.exit(main())
