// office/qr.c - a text as a picture that a phone reads (QR code, ISO/IEC 18004), by libqrencode
#include "office/office_int.h"

#include <qrencode.h>

static void add_squares(Buf *b, const QRcode *q) {
    enum { IS_DARK = 1 };
    for (int y = 0; y < q->width; y++)
        for (int x = 0; x < q->width; x++)
            if (q->data[y * q->width + x] & IS_DARK) buf_add_fmt(b, "M%d %dh1v1h-1z", x, y);
}

Str qr_svg(Arena *a, Str text, Str label) {
    enum { QUIET = 4 }; // the margin that readers want
    Buf b = {.arena = a};
    QRcode *q = QRcode_encodeString8bit(str_c(a, text), 0, QR_ECLEVEL_M);
    if (!q) return STR("");
    int size = q->width + 2 * QUIET;
    buf_add_fmt(&b, "<svg class=\"qr\" role=\"img\" aria-label=\"%.*s\" viewBox=\"%d %d %d %d\">",
                STR_ARG(label), -QUIET, -QUIET, size, size);
    buf_add_fmt(&b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#fff\"/>", -QUIET,
                -QUIET, size, size);
    buf_add_c(&b, "<path fill=\"#000\" d=\"");
    add_squares(&b, q);
    buf_add_c(&b, "\"/></svg>\n");
    QRcode_free(q);
    return buf_str(&b);
}
