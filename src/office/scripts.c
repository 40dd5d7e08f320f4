// office/scripts.c - the scripts of pages, taken into the program when it is built
//
// The pages work without them. The pages' own scripts stand in this folder; what they take of
// CodeMirror and ECharts comes from npm (office/bundle, script/install) and is served with its
// licences. A page names each with its hash, so that a browser runs no other.
#include "office/integrity.h"
#include "office/office_int.h"

#include <assert.h>

// The assembler puts the file's bytes between two names.
#define TAKE_IN(name, path)                                                                        \
    __asm__(".pushsection .rodata\n"                                                               \
            "office_file_" #name ":\n"                                                             \
            ".incbin \"" path "\"\n"                                                               \
            "office_file_end_" #name ":\n"                                                         \
            ".byte 0\n"                                                                            \
            ".popsection\n");                                                                      \
    extern const char office_file_##name[], office_file_end_##name[];

// Scripts and, without a hash, their licences.
#define FILES(X)                                                                                   \
    X(codemirror, "codemirror.js", "build/scripts/codemirror.js", INTEGRITY_codemirror)            \
    X(echarts, "echarts.js", "build/scripts/echarts.js", INTEGRITY_echarts)                        \
    X(live, "live.js", "src/office/live.js", INTEGRITY_live)                                       \
    X(charts, "charts.js", "src/office/charts.js", INTEGRITY_charts)                               \
    X(editor, "editor.js", "src/office/editor.js", INTEGRITY_editor)                               \
    X(resend, "resend.js", "src/office/resend.js", INTEGRITY_resend)                               \
    X(passkey, "passkey.js", "src/office/passkey.js", INTEGRITY_passkey)                           \
    X(codemirror_licence, "codemirror.txt", "build/scripts/codemirror.LICENSE", NULL)              \
    X(echarts_licence, "echarts.txt", "build/scripts/echarts.LICENSE", NULL)

#define X(name, address, path, integrity) TAKE_IN(name, path)
FILES(X)
#undef X

typedef struct File {
    const char *address, *start, *end, *integrity;
} File;

static const File *find(Str address) {
#define X(name, address, path, integrity)                                                          \
    {address, office_file_##name, office_file_end_##name, integrity},
    static const File files[] = {FILES(X)};
#undef X
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (str_is(address, str_from(files[i].address))) return &files[i];
    return NULL;
}

static bool send(const OfficeCall *c, bool is_script, Out *out, Err *err) {
    const File *f = find(c->id);
    if (!f || (f->integrity != NULL) != is_script)
        return err_set(err, ERR_NOT_FOUND, MSG("there is nothing at this address"), NO_MSG);
    return out_pass(out, (Str){f->start, (size_t)(f->end - f->start)}) && out_end(out);
}

bool use_script(const OfficeCall *c, Out *out, Err *err) {
    return send(c, true, out, err);
}

bool use_licence(const OfficeCall *c, Out *out, Err *err) {
    return send(c, false, out, err);
}

const char *const page_live[] = {"live.js", NULL};
const char *const page_charts[] = {"echarts.js", "charts.js", "live.js", NULL};

Str page_scripts(const Page *p) {
    Buf b = {.arena = p->arena};
    for (const char *const *name = p->scripts; p->may_load && name && *name; name++) {
        const File *f = find(str_from(*name));
        assert(f && f->integrity);
        buf_add_fmt(&b, "<script defer src=\"/scripts/%s\" integrity=\"%s\"></script>\n",
                    f->address, f->integrity);
    }
    return buf_str(&b);
}
