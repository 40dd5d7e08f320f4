// app/tiles.c - where regions stand on a map of tiles
#include "app/tiles.h"

// Letters of ISO 3166-2:CN; the places are chosen so that neighbours touch where that is possible.
static const char CHINA[] = "names,column,row\n"
                            "HL|heilongjiang|Heilongjiang|黑龙江省|黑龙江,8,0\n"
                            "NM|inner-mongolia|Inner Mongolia|内蒙古自治区|内蒙古,5,1\n"
                            "JL|jilin|Jilin|吉林省|吉林,8,1\n"
                            "XJ|xinjiang|Xinjiang|新疆维吾尔自治区|新疆,1,2\n"
                            "BJ|beijing|Beijing|北京市|北京,6,2\n"
                            "TJ|tianjin|Tianjin|天津市|天津,7,2\n"
                            "LN|liaoning|Liaoning|辽宁省|辽宁,8,2\n"
                            "QH|qinghai|Qinghai|青海省|青海,2,3\n"
                            "GS|gansu|Gansu|甘肃省|甘肃,3,3\n"
                            "NX|ningxia|Ningxia|宁夏回族自治区|宁夏,4,3\n"
                            "SX|shanxi|Shanxi|山西省|山西,5,3\n"
                            "HE|hebei|Hebei|河北省|河北,6,3\n"
                            "SD|shandong|Shandong|山东省|山东,7,3\n"
                            "XZ|tibet|Tibet|西藏自治区|西藏,2,4\n"
                            "SC|sichuan|Sichuan|四川省|四川,3,4\n"
                            "SN|shaanxi|Shaanxi|陕西省|陕西,4,4\n"
                            "HA|henan|Henan|河南省|河南,5,4\n"
                            "AH|anhui|Anhui|安徽省|安徽,6,4\n"
                            "JS|jiangsu|Jiangsu|江苏省|江苏,7,4\n"
                            "SH|shanghai|Shanghai|上海市|上海,8,4\n"
                            "CQ|chongqing|Chongqing|重庆市|重庆,4,5\n"
                            "HB|hubei|Hubei|湖北省|湖北,5,5\n"
                            "JX|jiangxi|Jiangxi|江西省|江西,6,5\n"
                            "ZJ|zhejiang|Zhejiang|浙江省|浙江,7,5\n"
                            "YN|yunnan|Yunnan|云南省|云南,3,6\n"
                            "GZ|guizhou|Guizhou|贵州省|贵州,4,6\n"
                            "HN|hunan|Hunan|湖南省|湖南,5,6\n"
                            "FJ|fujian|Fujian|福建省|福建,6,6\n"
                            "TW|taiwan|Taiwan|台湾省|台湾,8,6\n"
                            "GX|guangxi|Guangxi|广西壮族自治区|广西,4,7\n"
                            "GD|guangdong|Guangdong|广东省|广东,5,7\n"
                            "HK|hong-kong|Hong Kong|香港特别行政区|香港,6,7\n"
                            "HI|hainan|Hainan|海南省|海南,4,8\n"
                            "MO|macao|Macao|澳门特别行政区|澳门,5,8\n";

Str tiles_built_in(void) {
    return (Str){CHINA, sizeof CHINA - 1};
}

static bool fault(const CsvReader *r, size_t field, Message m, Err *err) {
    return err_set_at(err, ERR_INPUT, csv_place(r, field), m,
                      MSG("write names parted by |, then column and row, each from 0 to 59"));
}

static bool read_number(const CsvReader *r, size_t field, size_t *ret, Err *err) {
    Str text = str_trim(r->fields[field]);
    size_t n = 0;
    bool is_number = text.size > 0;
    for (size_t i = 0; is_number && i < text.size; i++) {
        is_number = text.at[i] >= '0' && text.at[i] <= '9';
        n = n * 10 + (size_t)(text.at[i] - '0');
        is_number = is_number && n < TILE_SIDE_MAX;
    }
    *ret = n;
    return is_number || fault(r, field, MSG("a tile has no place"), err);
}

static bool read_names(Arena *a, const CsvReader *r, Tile *tile, Err *err) {
    Str rest = r->fields[0], name;
    tile->names = ARENA_ARRAY(a, Str, TILE_NAMES_MAX);
    while (rest.size && str_next(&rest, '|', &name)) {
        name = str_trim(name);
        if (!name.size) continue;
        if (tile->name_count == TILE_NAMES_MAX)
            return fault(r, 0, MSG("a tile has too many names"), err);
        tile->names[tile->name_count++] = str_copy(a, name);
    }
    return tile->name_count || fault(r, 0, MSG("a tile has no name"), err);
}

static bool is_taken(const Tiles *t, const Tile *tile) {
    for (size_t i = 0; i < t->count; i++)
        if (t->items[i].column == tile->column && t->items[i].row == tile->row) return true;
    return false;
}

static bool add_tile(Arena *a, Tiles *t, const CsvReader *r, Err *err) {
    Tile tile = {.name_count = 0};
    if (t->count == TILES_MAX) return fault(r, 0, MSG("a map has too many tiles"), err);
    if (!read_names(a, r, &tile, err) || !read_number(r, 1, &tile.column, err) ||
        !read_number(r, 2, &tile.row, err))
        return false;
    if (is_taken(t, &tile)) return fault(r, 1, MSG("two tiles have the same place"), err);
    *VEC_ADD(a, t) = tile;
    if (tile.column >= t->columns) t->columns = tile.column + 1;
    if (tile.row >= t->rows) t->rows = tile.row + 1;
    return true;
}

const Tiles *tiles_parse(Arena *a, Str file, Str text, Err *err) {
    static const char *const HEADS[] = {"names", "column", "row"};
    Err quiet = {.code = ERR_NONE};
    if (!err) err = &quiet;
    Tiles *t = ARENA_NEW(a, Tiles);
    CsvReader *r = csv_open(a, file, text, ',');
    bool is_head = csv_next(r, err) && r->count == 3;
    for (size_t i = 0; is_head && i < 3; i++) is_head = str_is(r->fields[i], str_from(HEADS[i]));
    if (!is_head) {
        if (!err->code) err_set(err, ERR_INPUT, MSG("a map begins with: names,column,row"), NO_MSG);
        return NULL;
    }
    while (csv_next(r, err))
        if (!add_tile(a, t, r, err)) return NULL;
    return err->code ? NULL : t;
}

const Tile *tiles_find(const Tiles *t, Str name) {
    for (size_t i = 0; i < t->count; i++)
        for (size_t k = 0; k < t->items[i].name_count; k++)
            if (str_is(t->items[i].names[k], name)) return &t->items[i];
    return NULL;
}

Str tile_label(const Tile *t, Lang lang) {
    return t->names[lang == LANG_ZH ? t->name_count - 1 : 0];
}
