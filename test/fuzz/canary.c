// test/fuzz/canary.c - a reader with a planted fault, which the fuzzer must find
//
// It reads one byte behind a text that begins with a quote and never ends it. If script/test does
// not see this crash, its silence about the real targets means nothing.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t string_size(const char *text, size_t size) {
    size_t at = 1;
    while (at <= size && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    return at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 4 || data[0] != '"' || data[1] != '\\' || data[2] != 'u') return 0;
    char *text = malloc(size);
    if (!text) return 0;
    memcpy(text, data, size);
    size_t length = string_size(text, size);
    free(text);
    return length > 1 << 20 ? -1 : 0;
}
