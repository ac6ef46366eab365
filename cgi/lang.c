/* The languages that pages speak. */
#include "lang.h"

const char *lang_code(enum lang lang)
{
    static const char *const codes[LANG_COUNT] = {[LANG_ZH] = "zh", [LANG_EN] = "en"};

    return codes[lang];
}

enum lang lang_other(enum lang lang)
{
    return lang == LANG_ZH ? LANG_EN : LANG_ZH;
}
