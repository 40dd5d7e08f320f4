// base/folder.c - what is in a folder
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PATH_BYTES_MAX = 4096 };

static bool path_copy(Str path, char out[PATH_BYTES_MAX]) {
    if (path.size == 0 || path.size >= PATH_BYTES_MAX) return false;
    memcpy(out, path.at, path.size);
    out[path.size] = 0;
    return true;
}

bool file_is_folder(Str path) {
    char name[PATH_BYTES_MAX];
    struct stat s;
    return path_copy(path, name) && stat(name, &s) == 0 && S_ISDIR(s.st_mode);
}

static int by_name(const void *a, const void *b) {
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static void add_entry(Arena *a, Str folder, const char *name, FileList *ret) {
    Str path = str_fmt(a, "%.*s/%s", STR_ARG(folder), name);
    *VEC_ADD(a, ret) = str_fmt(a, file_is_folder(path) ? "%s/" : "%s", name);
}

bool file_list(Arena *a, Str folder, FileList *ret, Err *err) {
    char name[PATH_BYTES_MAX];
    DIR *d = path_copy(folder, name) ? opendir(name) : NULL;
    if (!d)
        return err_set_at(err, errno == EACCES ? ERR_DENIED : ERR_INPUT, (Place){.file = folder},
                          MSG("could not read the folder"), NO_MSG);
    for (struct dirent *e; (e = readdir(d));)
        if (e->d_name[0] != '.') add_entry(a, folder, e->d_name, ret);
    closedir(d);
    if (ret->count) qsort(ret->items, ret->count, sizeof *ret->items, by_name);
    return true;
}
