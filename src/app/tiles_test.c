// app/tiles_test.c - maps of tiles: what is one, and that of China
#include "app/tiles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void a_map_is_read_or_its_fault_is_told(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t tiles;
        uint32_t line; // of the fault; 0: no place
        bool is_map;
    } ROWS[] = {
        {"names,column,row\n", 0, 0, true},
        {"names,column,row\nA|甲,0,0\nB,59,59\n", 2, 0, true},
        {"names,column,row\n\"A, B\",1,2\n", 1, 0, true},
        {"names,column,row\n | A ||,1,2\n", 1, 0, true},
        {"", 0, 0, false},
        {"name,column,row\nA,0,0\n", 0, 0, false},
        {"names,column,row\nA,0,60\n", 0, 2, false},
        {"names,column,row\nA,-1,0\n", 0, 2, false},
        {"names,column,row\nA,,0\n", 0, 2, false},
        {"names,column,row\nA,0,0\nB,0,0\n", 0, 3, false},
        {"names,column,row\n|,0,0\n", 0, 2, false},
        {"names,column,row\nA,18446744073709551616,0\n", 0, 2, false},
        {"names,column,row\na|b|c|d|e|f|g|h|i|j|k|l|m,0,0\n", 0, 2, false},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Err err = {.code = ERR_NONE};
        const Tiles *t = tiles_parse(a, STR("map.csv"), str_from(ROWS[i].text), &err);
        assert_int_equal(t != NULL, ROWS[i].is_map);
        assert_int_equal(err.code != ERR_NONE, !ROWS[i].is_map);
        if (t) assert_int_equal(t->count, ROWS[i].tiles);
        if (!t) assert_int_equal(err.place.line, ROWS[i].line);
        arena_free(a);
    }
}

// GB/T 2260 names 34 provinces, autonomous regions, municipalities and special regions.
static void the_map_of_china_has_every_province_once(void **state) {
    (void)state;
    static const struct {
        const char *name, *en, *zh;
    } ROWS[] = {
        {"henan", "HA", "河南"},
        {"山东省", "SD", "山东"},
        {"Tibet", "XZ", "西藏"},
        {"台湾", "TW", "台湾"},
        {"香港特别行政区", "HK", "香港"},
        {"Macao", "MO", "澳门"},
        {"新疆维吾尔自治区", "XJ", "新疆"},
    };
    Arena *a = arena_new();
    const Tiles *t = tiles_parse(a, STR("china"), tiles_built_in(), NULL);
    assert_non_null(t);
    assert_int_equal(t->count, 34);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const Tile *tile = tiles_find(t, str_from(ROWS[i].name));
        assert_non_null(tile);
        assert_true(str_is(tile_label(tile, LANG_EN), str_from(ROWS[i].en)));
        assert_true(str_is(tile_label(tile, LANG_ZH), str_from(ROWS[i].zh)));
    }
    assert_null(tiles_find(t, STR("atlantis")));
    for (size_t i = 0; i < t->count; i++)
        for (size_t k = 0; k < t->items[i].name_count; k++)
            assert_ptr_equal(tiles_find(t, t->items[i].names[k]), &t->items[i]);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_is_read_or_its_fault_is_told),
        cmocka_unit_test(the_map_of_china_has_every_province_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
