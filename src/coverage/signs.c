// coverage/signs.c - signs that tell which words count: denials and how far they reach, titles
#include "coverage/words.h"

const CoverageRow coverage_signs[] = {
    {SIGN_STOP,
     "。|；|;|. |！|? |! |？|，|（|）|(|)|but|however|and covers|and includes|whereas|while|"
     "但|而是|其余|其他各"},
    {SIGN_DENIES_NEXT,
     "not cover|not covering|does not cover|do not cover|not include|not including|"
     "not extend to|not extending to|excluding|exclude|excludes|with the exception of|"
     "except for|other than|not apply to|not concern|leaves out|leave out|no provision on|"
     "no rule on|nothing on|not regulate|not address|not deal with|"
     "不包括|不包含|不含|不涉及|不涵盖|不覆盖|不适用于|不延伸至|不规定|不约定|不涉|未涉及|"
     "未约定|未规定|未包括|未涵盖|没有约定|没有规定"},
    {SIGN_DENIES_LAST,
     "is excluded|are excluded|shall be excluded|is not covered|are not covered|"
     "shall not be covered|is not included|are not included|is left out|are left out|"
     "remain outside|remains outside|is outside this agreement|are outside this agreement|"
     "is agreed elsewhere|are agreed elsewhere|"
     "除外|不在此列|不在其列|不在本协议范围|不纳入本协议|不属于本协议|另行约定|另行规定|另行商定"},
    {SIGN_OPEN, "《|<!--"},
    {SIGN_CLOSE, "》|-->"},
    {0, NULL},
};
