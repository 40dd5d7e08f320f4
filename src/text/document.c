// text/document.c - things start here: source -> Document
//
// The front matter is cut off, CommonMark divides the rest into blocks, headings open provisions
// and every other block becomes a piece of the provision it stands in. Lists are cut open only
// where terms or tables stand inside them. CommonMark accepts any text; what it would silently
// swallow (a terms block that is never closed, one inside a quotation, raw HTML) is reported here.
#include "base/limits.h"
#include "base/map.h"
#include "base/sha256.h"
#include "text/text_int.h"

enum { LIST_DEPTH_MAX = 16 };

typedef struct Cutter {
    Arena *arena;
    Source source;
    Findings *findings;
    Document *document;
    size_t first_line; // of the body within the file
    size_t provision_capacity, piece_capacity;
    Map ids; // id -> index into id_uses
    struct {
        size_t *items;
        size_t count, capacity;
    } id_uses;
} Cutter;

static void report(Cutter *c, Severity severity, const char *rule, Place place, Message message,
                   Message hint) {
    finding_add(c->findings, severity, rule, place, message, hint);
}

static Provision *current(Cutter *c) {
    return &c->document->provisions[c->document->provision_count - 1];
}

// ---- pieces -------------------------------------------------------------------------------------

static TextPiece *piece_add(Cutter *c, TextPieceKind kind, size_t start, size_t end) {
    Provision *p = current(c);
    if (p->piece_count == c->piece_capacity)
        p->pieces = vec_grow(c->arena, p->pieces, &c->piece_capacity, sizeof *p->pieces);
    TextPiece *piece = &p->pieces[p->piece_count++];
    Str all = str_part(c->source.text, start, end - start);
    while (all.size && strchr(" \t\r\n", all.at[all.size - 1])) all.size--;
    *piece = (TextPiece){.kind = kind, .source = all};
    piece->place = source_place(&c->source, start, all.size);
    return piece;
}

static size_t first_line_of(const Cutter *c, cmark_node *node) {
    return c->first_line + (size_t)cmark_node_get_start_line(node) - 1;
}

static size_t end_line_of(const Cutter *c, cmark_node *node) {
    return c->first_line + (size_t)cmark_node_get_end_line(node);
}

static size_t start_of(const Cutter *c, cmark_node *node) {
    size_t line = first_line_of(c, node);
    int column = cmark_node_get_start_column(node);
    size_t start = source_line_start(&c->source, line) + (column > 0 ? (size_t)column - 1 : 0);
    size_t end = source_line_start(&c->source, line + 1);
    return start < end ? start : end;
}

static void add_words(Cutter *c, cmark_node *node) {
    size_t start = start_of(c, node), end = source_line_start(&c->source, end_line_of(c, node));
    Str words = words_of(c->arena, node, end - start);
    if (words.size) piece_add(c, TEXT_WORDS, start, end)->words = words;
}

static void add_table(Cutter *c, size_t first, size_t end) {
    const TextTable *table = table_read(c->arena, &c->source, first, end, c->findings);
    if (!table) return;
    size_t start = source_line_start(&c->source, first);
    piece_add(c, TEXT_TABLE, start, source_line_start(&c->source, end))->table = table;
}

// The words of a paragraph's lines before its table.
static void add_lines(Cutter *c, size_t start, size_t end) {
    Str lines = str_part(c->source.text, start, end - start);
    cmark_node *root = cmark_parse_document(lines.at, lines.size, CMARK_OPT_DEFAULT);
    Str words = words_of(c->arena, root, lines.size);
    cmark_node_free(root);
    if (words.size) piece_add(c, TEXT_WORDS, start, end)->words = words;
}

static void add_paragraph(Cutter *c, cmark_node *node) {
    size_t first = first_line_of(c, node), end = end_line_of(c, node);
    int64_t table = table_find(&c->source, first, end);
    if (table < 0) {
        add_words(c, node);
        return;
    }
    if ((size_t)table > first)
        add_lines(c, start_of(c, node), source_line_start(&c->source, (size_t)table));
    add_table(c, (size_t)table, end);
}

static bool is_terms(cmark_node *node) {
    if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK) return false;
    return str_is(str_trim(str_from(cmark_node_get_fence_info(node))), STR("terms"));
}

static size_t count_line_ends(Str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.size; i++) count += s.at[i] == '\n';
    return count;
}

static bool is_fence(Str line) {
    Str s = str_trim(line);
    return str_starts_with(s, STR("```")) || str_starts_with(s, STR("~~~"));
}

static void add_terms(Cutter *c, cmark_node *node) {
    size_t fence = first_line_of(c, node);
    size_t end = fence + 1 + count_line_ends(str_from(cmark_node_get_literal(node)));
    size_t start = source_line_start(&c->source, fence + 1);
    if (!is_fence(source_line(&c->source, end)))
        report(c, SEVERITY_ERROR, "unclosed-terms",
               source_place_of(&c->source, str_trim(source_line(&c->source, fence))),
               MSG("this terms block is never closed"),
               MSG("write a line ``` after its last line"));
    size_t size = source_line_start(&c->source, end) - start;
    const YamlNode *terms = yaml_read(c->arena, &c->source, start, size, c->findings);
    if (size == 0) start = source_line_start(&c->source, fence); // behind it is another provision
    piece_add(c, TEXT_TERMS, start, start + size)->terms = terms;
}

// Does a terms block or a table stand somewhere below this node?
static bool is_special_below(const Cutter *c, cmark_node *node) {
    bool is_special = false;
    cmark_iter *iter = cmark_iter_new(node);
    for (cmark_event_type e; !is_special && (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        if (e != CMARK_EVENT_ENTER) continue;
        is_special =
            is_terms(n) || (cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH &&
                            table_find(&c->source, first_line_of(c, n), end_line_of(c, n)) >= 0);
    }
    cmark_iter_free(iter);
    return is_special;
}

static void report_quoted_terms(Cutter *c, cmark_node *quote) {
    cmark_iter *iter = cmark_iter_new(quote);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        if (e == CMARK_EVENT_ENTER && is_terms(n))
            report(c, SEVERITY_ERROR, "quoted-terms", source_place(&c->source, start_of(c, n), 3),
                   MSG("a terms block inside a quotation is not read"),
                   MSG("take the > signs before its lines away"));
    }
    cmark_iter_free(iter);
}

static void report_html(Cutter *c, cmark_node *node) {
    Str html = str_trim(str_from(cmark_node_get_literal(node)));
    if (str_starts_with(html, STR("<!--"))) return;
    report(c, SEVERITY_WARNING, "raw-html", source_place(&c->source, start_of(c, node), 1),
           MSG("raw HTML is neither shown nor checked"), MSG("write it as Markdown"));
}

static void add_block(Cutter *c, cmark_node *node, size_t depth);

static void add_children(Cutter *c, cmark_node *node, size_t depth) {
    for (cmark_node *n = cmark_node_first_child(node); n; n = cmark_node_next(n))
        add_block(c, n, depth + 1);
}

static void add_block(Cutter *c, cmark_node *node, size_t depth) {
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH: add_paragraph(c, node); break;
    case CMARK_NODE_HTML_BLOCK: report_html(c, node); break;
    case CMARK_NODE_THEMATIC_BREAK: break;
    case CMARK_NODE_BLOCK_QUOTE:
        report_quoted_terms(c, node);
        add_words(c, node);
        break;
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
        if (depth < LIST_DEPTH_MAX && is_special_below(c, node))
            add_children(c, node, depth);
        else
            add_words(c, node);
        break;
    default:
        if (is_terms(node))
            add_terms(c, node);
        else
            add_words(c, node);
    }
}

// ---- provisions ---------------------------------------------------------------------------------

static Provision *provision_add(Cutter *c, Provision p) {
    Document *d = c->document;
    if (d->provision_count == c->provision_capacity)
        d->provisions =
            vec_grow(c->arena, d->provisions, &c->provision_capacity, sizeof *d->provisions);
    d->provisions[d->provision_count++] = p;
    c->piece_capacity = 0;
    return current(c);
}

static int parent_of(const Document *d, int level) {
    int parent = (int)d->provision_count - 1;
    while (parent > 0 && d->provisions[parent].level >= level)
        parent = d->provisions[parent].parent;
    return parent > 0 ? parent : -1;
}

static Str unique_id(Cutter *c, Str id, bool *ret_is_new) {
    uint32_t use;
    *ret_is_new = map_add(&c->ids, id, (uint32_t)c->id_uses.count);
    if (*ret_is_new) {
        *VEC_ADD(c->arena, &c->id_uses) = 1;
        return id;
    }
    map_get(&c->ids, id, &use);
    for (;;) {
        size_t number = ++c->id_uses.items[use];
        Str other = str_fmt(c->arena, "%.*s-%zu", STR_ARG(id), number);
        if (!map_add(&c->ids, other, (uint32_t)c->id_uses.count)) continue;
        *VEC_ADD(c->arena, &c->id_uses) = 1;
        return other;
    }
}

static Str id_of(Cutter *c, const Provision *p, const HeadingNumber *number) {
    if (!number) return heading_slug(c->arena, p->heading);
    const Provision *parent = p->parent < 0 ? NULL : &c->document->provisions[p->parent];
    if (!number->is_under_parent || !parent || !parent->number.size) return number->id;
    return str_fmt(c->arena, "%.*s__%.*s", STR_ARG(parent->id), STR_ARG(number->id));
}

// Give it its id and its place among the others.
static void enter_provision(Cutter *c, Provision p) {
    HeadingNumber number;
    bool is_numbered = heading_number(c->arena, p.heading, &number), is_new;
    p.parent = parent_of(c->document, p.level);
    if (is_numbered) p.number = str_trim(number.number);
    p.id = unique_id(c, id_of(c, &p, is_numbered ? &number : NULL), &is_new);
    if (is_numbered && !is_new)
        report(
            c, SEVERITY_WARNING, "duplicate-number", p.place,
            MSG("a provision with the number \"{1}\" stands above already; this one is called {2}",
                p.number, p.id),
            MSG("number the provisions anew"));
    provision_add(c, p);
}

static void start_provision(Cutter *c, cmark_node *node) {
    Str line = str_trim(source_line(&c->source, first_line_of(c, node)));
    enter_provision(c, (Provision){.heading = words_of(c->arena, node, line.size),
                                   .level = cmark_node_get_heading_level(node),
                                   .place = source_place_of(&c->source, line)});
}

static bool is_too_long(Cutter *c, cmark_node *node) {
    if (c->document->provision_count < LIMIT_PROVISIONS) return false;
    report(
        c, SEVERITY_ERROR, "limit", source_place(&c->source, start_of(c, node), 1),
        MSG("the agreement has more than {1} headings", str_fmt(c->arena, "%d", LIMIT_PROVISIONS)),
        MSG("divide it into several agreements"));
    return true;
}

// What is wrong with a piece is kept for the next version of the text.
static void cut_block(Cutter *c, cmark_node *n) {
    size_t before = c->findings->count;
    add_block(c, n, 0);
    for (size_t i = before; i < c->findings->count; i++)
        *VEC_ADD(c->arena, &c->document->faults) = c->findings->items[i];
}

// The top-level nodes of `root` up to `end`, which may be NULL.
static void cut_nodes(Cutter *c, cmark_node *root, const cmark_node *end) {
    for (cmark_node *n = cmark_node_first_child(root); n && n != end; n = cmark_node_next(n)) {
        bool is_heading = cmark_node_get_type(n) == CMARK_NODE_HEADING;
        if (is_heading && is_too_long(c, n)) break;
        if (is_heading)
            start_provision(c, n);
        else
            cut_block(c, n);
    }
}

static void cut(Cutter *c, size_t body) {
    Str text = str_part(c->source.text, body, c->source.text.size);
    cmark_node *root = cmark_parse_document(text.at, text.size, CMARK_OPT_DEFAULT);
    cut_nodes(c, root, NULL);
    cmark_node_free(root);
}

// ---- the next version ---------------------------------------------------------------------------

// Provisions [0, first) and [next, count) of the version before are taken over; what stands between
// is read anew, from `from` to `to`.
typedef struct Again {
    const Document *before;
    size_t first, next;
    size_t from, to;
} Again;

// A heading `# …` at the beginning of a line: it ends whatever block stood open before it, unless
// this is code or HTML.
static bool is_firm(const Document *d, size_t index) {
    const Provision *p = &d->provisions[index];
    return p->place.column == 1 && d->source.at[p->place.offset] == '#';
}

static Again plan_again(const Document *before, const TextSame *same, size_t body) {
    Again x = {.before = before, .next = before->provision_count, .from = body};
    size_t tail = same->before_size - same->tail;
    for (size_t i = 1; i < before->provision_count; i++) {
        const Provision *p = &before->provisions[i];
        size_t start = p->place.offset;
        if (start + p->place.size < same->head && is_firm(before, i)) x.first = i;
        if (start <= tail || !is_firm(before, i)) continue;
        x.next = i;
        break;
    }
    if (x.first) x.from = before->provisions[x.first].place.offset;
    bool is_end = x.next == before->provision_count;
    x.to = is_end ? same->after_size
                  : before->provisions[x.next].place.offset + same->after_size - same->before_size;
    return x;
}

static void adopt_pieces(Cutter *c, const Move *m, const Provision *old) {
    Provision *p = current(c);
    size_t values = 0, cells = 0;
    p->pieces = ARENA_ARRAY(c->arena, TextPiece, old->piece_count);
    p->piece_count = c->piece_capacity = old->piece_count;
    for (size_t i = 0; i < old->piece_count; i++)
        p->pieces[i] = piece_adopt(m, &old->pieces[i], &values, &cells);
    c->source.yaml_nodes_left -= values;
    c->source.table_cells_left -= cells;
}

static void adopt_faults(Cutter *c, const Move *m, size_t from, size_t to) {
    for (size_t i = 0; i < m->before->faults.count; i++) {
        Finding f = m->before->faults.items[i];
        if (f.place.offset < from || f.place.offset >= to) continue;
        size_t count = c->findings->count;
        report(c, f.severity, f.rule, move_place(m, f.place), f.message, f.hint);
        if (c->findings->count == count) return; // too many
        if (f.also.line) finding_also(c->findings, move_place(m, f.also));
        *VEC_ADD(c->arena, &c->document->faults) = c->findings->items[c->findings->count - 1];
    }
}

static void adopt(Cutter *c, const Move *m, size_t first, size_t end) {
    const Document *d = m->before;
    if (first == end) return;
    for (size_t i = first; i < end; i++) {
        const Provision *old = &d->provisions[i];
        if (i)
            enter_provision(c, (Provision){.heading = str_copy(c->arena, old->heading),
                                           .level = old->level,
                                           .place = move_place(m, old->place)});
        adopt_pieces(c, m, old);
    }
    adopt_faults(c, m, d->provisions[first].place.offset,
                 end < d->provision_count ? d->provisions[end].place.offset : SIZE_MAX);
}

// Messages may speak of lines, so faults behind an edit that moves lines are found anew.
static bool has_faults_behind(const Again *x) {
    if (x->next == x->before->provision_count) return false;
    const struct DocumentFaults *f = &x->before->faults;
    size_t from = x->before->provisions[x->next].place.offset;
    return f->count && f->items[f->count - 1].place.offset >= from;
}

// The heading behind the edit, if it is still one; NULL otherwise.
static cmark_node *find_next(Cutter *c, cmark_node *root, size_t line) {
    cmark_node *last = cmark_node_last_child(root);
    bool is_next =
        last && cmark_node_get_type(last) == CMARK_NODE_HEADING && first_line_of(c, last) == line;
    return is_next ? last : NULL;
}

static void adopt_around(Cutter *c, const Again *x, cmark_node *root, const cmark_node *end,
                         Move m) {
    adopt(c, &(Move){m.arena, m.before, m.file, m.source, 0, 0}, 0, x->first);
    cut_nodes(c, root, end);
    adopt(c, &m, x->next, m.before->provision_count);
}

// False where all must be read.
static bool cut_again(Cutter *c, const Document *before, size_t body) {
    Source *s = &c->source;
    TextSame same = text_same(before->source, s->text);
    Again x = plan_again(before, &same, body);
    bool has_next = x.next < before->provision_count;
    const Provision *next = has_next ? &before->provisions[x.next] : NULL;
    size_t line = source_place(s, x.to, 0).line - 1, body_line = c->first_line;
    size_t end = next ? x.to + next->place.size : x.to;
    Move m = {.arena = c->arena, .before = before, .file = s->file, .source = s->text};
    m.bytes = (ptrdiff_t)same.after_size - (ptrdiff_t)same.before_size;
    if (next) m.lines = (ptrdiff_t)line + 1 - (ptrdiff_t)next->place.line;
    bool is_front_moved = x.first && before->body != body; // a --- behind closed it
    if (is_front_moved || x.from > x.to || (m.lines && has_faults_behind(&x))) return false;
    cmark_node *root = cmark_parse_document(s->text.at + x.from, end - x.from, CMARK_OPT_DEFAULT);
    c->first_line = source_place(s, x.from, 0).line - 1;
    cmark_node *stop = next ? find_next(c, root, line) : NULL;
    bool is_whole = !next || stop;
    if (is_whole) adopt_around(c, &x, root, stop, m);
    if (!is_whole) c->first_line = body_line;
    cmark_node_free(root);
    return is_whole;
}

// ---- front matter -------------------------------------------------------------------------------

static bool is_front_fence(Str line, bool is_end) {
    Str s = str_trim(line);
    if (str_starts_with(s, STR("\xEF\xBB\xBF"))) s = str_part(s, 3, s.size);
    return str_is(s, STR("---")) || (is_end && str_is(s, STR("...")));
}

// Read the front matter; returns the line where the body starts.
static size_t read_front(Cutter *c) {
    Source *s = &c->source;
    if (!is_front_fence(source_line(s, 0), false)) {
        report(
            c, SEVERITY_ERROR, "no-front-matter", source_place(s, 0, 0),
            MSG("the agreement has no front matter"),
            MSG("begin the file with a line ---, lines such as \"softlaw: 1\" and \"id: …\", and "
                "a line ---"));
        return 0;
    }
    size_t end = 1;
    while (end < s->line_count && !is_front_fence(source_line(s, end), true)) end++;
    if (end == s->line_count) {
        report(c, SEVERITY_ERROR, "unterminated-front-matter",
               source_place_of(s, str_trim(source_line(s, 0))),
               MSG("the front matter is never closed"),
               MSG("write a line --- after its last line"));
        return 1;
    }
    size_t start = source_line_start(s, 1);
    c->document->front =
        yaml_read(c->arena, s, start, source_line_start(s, end) - start, c->findings);
    return end + 1;
}

// ---- what can be read at all --------------------------------------------------------------------

static bool is_too_large(Cutter *c, Str file, Str source) {
    if (source.size <= LIMIT_DOCUMENT_BYTES) return false;
    report(c, SEVERITY_ERROR, "limit", (Place){.file = file, .line = 1, .column = 1},
           MSG("the agreement is larger than {1} bytes",
               str_fmt(c->arena, "%d", LIMIT_DOCUMENT_BYTES)),
           MSG("bring data as facts, not in the agreement"));
    return true;
}

static bool is_not_text(Cutter *c, Str file, Str source) {
    int64_t fault = utf8_find_fault(source), nul = str_find(source, (Str){"\0", 1}, 0);
    if (fault < 0 && nul < 0) return false;
    if (fault >= 0)
        report(c, SEVERITY_ERROR, "not-utf8", place_in(file, source, (size_t)fault, 1),
               MSG("the text is not UTF-8 here"), MSG("save the file in the encoding UTF-8"));
    else
        report(c, SEVERITY_ERROR, "not-text", place_in(file, source, (size_t)nul, 1),
               MSG("a zero byte stands here: this is no text"), NO_MSG);
    return true;
}

// Characters that make a text look other than it is: direction overrides, invisible blanks.
static void report_hidden_characters(Cutter *c) {
    Str text = c->source.text;
    for (int64_t at = 0; (at = str_find(text, STR("\xE2\x80"), (size_t)at)) >= 0; at += 2) {
        unsigned char last = (size_t)at + 2 < text.size ? (unsigned char)text.at[at + 2] : 0;
        bool is_hidden = (last >= 0x8B && last <= 0x8F) || (last >= 0xAA && last <= 0xAE);
        if (is_hidden)
            report(
                c, SEVERITY_WARNING, "hidden-character", source_place(&c->source, (size_t)at, 3),
                MSG("an invisible character stands here, which can make the text look other than "
                    "it is"),
                MSG("remove it"));
    }
}

// A definition [word]: … changes how words elsewhere are read; half of the budgets must be left, so
// that what is taken over need not be measured against them.
static bool is_adoptable(const Cutter *c) {
    return !c->findings->dropped_count && c->document->provision_count < LIMIT_PROVISIONS / 2 &&
           c->source.yaml_nodes_left > LIMIT_YAML_NODES / 2 &&
           c->source.table_cells_left > LIMIT_TABLE_CELLS / 2 &&
           str_find(c->source.text, STR("]:"), 0) < 0;
}

const Document *text_parse_again(Arena *a, Str file, Str source, const Document *before,
                                 Findings *f) {
    Document *d = ARENA_NEW(a, Document);
    Cutter c = {.arena = a, .findings = f, .document = d, .ids = {.arena = a}};
    bool is_new;
    *d = (Document){.file = file, .source = source, .hash = sha256_hex(a, sha256_of(source))};
    provision_add(&c, (Provision){.id = unique_id(&c, STR("preamble"), &is_new),
                                  .parent = -1,
                                  .place = {file, 1, 1, 0, 0}});
    if (is_too_large(&c, file, source) || is_not_text(&c, file, source)) return d;
    source_open(a, &c.source, file, source);
    report_hidden_characters(&c);
    c.first_line = read_front(&c);
    d->body = source_line_start(&c.source, c.first_line);
    bool may_adopt = before && before->is_adoptable && is_adoptable(&c);
    if (!may_adopt || !cut_again(&c, before, d->body)) cut(&c, d->body);
    d->is_adoptable = is_adoptable(&c);
    return d;
}

const Document *text_parse(Arena *a, Str file, Str source, Findings *f) {
    return text_parse_again(a, file, source, NULL, f);
}

const Provision *text_provision_at(const Document *d, size_t offset) {
    size_t low = 0, high = d->provision_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (d->provisions[middle].place.offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return &d->provisions[low];
}

size_t text_provision_size(const Document *d, size_t index) {
    bool is_last = index + 1 == d->provision_count;
    size_t end = is_last ? d->source.size : d->provisions[index + 1].place.offset;
    return end - d->provisions[index].place.offset;
}

Str text_words(Arena *a, const Provision *p) {
    Buf words = {.arena = a};
    for (size_t i = 0; i < p->piece_count; i++) {
        if (p->pieces[i].kind != TEXT_WORDS) continue;
        if (words.size) buf_add_c(&words, "\n\n");
        buf_add(&words, p->pieces[i].words);
    }
    return buf_str(&words);
}
