// games/gambit.h - the words of Gambit's files: braces, quoted texts, bare words
#ifndef SOFTLAW_GAMES_GAMBIT_H
#define SOFTLAW_GAMES_GAMBIT_H

#include "base/message.h"
#include "games/rat.h"

typedef enum TokenKind { TOKEN_END, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_TEXT, TOKEN_WORD } TokenKind;

typedef struct GambitText {
    Arena *arena;
    Str file, text;
    size_t at;       // behind the token
    size_t token_at; // where it begins
    TokenKind kind;
    Str token; // of a text without its quotes
    Err *err;
} GambitText;

// At the first token; commas count as blanks.
bool gambit_open(GambitText *l, Arena *a, Str file, Str text, Err *err);
bool gambit_next(GambitText *l);
// A fault at the token; false.
bool gambit_fault(GambitText *l, Message message, Message hint);

// Each takes the token it names and goes on to the next, or tells what was expected.
bool gambit_take(GambitText *l, TokenKind kind, const char *what);
bool gambit_take_text(GambitText *l, Str *ret);
bool gambit_take_rat(GambitText *l, Rat *ret);
bool gambit_take_count(GambitText *l, size_t least, size_t most, size_t *ret);
// "NFG 1 R": the name of the format, its version, its kind of number.
bool gambit_take_head(GambitText *l, Str name, Str version);
// { "text" … }, at most `most` of them.
typedef struct TextList {
    Str *items;
    size_t count, capacity;
} TextList;
bool gambit_take_texts(GambitText *l, size_t most, TextList *ret);

// A text in quotes, as it is read it back.
void gambit_write_text(Buf *b, Str text);

#endif
