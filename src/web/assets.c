// web/assets.c - the files of the page, taken into the program when it is built
//
// The page's own files stand in this folder; those of the editor dmn-js come from npm
// (script/install) and are served as they are, with their licence.
#include "web/web_int.h"

#define DMN_JS "build/dmn-js/"

// The assembler puts the file's bytes between two names.
#define TAKE_IN(name, path)                                                                        \
    __asm__(".pushsection .rodata\n"                                                               \
            "web_asset_" #name ":\n"                                                               \
            ".incbin \"" path "\"\n"                                                               \
            "web_asset_end_" #name ":\n"                                                           \
            ".byte 0\n"                                                                            \
            ".popsection\n");                                                                      \
    extern const char web_asset_##name[], web_asset_end_##name[];

#define ASSETS(X)                                                                                  \
    X(page, "", "src/web/page.html", "text/html; charset=utf-8")                                   \
    X(style, "page.css", "src/web/page.css", "text/css; charset=utf-8")                            \
    X(script, "page.js", "src/web/page.js", "text/javascript; charset=utf-8")                      \
    X(words, "words.js", "src/web/words.js", "text/javascript; charset=utf-8")                     \
    X(editor, "editor.js", "src/web/editor.js", "text/javascript; charset=utf-8")                  \
    X(panel, "panel.js", "src/web/panel.js", "text/javascript; charset=utf-8")                     \
    X(modeler, "dmn-js/modeler.js", DMN_JS "modeler.js", "text/javascript; charset=utf-8")         \
    X(modeler_css, "dmn-js/modeler.css", DMN_JS "modeler.css", "text/css; charset=utf-8")          \
    X(licence, "dmn-js/LICENSE", DMN_JS "LICENSE", "text/plain; charset=utf-8")

#define X(name, address, path, type) TAKE_IN(name, path)
ASSETS(X)
#undef X

bool asset_find(Str name, Str *ret_text, const char **ret_type) {
#define X(name, address, path, type) {address, web_asset_##name, web_asset_end_##name, type},
    static const struct { const char *address, *start, *end, *type; } assets[] = {ASSETS(X)};
#undef X
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++) {
        if (!str_is(name, str_from(assets[i].address))) continue;
        *ret_text = (Str){assets[i].start, (size_t)(assets[i].end - assets[i].start)};
        *ret_type = assets[i].type;
        return true;
    }
    return false;
}
