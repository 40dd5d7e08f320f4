// app/design_article.c - articles that ask for new bonds and payments, in the agreement's language
//
// They stand after the last numbered article and carry its number on. Words and terms say the same.
#include "app/design_int.h"

typedef struct Phrases {
    const char *bonds, *payments;  // headings
    const char *deposit, *forfeit; // {1} party, {2} amount
    const char *pay;               // {1} payer, {2} payee, {3} amount, {4} of which period, {5} due
    const char *trigger, *release; // of a bond, in the terms
    const char *of_period[GRAIN_DAY + 1];
    const char *due[GRAIN_DAY + 1];
    const char *number;   // of an article, before its title
    const char *currency; // in words, where it is CNY
} Phrases;

static const Phrases english = {
    .bonds = "Bonds",
    .payments = "Balancing payments",
    .deposit = "{1} deposits {2} into the joint account as a bond when this agreement is signed. ",
    .forfeit = "The bond of a party that breaks this agreement goes to the other parties in equal "
               "parts; otherwise it is given back after the last settlement.",
    .pay = "{1} pays {2} {3} for {4}, rounded half up to 0.01, {5}. ",
    .trigger = "the party breaks this agreement",
    .release = "after the last settlement",
    .of_period = {"the term of this agreement", "each year", "each settlement period",
                  "each quarter", "each month", "each day"},
    .due = {"within 30 days after it ends", "within 30 days after the year ends",
            "within 30 days after the period ends", "within 30 days after the quarter ends",
            "within 30 days after the month ends", "within 30 days after the day"},
    .number = "Article {1}. ",
    .currency = " yuan"};
static const Phrases chinese = {
    .bonds = "保证金",
    .payments = "平衡支付",
    .deposit = "{1}在本协议签署时向共管账户交存保证金{2}。",
    .forfeit = "一方违反本协议的，其保证金由其他各方平均分得；未违反的，在末次结算后退还。",
    .pay = "{1}{4}向{2}支付{3}，四舍五入到0.01，{5}支付。",
    .trigger = "当事方违反本协议",
    .release = "末次结算后",
    .of_period = {"在本协议期间", "每年", "每个结算期", "每季度", "每月", "每日"},
    .due = {"期满后30日内", "年度终了后30日内", "结算期终了后30日内", "季度终了后30日内",
            "月末后30日内", "当日后30日内"},
    .number = "第{1}条 ",
    .currency = "元"};

typedef struct Writer {
    Arena *arena;
    const DesignView *view;
    const Terms *terms;
    const Dec *values;
    const Phrases *phrases;
    bool is_chinese;
    int level;  // of headings
    int number; // of the last article; 0: they have none
    size_t at;  // where the new ones go
    Buf out;
} Writer;

// {1}, {2} … are the names.
static void fill(Writer *w, const char *text, const Str *names) {
    for (const char *c = text; *c; c++) {
        if (*c != '{') {
            buf_add_byte(&w->out, *c);
            continue;
        }
        buf_add(&w->out, names[c[1] - '1']);
        c += 2;
    }
}

// ---- headings -----------------------------------------------------------------------------------

// 1 to 99; beyond, digits.
static Str chinese_number(Arena *a, int n) {
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (n >= 100) return str_fmt(a, "%d", n);
    const char *tens = n >= 20 ? digits[n / 10] : "";
    return str_fmt(a, "%s%s%s", tens, n >= 10 ? "十" : "", digits[n % 10]);
}

static int article_number(const Provision *p) {
    int64_t n;
    static const char mark[] = "art_";
    if (!str_starts_with(p->id, str_from(mark))) return 0;
    Str digits = str_part(p->id, sizeof mark - 1, p->id.size);
    Dec d;
    return dec_from_text(digits, &d, NULL) && dec_to_int(d, &n) && n > 0 && n < 10000 ? (int)n : 0;
}

static void find_place(Writer *w) {
    const Document *d = w->terms->document;
    w->level = 1;
    w->at = d->source.size;
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *p = &d->provisions[i];
        int number = article_number(p);
        if (!number) continue;
        size_t last = i + 1;
        while (last < d->provision_count && d->provisions[last].level > p->level) last++;
        w->number = number;
        w->level = p->level;
        w->at = last < d->provision_count ? d->provisions[last].place.offset : d->source.size;
    }
}

static void add_heading(Writer *w, const char *title) {
    buf_add_fmt(&w->out, "%.*s ", w->level, "######");
    if (w->number) {
        int next = ++w->number;
        Str number = w->is_chinese ? chinese_number(w->arena, next) : str_fmt(w->arena, "%d", next);
        fill(w, w->phrases->number, &number);
    }
    buf_add_fmt(&w->out, "%s\n\n", title);
}

// ---- words --------------------------------------------------------------------------------------

static Str name_in_text(const Writer *w, size_t party) {
    const Party *p = &w->terms->parties[party];
    Str name = localised_in(&p->label, w->terms->language);
    return name.size ? name : p->id;
}

static Str amount_in_text(const Writer *w, Dec amount) {
    Str number = amount_text(w->arena, amount, 0);
    if (str_is(w->terms->currency, STR("CNY")))
        return str_fmt(w->arena, "%.*s%s", STR_ARG(number), w->phrases->currency);
    if (!w->terms->currency.size) return number;
    return str_fmt(w->arena, "%.*s %.*s", STR_ARG(number), STR_ARG(w->terms->currency));
}

static bool is_wanted(const Writer *w, size_t lever, LeverKind kind) {
    return w->view->levers[lever].kind == kind && !dec_is_zero(w->values[lever]);
}

static size_t count_of(const Writer *w, LeverKind kind) {
    size_t count = 0;
    for (size_t i = 0; i < w->view->lever_count; i++) count += is_wanted(w, i, kind);
    return count;
}

// The label in the other language; the text's own is its name.
static Str other_label(const Writer *w, const Lever *l) {
    return localised_in(&l->label, w->is_chinese ? STR("en") : STR("zh"));
}

static void add_label(Writer *w, const Lever *l) {
    buf_add_fmt(&w->out, "  %.*s: {label: {%s: ", STR_ARG(l->id), w->is_chinese ? "en" : "zh");
    json_add_string(&w->out, other_label(w, l));
    buf_add_c(&w->out, "}, ");
}

// ---- bonds --------------------------------------------------------------------------------------

static void add_deposits(Writer *w) {
    for (size_t i = 0; i < w->view->lever_count; i++) {
        if (!is_wanted(w, i, LEVER_DEPOSIT)) continue;
        Str names[] = {name_in_text(w, w->view->levers[i].from), amount_in_text(w, w->values[i])};
        fill(w, w->phrases->deposit, names);
    }
    buf_add_c(&w->out, w->phrases->forfeit);
}

static void add_guarantees(Writer *w) {
    for (size_t i = 0; i < w->view->lever_count; i++) {
        const Lever *l = &w->view->levers[i];
        if (!is_wanted(w, i, LEVER_DEPOSIT)) continue;
        add_label(w, l);
        buf_add_fmt(&w->out, "kind: bond, by: %.*s, to: party, amount: %.*s, ",
                    STR_ARG(w->terms->parties[l->from].id),
                    STR_ARG(dec_text(w->arena, w->values[i])));
        if (w->terms->currency.size)
            buf_add_fmt(&w->out, "currency: %.*s, ", STR_ARG(w->terms->currency));
        buf_add_fmt(&w->out, "trigger: \"%s\", release: \"%s\"}\n", w->phrases->trigger,
                    w->phrases->release);
    }
}

static void add_bonds(Writer *w) {
    if (!count_of(w, LEVER_DEPOSIT)) return;
    add_heading(w, w->phrases->bonds);
    add_deposits(w);
    buf_add_c(&w->out, "\n\n```terms\nguarantees:\n");
    add_guarantees(w);
    buf_add_c(&w->out, "```\n");
}

// ---- payments -----------------------------------------------------------------------------------

static void add_promises(Writer *w) {
    Grain g = w->terms->period;
    for (size_t i = 0; i < w->view->lever_count; i++) {
        const Lever *l = &w->view->levers[i];
        if (!is_wanted(w, i, LEVER_PAYMENT)) continue;
        Str names[] = {name_in_text(w, l->from), name_in_text(w, l->to),
                       amount_in_text(w, w->values[i]), str_from(w->phrases->of_period[g]),
                       str_from(w->phrases->due[g])};
        fill(w, w->phrases->pay, names);
    }
    while (w->out.at[w->out.size - 1] == ' ') w->out.size--;
}

static void add_dues(Writer *w) {
    for (size_t i = 0; i < w->view->lever_count; i++) {
        const Lever *l = &w->view->levers[i];
        if (!is_wanted(w, i, LEVER_PAYMENT)) continue;
        add_label(w, l);
        buf_add_fmt(&w->out, "from: %.*s, to: %.*s, amount: %.*s, ",
                    STR_ARG(w->terms->parties[l->from].id), STR_ARG(w->terms->parties[l->to].id),
                    STR_ARG(dec_text(w->arena, w->values[i])));
        buf_add_c(&w->out, "rounding: {to: 0.01, mode: half up}, due: P30D after period end}\n");
    }
}

static void add_payments(Writer *w) {
    if (!count_of(w, LEVER_PAYMENT)) return;
    if (count_of(w, LEVER_DEPOSIT)) buf_add_byte(&w->out, '\n');
    add_heading(w, w->phrases->payments);
    add_promises(w);
    buf_add_c(&w->out, "\n\n```terms\npayments:\n");
    add_dues(w);
    buf_add_c(&w->out, "```\n");
}

// ---- the text -----------------------------------------------------------------------------------

static void start_paragraph(Writer *w, Str before) {
    buf_add(&w->out, before);
    if (before.size && before.at[before.size - 1] != '\n') buf_add_byte(&w->out, '\n');
    if (!str_ends_with(before, STR("\n\n"))) buf_add_byte(&w->out, '\n');
}

Str design_article(const DesignView *v, Arena *a, const Terms *t, const Dec *values) {
    bool is_chinese = str_is(t->language, STR("zh"));
    Writer w = {.arena = a,
                .view = v,
                .terms = t,
                .values = values,
                .phrases = is_chinese ? &chinese : &english,
                .is_chinese = is_chinese,
                .out = {.arena = a}};
    Str text = t->document->source;
    if (!count_of(&w, LEVER_DEPOSIT) && !count_of(&w, LEVER_PAYMENT)) return text;
    find_place(&w);
    start_paragraph(&w, str_part(text, 0, w.at));
    add_bonds(&w);
    add_payments(&w);
    if (w.at < text.size) buf_add_byte(&w.out, '\n');
    buf_add(&w.out, str_part(text, w.at, text.size));
    return buf_str(&w.out);
}
