/* The table of everything that can be wrong with a request: status and words. */
#include "fault.h"

#include <stddef.h>
#include <stdio.h>

static const struct {
    int status;
    const char *text[LANG_COUNT];
} fault_table[FAULT_REASONS] = {
    [FAULT_NONE] = {200, {"", ""}},
    [FAULT_METHOD] = {405, {"只接受 GET 与 HEAD", "only GET and HEAD are answered"}},
    [FAULT_URI_TOO_LONG] = {400, {"网址过长", "the address is too long"}},
    [FAULT_URI_CODING] = {400, {"网址编码有误", "the address is not valid percent-encoded UTF-8 text"}},
    [FAULT_PATH_DOTS] = {400, {"路径中有 . 或 .. 或空的一段", "the path has a segment that is empty, . or .."}},
    [FAULT_PAGE_UNKNOWN] = {404, {"没有这一页", "there is no such page"}},
    [FAULT_RECORD_UNKNOWN] = {404, {"没有这条记录", "there is no such record"}},
    [FAULT_PARAM_UNKNOWN] = {400, {"本页不接受这个参数", "this page does not take the parameter"}},
    [FAULT_PARAM_REPEATED] = {400, {"参数重复", "the parameter is repeated"}},
    [FAULT_PARAM_ALONE] = {400, {"还须同时给出另一个参数", "the parameter needs another one with it"}},
    [FAULT_VALUE] = {400, {"参数值无法识别", "the value cannot be read"}},
    [FAULT_VALUE_UNKNOWN] = {400, {"没有这个代码", "the value is not known"}},
    [FAULT_VIEWER] = {400, {"用户名无法识别", "the user name cannot be read"}},
    [FAULT_STORE_MISSING] = {503, {"数据库暂不可用", "the store cannot be opened"}},
    [FAULT_STORE_FOREIGN] = {503, {"不是 fulfil 数据库", "not a fulfil store"}},
    [FAULT_STORE_BUSY] = {503, {"数据库正忙，请稍后再试", "the store is busy, try again shortly"}},
    [FAULT_TIME_LIMIT] = {503, {"统计超时，请缩小范围", "the time limit was reached, narrow the question"}},
    [FAULT_TOO_LARGE] = {503, {"页面过大，请缩小范围", "the page is too large, narrow the question"}},
    [FAULT_INTERNAL] = {500, {"服务器内部错误，详见日志", "an error inside the server, see its log"}},
};

void fault_set(struct fault *f, enum fault_reason reason, const char *name, const char *value, const char *expected)
{
    f->reason = reason;
    f->name = name;
    f->expected = expected;
    f->detail[0] = '\0';
    snprintf(f->value, sizeof f->value, "%s", value ? value : "");
}

int fault_status(enum fault_reason reason)
{
    return fault_table[reason].status;
}

const char *fault_text(enum fault_reason reason, enum lang lang)
{
    return fault_table[reason].text[lang];
}

const char *fault_status_text(int status)
{
    static const struct {
        int status;
        const char *text;
    } texts[] = {
        {200, "OK"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {503, "Service Unavailable"},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].status == status)
            return texts[i].text;
    return "Internal Server Error";
}
