// app/convert_office.c - an agreement's page as Word and PDF, by pandoc and chromium
//
// Both run without a shell in a private folder. Neither may fetch what the agreement names: the
// page forbids chromium all that is loaded, and pandoc, whose own sandbox cannot write for Word on
// Debian, is given a filter that puts the words of images in their place. What they make is read
// back and handed on whole.
#include "app/convert_int.h"

#include "base/file.h"
#include "base/process.h"

#include <unistd.h>

enum { SECONDS = 90, RESULT_BYTES = 64 << 20 };

typedef struct Tool {
    const char *const *arguments;
    const char *result; // the file it makes
    Message hint;       // where it is missing
} Tool;

static const char filter[] = "function Image(image) return image.caption end\n";

// Nobody else writes in the folder.
static bool write_in(Arena *a, Str folder, const char *name, Str content, Err *err) {
    Sys *sys = sys_fixed(a, 0, 0);
    return file_write(a, sys, str_fmt(a, "%.*s/%s", STR_ARG(folder), name), content, err);
}

static bool run(Arena *a, const Tool *tool, Str page, Str *ret, Err *err) {
    Str folder;
    if (!process_folder(a, &folder, err) || !write_in(a, folder, "page.html", page, err) ||
        !write_in(a, folder, "images.lua", str_from(filter), err))
        return false;
    ProcessCall call = {tool->arguments, str_c(a, folder), SECONDS};
    if (!process_run(a, &call, err)) {
        if (err->code == ERR_NOT_FOUND) err->hint = tool->hint;
        return false;
    }
    return file_read(a, str_fmt(a, "%.*s/%s", STR_ARG(folder), tool->result), RESULT_BYTES, ret,
                     err);
}

bool convert_page_to_docx(Arena *a, Str page, Str language, Str *ret, Err *err) {
    bool is_chinese = str_starts_with(language, STR("zh"));
    const char *tongue = str_c(a, str_fmt(a, "--metadata=lang:%.*s", STR_ARG(language)));
    const char *const arguments[] = {"pandoc",
                                     "--lua-filter=images.lua",
                                     "--from=html",
                                     "--to=docx",
                                     "--shift-heading-level-by=-1",
                                     "--output=page.docx",
                                     is_chinese ? "--metadata=lang:zh-CN" : tongue,
                                     "page.html",
                                     NULL};
    Tool tool = {arguments, "page.docx", MSG("install pandoc: apt install pandoc")};
    return run(a, &tool, page, ret, err);
}

// Its own sandbox refuses to work for root; the page holds no script and loads nothing.
bool convert_page_to_pdf(Arena *a, Str page, Str *ret, Err *err) {
    const char *const arguments[] = {"chromium",
                                     "--headless",
                                     "--disable-gpu",
                                     "--disable-extensions",
                                     "--disable-background-networking",
                                     "--no-first-run",
                                     "--user-data-dir=profile",
                                     "--no-pdf-header-footer",
                                     "--print-to-pdf=page.pdf",
                                     geteuid() == 0 ? "--no-sandbox" : "--incognito",
                                     "page.html",
                                     NULL};
    Tool tool = {arguments, "page.pdf",
                 MSG("install chromium: apt install chromium fonts-noto-cjk")};
    return run(a, &tool, page, ret, err);
}
