#!/bin/sh
# test/editor.sh - agreements in a real editor: Neovim drives `softlaw lsp` through test/editor/session.lua
#
#     test/editor.sh PROGRAM
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp test/editor/agreement.md "$folder/"
ROOT=$PWD SOFTLAW=$(realpath "$1") AGREEMENT=$folder/agreement.md HOME=$folder \
    XDG_CONFIG_HOME=$folder XDG_DATA_HOME=$folder XDG_CACHE_HOME=$folder XDG_STATE_HOME=$folder \
    timeout 60 nvim --headless -u NONE -i NONE -n -c "luafile test/editor/session.lua"
# What was saved is an agreement without errors, laid out.
"$1" check "$folder/agreement.md"
"$1" fmt --check "$folder/agreement.md"
