// text/yaml.c - YAML with places: the part of YAML that an agreement needs, and no more
//
// Libyaml gives events; this file makes a tree of them. Refused: anchors and aliases (a formula
// that begins with `*` would become one), tags, keys that are not plain words, a key twice in one
// map, more than one document, nesting beyond LIMIT_YAML_DEPTH. Libyaml counts code points, so a
// cursor carries each of its marks over to bytes; marks only ascend, which makes this one pass.
#include "base/limits.h"
#include "base/map.h"
#include "text/text_int.h"

#include <yaml.h>

enum { KEYS_COMPARED_PLAINLY = 8 };

typedef struct YamlReader {
    Arena *arena;
    Source *source;
    Findings *findings;
    yaml_parser_t parser;
    Str text;
    size_t start;                  // of `text` within the source
    size_t seen_chars, seen_bytes; // the cursor within `text`
} YamlReader;

typedef struct Pairs {
    struct Pair {
        Str key;
        Place key_place;
        YamlNode *value;
    } * items;
    size_t count, capacity;
} Pairs;

static size_t to_offset(YamlReader *r, size_t chars) {
    if (chars < r->seen_chars) r->seen_chars = r->seen_bytes = 0;
    while (r->seen_chars < chars && r->seen_bytes < r->text.size) {
        uint32_t c;
        size_t size = utf8_get(r->text, r->seen_bytes, &c);
        r->seen_bytes += size ? size : 1;
        r->seen_chars++;
    }
    return r->start + r->seen_bytes;
}

static void *fault_at(YamlReader *r, const char *rule, size_t offset, Message message,
                      Message hint) {
    finding_add(r->findings, SEVERITY_ERROR, rule, source_place(r->source, offset, 1), message,
                hint);
    return NULL;
}

static void *fault(YamlReader *r, yaml_mark_t mark, Message message, Message hint) {
    return fault_at(r, "yaml", to_offset(r, mark.index), message, hint);
}

// Does a Chinese colon stand in this line or the one above, which runs on into it?
static bool has_wide_colon(YamlReader *r, yaml_mark_t mark) {
    Place p = source_place(r->source, to_offset(r, mark.index), 0);
    size_t from = source_line_start(r->source, p.line > 1 ? p.line - 2 : 0);
    size_t end = source_line_start(r->source, p.line);
    return str_find(str_part(r->source->text, from, end - from), STR("："), 0) >= 0;
}

static void report_library_fault(YamlReader *r) {
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_READER_ERROR) {
        YamlComplaint c = yaml_complaint(p->problem, false);
        fault_at(r, "yaml", r->start + p->problem_offset, c.message, c.hint);
        return;
    }
    YamlComplaint c = yaml_complaint(p->problem, has_wide_colon(r, p->problem_mark));
    fault(r, p->problem_mark, c.message, c.hint);
}

static bool next_event(YamlReader *r, yaml_event_t *event) {
    if (yaml_parser_parse(&r->parser, event)) return true;
    report_library_fault(r);
    return false;
}

// Where a scalar's content stands: inside its quotes, or below the line of `|` or `>`.
static Str scalar_source(YamlReader *r, const yaml_event_t *event) {
    size_t start = to_offset(r, event->start_mark.index), end = to_offset(r, event->end_mark.index);
    Str all = str_part(r->source->text, start, end - start);
    switch (event->data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return str_part(all, 1, all.size - 2);
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE: {
        int64_t header_end = str_find(all, STR("\n"), 0);
        Str content = str_part(all, header_end < 0 ? all.size : (size_t)header_end, all.size);
        return str_trim(content);
    }
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE: break;
    }
    return all;
}

static bool is_escaped(Str source, yaml_scalar_style_t style) {
    if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE) return str_find(source, STR("''"), 0) >= 0;
    return style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && str_find(source, STR("\\"), 0) >= 0;
}

static bool refuse_marks(YamlReader *r, const yaml_event_t *event, const void *anchor,
                         const void *tag) {
    if (anchor)
        fault(
            r, event->start_mark, MSG("an anchor (&name) is not allowed here"),
            MSG("write the value out where it is needed; put a text that begins with & in quotes"));
    else if (tag)
        fault(r, event->start_mark, MSG("a tag (!name) is not allowed here"),
              MSG("leave it out; put a text that begins with ! in quotes"));
    return !anchor && !tag;
}

static YamlNode *node_new(YamlReader *r, YamlKind kind, const yaml_event_t *event) {
    size_t offset = to_offset(r, event->start_mark.index);
    if (r->source->yaml_nodes_left == 0)
        return fault_at(
            r, "limit", offset,
            MSG("the terms hold more than {1} values", str_fmt(r->arena, "%d", LIMIT_YAML_NODES)),
            MSG("bring large sets of members as facts (members: facts)"));
    r->source->yaml_nodes_left--;
    YamlNode *n = ARENA_NEW(r->arena, YamlNode);
    n->kind = kind;
    n->place = source_place(r->source, offset, 0);
    return n;
}

static YamlNode *read_scalar(YamlReader *r, const yaml_event_t *event) {
    if (!refuse_marks(r, event, event->data.scalar.anchor, event->data.scalar.tag)) return NULL;
    YamlNode *n = node_new(r, YAML_SCALAR, event);
    if (!n) return NULL;
    yaml_scalar_style_t style = event->data.scalar.style;
    Str cooked = {(const char *)event->data.scalar.value, event->data.scalar.length};
    n->source = scalar_source(r, event);
    n->place = source_place_of(r->source, n->source);
    n->text = str_is(cooked, n->source) ? n->source : str_copy(r->arena, cooked);
    n->is_quoted = style != YAML_PLAIN_SCALAR_STYLE;
    n->is_escaped = is_escaped(n->source, style);
    return n;
}

static void set_end(YamlReader *r, YamlNode *n, size_t end) {
    n->place.size = (uint32_t)end - n->place.offset;
    n->source = str_part(r->source->text, n->place.offset, n->place.size);
}

// A flow collection ends at its bracket; a block collection where its last value ends.
static void end_collection(YamlReader *r, YamlNode *n, const yaml_event_t *event) {
    n->is_flow = event->end_mark.index > event->start_mark.index;
    if (n->is_flow) {
        set_end(r, n, to_offset(r, event->end_mark.index));
    } else if (n->count) {
        Place last = n->items[n->count - 1]->place;
        set_end(r, n, last.offset + last.size);
    }
}

static YamlNode *read_node(YamlReader *r, size_t depth);
static YamlNode *read_value(YamlReader *r, const yaml_event_t *event, size_t depth);

static YamlNode *read_list(YamlReader *r, YamlNode *list, size_t depth) {
    size_t capacity = 0;
    for (;;) {
        yaml_event_t event;
        if (!next_event(r, &event)) return NULL;
        bool is_end = event.type == YAML_SEQUENCE_END_EVENT;
        YamlNode *value = is_end ? NULL : read_value(r, &event, depth);
        if (is_end) end_collection(r, list, &event);
        yaml_event_delete(&event);
        if (is_end) return list;
        if (!value) return NULL;
        if (list->count == capacity)
            list->items = vec_grow(r->arena, list->items, &capacity, sizeof *list->items);
        list->items[list->count++] = value;
    }
}

static bool has_key(const Pairs *pairs, Map *seen, Str key, uint32_t *ret_index) {
    if (pairs->count > KEYS_COMPARED_PLAINLY) {
        for (size_t i = seen->count; i < pairs->count; i++)
            map_add(seen, pairs->items[i].key, (uint32_t)i);
        return map_get(seen, key, ret_index);
    }
    for (uint32_t i = 0; i < pairs->count; i++)
        if (str_is(pairs->items[i].key, key)) {
            *ret_index = i;
            return true;
        }
    return false;
}

static void report_duplicate_key(YamlReader *r, const YamlNode *key, Place first) {
    finding_add(r->findings, SEVERITY_ERROR, "duplicate-key", key->place,
                MSG("the key \"{1}\" stands here a second time; the first is in line {2}",
                    key->text, str_fmt(r->arena, "%u", first.line)),
                MSG("keep one of the two"));
    finding_also(r->findings, first);
}

static bool check_key(YamlReader *r, const YamlNode *key) {
    if (key->kind == YAML_SCALAR && (key->text.size || key->is_quoted)) return true;
    fault_at(r, "yaml", key->place.offset, MSG("a key must be a word"),
             MSG("write a name, a colon and a blank before the value"));
    return false;
}

static YamlNode *map_from_pairs(Arena *a, YamlNode *map, const Pairs *pairs) {
    map->count = pairs->count;
    map->keys = ARENA_ARRAY(a, Str, pairs->count);
    map->key_places = ARENA_ARRAY(a, Place, pairs->count);
    map->items = ARENA_ARRAY(a, YamlNode *, pairs->count);
    for (size_t i = 0; i < pairs->count; i++) {
        map->keys[i] = pairs->items[i].key;
        map->key_places[i] = pairs->items[i].key_place;
        map->items[i] = pairs->items[i].value;
    }
    return map;
}

static YamlNode *read_map(YamlReader *r, YamlNode *map, size_t depth) {
    Pairs pairs = {NULL, 0, 0};
    Map seen = {.arena = r->arena};
    for (;;) {
        yaml_event_t event;
        if (!next_event(r, &event)) return NULL;
        bool is_end = event.type == YAML_MAPPING_END_EVENT;
        YamlNode *key = is_end ? NULL : read_value(r, &event, depth);
        if (is_end) end_collection(r, map_from_pairs(r->arena, map, &pairs), &event);
        yaml_event_delete(&event);
        if (is_end) return map;
        if (!key || !check_key(r, key)) return NULL;
        YamlNode *value = read_node(r, depth);
        if (!value) return NULL;
        uint32_t first;
        if (has_key(&pairs, &seen, key->text, &first))
            report_duplicate_key(r, key, pairs.items[first].key_place);
        else
            *VEC_ADD(r->arena, &pairs) = (struct Pair){key->text, key->place, value};
    }
}

static YamlNode *read_collection(YamlReader *r, const yaml_event_t *event, YamlKind kind,
                                 size_t depth) {
    if (depth >= LIMIT_YAML_DEPTH)
        return fault_at(
            r, "limit", to_offset(r, event->start_mark.index),
            MSG("values are nested more than {1} deep", str_fmt(r->arena, "%d", LIMIT_YAML_DEPTH)),
            NO_MSG);
    YamlNode *n = node_new(r, kind, event);
    if (!n) return NULL;
    return kind == YAML_LIST ? read_list(r, n, depth + 1) : read_map(r, n, depth + 1);
}

static YamlNode *read_value(YamlReader *r, const yaml_event_t *event, size_t depth) {
    switch (event->type) {
    case YAML_SCALAR_EVENT: return read_scalar(r, event);
    case YAML_SEQUENCE_START_EVENT:
        if (!refuse_marks(r, event, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag))
            return NULL;
        return read_collection(r, event, YAML_LIST, depth);
    case YAML_MAPPING_START_EVENT:
        if (!refuse_marks(r, event, event->data.mapping_start.anchor,
                          event->data.mapping_start.tag))
            return NULL;
        return read_collection(r, event, YAML_MAP, depth);
    case YAML_ALIAS_EVENT:
        return fault(r, event->start_mark, MSG("an alias (*name) is not allowed here"),
                     MSG("put a formula that begins with * in quotes"));
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: break;
    }
    return fault(r, event->start_mark, MSG("a value is missing here"), NO_MSG);
}

static YamlNode *read_node(YamlReader *r, size_t depth) {
    yaml_event_t event;
    if (!next_event(r, &event)) return NULL;
    YamlNode *n = read_value(r, &event, depth);
    yaml_event_delete(&event);
    return n;
}

// Take one event and say whether it is of this type.
static bool take(YamlReader *r, yaml_event_type_t type, bool *ret_is_type) {
    yaml_event_t event;
    if (!next_event(r, &event)) return false;
    *ret_is_type = event.type == type;
    if (!*ret_is_type && event.type == YAML_DOCUMENT_START_EVENT)
        fault(r, event.start_mark, MSG("a second YAML document begins here"),
              MSG("take the line --- out"));
    yaml_event_delete(&event);
    return true;
}

static YamlNode *empty_node(YamlReader *r) {
    YamlNode *n = ARENA_NEW(r->arena, YamlNode);
    n->place = source_place(r->source, r->start, 0);
    n->text = n->source = str_part(r->source->text, r->start, 0);
    return n;
}

static YamlNode *read_stream(YamlReader *r) {
    bool is_type;
    if (!take(r, YAML_STREAM_START_EVENT, &is_type)) return NULL;
    yaml_event_t event;
    if (!next_event(r, &event)) return NULL;
    bool is_empty = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    if (is_empty) return empty_node(r);
    YamlNode *n = read_node(r, 0);
    if (!n || !take(r, YAML_DOCUMENT_END_EVENT, &is_type)) return NULL;
    if (!take(r, YAML_STREAM_END_EVENT, &is_type) || !is_type) return NULL;
    return n;
}

const YamlNode *yaml_read(Arena *a, Source *s, size_t offset, size_t size, Findings *f) {
    YamlReader r = {.arena = a, .source = s, .findings = f, .start = offset};
    r.text = str_part(s->text, offset, size);
    if (!yaml_parser_initialize(&r.parser)) {
        fault_at(&r, "yaml", offset, MSG("could not read: out of memory"), NO_MSG);
        return NULL;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)(r.text.at ? r.text.at : ""),
                                 r.text.size);
    const YamlNode *n = read_stream(&r);
    yaml_parser_delete(&r.parser);
    return n;
}

const YamlNode *yaml_parse(Arena *a, Str file, Str file_text, size_t offset, size_t size,
                           Findings *f) {
    Source s;
    source_open(a, &s, file, file_text);
    return yaml_read(a, &s, offset, size, f);
}

const YamlNode *yaml_find(const YamlNode *n, const char *key) {
    if (!n || n->kind != YAML_MAP) return NULL;
    for (size_t i = 0; i < n->count; i++)
        if (str_is(n->keys[i], str_from(key))) return n->items[i];
    return NULL;
}
