// office/log.c - a line of the log for each request
#include "base/json.h"
#include "office/office_int.h"

Str office_log_line(Arena *a, Sys *sys, const OfficeRequest *r, unsigned status) {
    Buf b = {.arena = a};
    buf_add_byte(&b, '{');
    json_add_text(&b, "at", sys_time_text(a, sys_now(sys)));
    json_add_text(&b, "method", r->method);
    json_add_text(&b, "path", r->path);
    json_add_int(&b, "status", (int64_t)status);
    buf_add_c(&b, "}\n");
    return buf_str(&b);
}
