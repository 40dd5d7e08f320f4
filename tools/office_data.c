// tools/office_data.c - a store with many small agreements, for script/bench office
//
//     office_data COUNT FOLDER      FOLDER/books; made through the use case of softlaw post
#include "app/ledger.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

// The n-th agreement: four clauses between two of a hundred regions.
static Str agreement(Arena *a, int n) {
    int from = n % 100, to = (n + 1 + n / 100 % 98) % 100;
    return str_fmt(a,
                   "---\nsoftlaw: 1\nid: flow-%05d\ntitle: {en: \"Flow agreement %d\", zh: "
                   "\"第%d号流域协议\"}\nlanguage: en\nkind: ecological-compensation\nparties:\n"
                   "  up: {name: Region %d, label: {en: Region %d, zh: 地区%d}, role: upstream}\n"
                   "  down: {name: Region %d, label: {en: Region %d, zh: 地区%d}, role: "
                   "downstream}\ncurrency: CNY\nterm: {from: 2020-01-01, to: 2021-12-31, period: "
                   "year}\n---\n\n# Article 1\n\nRegion %d pays Region %d %d yuan a year.\n\n"
                   "```terms\npayments:\n  fee: {between: [down, up], amount: %d, rounding: none, "
                   "label: {en: fee, zh: 费用}}\n```\n",
                   n, n, n, from, from, from, to, to, to, to, from, 1000 + n, 1000 + n);
}

static bool post(Sys *sys, Str folder, int n) {
    Err err = {.code = ERR_NONE};
    Arena *a = arena_new();
    Str path = str_fmt(a, "%.*s/agreement.md", STR_ARG(folder));
    Str db = str_fmt(a, "%.*s/books", STR_ARG(folder));
    PostRequest r = {.inputs = {.agreement = path}};
    App *app = app_new(a, (AppOptions){.sys = sys});
    bool is_posted = file_write(a, sys, path, agreement(a, n), &err) && app_post(app, db, &r, &err);
    if (!is_posted) fprintf(stderr, "office_data: %s\n", err.message.text);
    arena_free(a);
    return is_posted;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    Arena *a = arena_new();
    Sys *sys = sys_fixed(a, 1770000000000000, 7);
    int count = atoi(argv[1]);
    for (int n = 0; n < count; n++)
        if (!post(sys, str_from(argv[2]), n)) return 1;
    arena_free(a);
    return 0;
}
