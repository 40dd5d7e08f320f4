// app/incentive_matrix.c - one period of an agreement as a game: a matrix where at most two parties
// have a choice, else what each gains by breaking it alone
#include "app/incentive_page.h"

typedef struct Matrix {
    const Sheet *sheet;
    const StageGame *stage;
    const Game *game;
    size_t rows, columns; // the parties that choose
} Matrix;

static size_t choosing_count(const Game *g) {
    size_t count = 0;
    for (size_t i = 0; i < g->player_count; i++) count += g->players[i].strategy_count > 1;
    return count;
}

// Those that choose first; of one alone the other stands across.
static void find_sides(Matrix *m) {
    size_t found = 0, sides[2] = {0, m->game->player_count > 1};
    for (size_t i = 0; i < m->game->player_count && found < 2; i++)
        if (m->game->players[i].strategy_count > 1) sides[found++] = i;
    if (found == 1) sides[1] = sides[0] ? 0 : m->game->player_count > 1;
    m->rows = sides[0];
    m->columns = sides[1];
}

static size_t profile_at(const Matrix *m, size_t row, size_t column) {
    size_t choices[GAME_PLAYERS_MAX] = {0};
    choices[m->rows] = row;
    if (m->columns != m->rows) choices[m->columns] = column;
    return game_profile(m->game, choices);
}

static bool is_best_reply(const Game *g, size_t profile, size_t player) {
    size_t choices[GAME_PLAYERS_MAX];
    game_choices(g, profile, choices);
    for (size_t k = 0; k < g->players[player].strategy_count; k++) {
        choices[player] = k;
        if (mpq_cmp(game_payoff(g, game_profile(g, choices), player),
                    game_payoff(g, profile, player)) > 0)
            return false;
    }
    return true;
}

// ---- a matrix -----------------------------------------------------------------------------------

static void add_strategy(const Matrix *m, const char *scope, size_t player, size_t choice) {
    Buf *b = m->sheet->page.b;
    HTML(b, "<th scope=\"{}\">", str_from(scope));
    sheet_add(m->sheet, sheet_strategy(m->sheet, player, choice));
    bool has_choice = m->game->players[player].strategy_count > 1;
    if (has_choice && m->stage->has_dominant[player] && m->stage->dominant[player] == choice) {
        buf_add_c(b, " <small>");
        html_add_both(b, N_("dominant"));
        buf_add_c(b, "</small>");
    }
    buf_add_c(b, "</th>");
}

static void add_payoff(const Matrix *m, size_t profile, size_t player) {
    Buf *b = m->sheet->page.b;
    bool is_best =
        m->game->players[player].strategy_count > 1 && is_best_reply(m->game, profile, player);
    sheet_add(m->sheet, sheet_party(m->sheet, player));
    HTML(b, is_best ? " <u>{}</u><br>" : " {}<br>",
         tell_money(&m->sheet->tellers[LANG_EN], mpq_get_d(game_payoff(m->game, profile, player))));
}

static void add_outcome(const Matrix *m, size_t profile) {
    Buf *b = m->sheet->page.b;
    bool is_equilibrium = profile_is_equilibrium(m->game, profile);
    buf_add_c(b, is_equilibrium ? "<td class=\"equilibrium\">" : "<td>");
    for (size_t i = 0; i < m->game->player_count; i++) add_payoff(m, profile, i);
    if (is_equilibrium) {
        buf_add_c(b, "<b>");
        html_add_both(b, N_("equilibrium"));
        buf_add_c(b, "</b>");
    }
    buf_add_c(b, "</td>");
}

static void add_corner(const Matrix *m) {
    Buf *b = m->sheet->page.b;
    buf_add_c(b, "<thead><tr><td>");
    sheet_add(m->sheet, sheet_party(m->sheet, m->rows));
    if (m->columns != m->rows) {
        buf_add_c(b, " ↓ &#160; ");
        sheet_add(m->sheet, sheet_party(m->sheet, m->columns));
        buf_add_c(b, " →");
    }
    buf_add_c(b, "</td>");
}

static void add_matrix(Matrix *m) {
    Buf *b = m->sheet->page.b;
    find_sides(m);
    size_t rows = m->game->players[m->rows].strategy_count;
    size_t columns = m->columns == m->rows ? 1 : m->game->players[m->columns].strategy_count;
    buf_add_c(b, "<div class=\"scroll\" tabindex=\"0\"><table class=\"matrix\">\n");
    add_corner(m);
    for (size_t c = 0; c < columns && m->columns != m->rows; c++)
        add_strategy(m, "col", m->columns, c);
    buf_add_c(b, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < rows; r++) {
        buf_add_c(b, "<tr>");
        add_strategy(m, "row", m->rows, r);
        for (size_t c = 0; c < columns; c++) add_outcome(m, profile_at(m, r, c));
        buf_add_c(b, "</tr>\n");
    }
    page_add_table_end(&m->sheet->page);
    sheet_meta(m->sheet,
               sheet_label(m->sheet, PLAIN(N_("Underlined: the best reply to what the others "
                                              "do; framed: an equilibrium"))));
}

// ---- breaking it alone --------------------------------------------------------------------------

static void add_deviation(const Matrix *m, SheetTable *t, size_t player, size_t choice) {
    const Sheet *s = m->sheet;
    const Teller *teller = &s->tellers[LANG_EN];
    size_t choices[GAME_PLAYERS_MAX] = {0};
    choices[player] = choice;
    double before = mpq_get_d(game_payoff(m->game, 0, player));
    double after = mpq_get_d(game_payoff(m->game, game_profile(m->game, choices), player));
    sheet_cell(t, sheet_party(s, player));
    sheet_cell(t, sheet_strategy(s, player, choice));
    sheet_number(t, tell_money(teller, before));
    sheet_number(t, tell_money(teller, after));
    sheet_number(t, tell_money(teller, after - before));
}

static void add_deviations(const Matrix *m) {
    const Sheet *s = m->sheet;
    static const char *const names[] = {N_("party"), N_("action"), N_("earns where all perform"),
                                        N_("earns by breaking it alone"), N_("gain")};
    ChartLabel heads[5];
    for (size_t i = 0; i < 5; i++) heads[i] = sheet_label(s, (Message){.text = names[i]});
    SheetTable t = sheet_table(s, heads, 5, FIRST_LEFT | 1 << 1);
    for (size_t i = 0; i < m->game->player_count; i++)
        for (size_t k = 1; k < m->game->players[i].strategy_count; k++) add_deviation(m, &t, i, k);
    sheet_table_end(&t);
}

void sheet_add_stage(const Sheet *s) {
    const StageGame *g = &s->result->stage;
    Matrix m = {.sheet = s, .stage = g, .game = g->game};
    if (!g->is_known) return;
    sheet_open(s, N_("One period alone, at mean values"));
    if (choosing_count(g->game) <= 2)
        add_matrix(&m);
    else
        add_deviations(&m);
    buf_add_c(s->page.b, "</section>\n");
}
