#!/bin/sh
# test/api.sh - the example in include/softlaw/feel.h is compiled against the library, run, and prints
# what the header says
#
#     test/api.sh LIBRARY
set -eu
cd "$(dirname "$0")/.."
library=$1
out=build/test/api
mkdir -p $out
code() { sed -n 's|^//     ||p; s|^//$||p' include/softlaw/feel.h; }
# The example begins with its include and ends with its closing brace; what it prints comes after.
code | sed -n '/^#include/,/^}/p' >$out/example.c
code | sed -n '/^}/,$p' | sed '1d;/^$/d' >$out/wanted
for cc in gcc clang; do
    command -v $cc >/dev/null || continue
    $cc -std=c11 -Wall -Wextra -Werror -Iinclude $out/example.c "$library" \
        -lpcre2-8 -licui18n -licuuc -lbidgcc000 -lm -o $out/example
    $out/example | diff $out/wanted -
done
echo "#include <softlaw/feel.h>
int main() { softlaw_feel_free(softlaw_feel_new()); }" >$out/plus.cc
! command -v g++ >/dev/null || g++ -Wall -Wextra -Werror -Iinclude -fsyntax-only $out/plus.cc
