/*
 * The readers of fulfil_files.so when memory runs out: for every allocation of reading a file, of theirs and of the libraries
 * they use (libcsv, libzip, libxml2, iconv), it is refused once, and once it and all after it. Each time the file gives the very
 * rows that it should, or is refused for want of memory; no row is lost or altered on the way, and nothing stays allocated.
 * The same with a store behind it, every fifth allocation there (FULL=1: every one).
 *
 * malloc and its kin are this program's own, so that the libraries' calls come here too; under AddressSanitizer they go on
 * to its own.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "ext/files/reading.h"
#include "fixture.h"
#include "unit.h"

/* --- memory that runs out ------------------------------------------------------------------------------------------ */

/* Counted between memory_watch and memory_unwatch: calls that allocate, and blocks that live. */
static bool watching, lasting;
static long calls, refused_at, live;

void *__interceptor_malloc(size_t bytes) __attribute__((weak));
void *__interceptor_calloc(size_t count, size_t bytes) __attribute__((weak));
void *__interceptor_realloc(void *block, size_t bytes) __attribute__((weak));
void __interceptor_free(void *block) __attribute__((weak));

/* Declares `next`: the function of this name that comes after this program's. */
#define NEXT(name)                               \
    static __typeof__(&name) next;               \
    if (!next)                                   \
        next = __interceptor_##name;             \
    if (!next)                                   \
        *(void **)&next = dlsym(RTLD_NEXT, #name)

static bool memory_refused(void)
{
    if (!watching)
        return false;
    calls++;
    if (calls != refused_at && !(lasting && refused_at > 0 && calls > refused_at))
        return false;
    errno = ENOMEM;
    return true;
}

__attribute__((visibility("default"))) void *malloc(size_t bytes)
{
    NEXT(malloc);
    void *block = memory_refused() ? NULL : next(bytes);
    live += watching && block;
    return block;
}

__attribute__((visibility("default"))) void *calloc(size_t count, size_t bytes)
{
    NEXT(calloc);
    void *block = memory_refused() ? NULL : next(count, bytes);
    live += watching && block;
    return block;
}

__attribute__((visibility("default"))) void *realloc(void *block, size_t bytes)
{
    NEXT(realloc);
    void *changed = memory_refused() ? NULL : next(block, bytes);
    live += watching && !block && changed;
    return changed;
}

__attribute__((visibility("default"))) void free(void *block)
{
    NEXT(free);
    live -= watching && block;
    next(block);
}

/* --- files --------------------------------------------------------------------------------------------------------- */

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* A table as a workbook: the first sheet has no headings, the second shared and own text, dates of both kinds, 1904. */
static const char *const part[][2] = {
    {"_rels/.rels", "<Relationships><Relationship Id='r' Type='" OFFICE "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
    {"xl/workbook.xml", "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='说明' r:id='d'/><sheet name='需求&amp;表' r:id='a'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='a' Type='" OFFICE "worksheet' Target='s.xml'/><Relationship Id='d' Type='" OFFICE "worksheet' Target='d.xml'/>"
                                   "<Relationship Id='b' Type='" OFFICE "sharedStrings' Target='t.xml'/><Relationship Id='c' Type='" OFFICE "styles' Target='y.xml'/></Relationships>"},
    {"xl/d.xml", "<worksheet><sheetData><row><c t='inlineStr'><is><t>填表说明</t></is></c></row></sheetData></worksheet>"},
    {"xl/s.xml", "<worksheet><sheetData><row r='2'><c r='B2' t='s'><v>0</v></c><c r='C2' t='s'><v>1</v></c></row><row r='4'><c r='B4' t='inlineStr'><is><r><t>甲&lt;1&gt;</t></r>"
                 "<r><t>公司</t></r><rPh><t>x</t></rPh></is></c><c r='C4' s='1'><v>42404.5</v></c></row><row r='5'><c r='B5' t='s'><v>2</v></c><c r='C5' s='2'><v>42405</v></c></row>"
                 "<row r='6'><c r='B6' t='str'><v>丙_x0041_</v></c><c r='C6'><v>3E4</v></c></row></sheetData></worksheet>"},
    {"xl/t.xml", "<sst><si><t>企业</t></si><si><t>日期</t></si><si><r><t>乙</t></r><r><t>公司 &#x4E01;</t></r><rPh><t>x</t></rPh></si></sst>"},
    {"xl/y.xml", "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='176'/></cellXfs></styleSheet>"},
};

static void workbook_write(const char *path)
{
    int error = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    ck_assert_ptr_nonnull(zip);
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        ck_assert_int_ge(zip_file_add(zip, part[i][0], zip_source_buffer(zip, part[i][1], strlen(part[i][1]), 0), 0), 0);
    ck_assert_int_eq(zip_close(zip), 0);
}

static const struct { const char *name; const char *bytes; size_t count; const char *rows; } files[] = {
#define TEXT(name, text, rows) {name, text, sizeof text - 1, rows}
    TEXT("utf8.csv", "表\n企业,日期\n甲公司,2020-02-05\n\"乙\n\"\"公司\"\"\",\"2,0\"\n", "3:甲公司|2020-02-05\n4:乙\n\"公司\"|2,0\n"),
    TEXT("gb18030.csv", "\xC6\xF3\xD2\xB5,\xC8\xD5\xC6\xDA\r\n\xBC\xD7,\x82\x35\x8F\x33\r\n", "2:甲|龦\n"),
    TEXT("utf16.tsv", "\xFF\xFE\x01\x4F\x1A\x4E\t\0\xE5\x65\x1F\x67\n\0\x32\x75\t\0\x31\0\n\0", "2:甲|1\n"),
#undef TEXT
    {"book.xlsx", NULL, 0, "4:甲<1>公司|2020-02-05 12:00\n5:乙公司 丁|2020-02-06\n6:丙A|30000\n"},
};
enum { FILES = sizeof files / sizeof files[0] };

/* --- reading ------------------------------------------------------------------------------------------------------- */

struct rows { char text[2000]; size_t used; };

static bool row_keep(void *data, const struct grid_row *row)
{
    struct rows *rows = data;
    rows->used += (size_t)snprintf(rows->text + rows->used, sizeof rows->text - rows->used, "%lld:", (long long)row->number);
    for (size_t i = 0, shown = 0; i < row->count; i++)
        if (row->cell[i].bytes > 0)
            rows->used += (size_t)snprintf(rows->text + rows->used, sizeof rows->text - rows->used, "%s%.*s", shown++ ? "|" : "",
                                           (int)row->cell[i].bytes, row->cell[i].text);
    rows->used += (size_t)snprintf(rows->text + rows->used, sizeof rows->text - rows->used, "\n");
    return true;
}

static bool reading_begun(void *data, const struct reading *reading)
{
    (void)data;
    return reading->map.row > 0;
}

/* Reads a file from its path to its last row, memory running out at the n-th call (0: never). */
static bool file_read(const char *path, long n, struct rows *rows, struct refusal *refusal)
{
    static struct heading_list list;
    static struct reading reading;
    static struct survey survey;
    *rows = (struct rows){.used = 0};
    refusal->text[0] = '\0';
    calls = live = 0;
    refused_at = n;
    watching = true;
    list = (struct heading_list){.columns = 0};
    bool good = (heading_add_column(&list, "a", true) && heading_add_column(&list, "b", false) &&
                 heading_add_word(&list, "企业", "a", 1) && heading_add_word(&list, "日期", "b", 1)) || refusal_memory(refusal);
    good = good && survey_open(&survey, path, "demand", NULL, refusal);
    reading = (struct reading){.list = &list, .sink = row_keep, .data = rows, .begun = reading_begun};
    good = good && reading_run(&reading, &survey, path, refusal);
    heading_map_free(&reading.map);
    heading_list_free(&list);
    survey_close(&survey);
    watching = false;
    return good;
}

/* The files of the table above in a folder of their own; gives the path of one. */
static const char *file_made(int i)
{
    static char path[200];
    char folder[] = "/tmp/fulfil-memory-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
    if (files[i].bytes) {
        FILE *file = fopen(path, "wb");
        ck_assert_ptr_nonnull(file);
        ck_assert_uint_eq(fwrite(files[i].bytes, 1, files[i].count, file), files[i].count);
        ck_assert_int_eq(fclose(file), 0);
    } else {
        workbook_write(path);
    }
    return path;
}

static void file_removed(const char *path)
{
    char folder[200];
    snprintf(folder, sizeof folder, "%s", path);
    *strrchr(folder, '/') = '\0';
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(rmdir(folder), 0);
}

/*
 * How many blocks stay allocated when memory runs out in these libraries, whoever calls them: libzip forgets the source of a
 * part that it cannot open, libxml2 a reader's input that it cannot begin.
 * What AddressSanitizer would say of them it does not say; the blocks are counted here.
 */
enum { LIBRARY_FORGETS = 3 };
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static void leaks_passed_over(bool so)
{
    if (so && __lsan_disable)
        __lsan_disable();
}

static void leaks_looked_for(bool so)
{
    if (so && __lsan_enable)
        __lsan_enable();
}

/* Reads while memory runs out at the n-th call: the rows wanted, or the right words, and nothing stays allocated. */
static bool starved_right(const char *path, long n, const char *wanted, bool workbook)
{
    struct rows rows;
    struct refusal refusal;
    leaks_passed_over(workbook);
    bool good = file_read(path, n, &rows, &refusal);
    leaks_looked_for(workbook);
    if (live > 0 && !workbook)
        good = file_read(path, n, &rows, &refusal); /* what iconv keeps for the process, it keeps now */
    ck_assert_msg(live <= (workbook ? LIBRARY_FORGETS : 0), "%s, %ld%s: %ld blocks are left", path, n, lasting ? "+" : "", live);
    if (good)
        ck_assert_msg(strcmp(rows.text, wanted) == 0, "%s, %ld%s: rows are wrong: %s", path, n, lasting ? "+" : "", rows.text);
    else
        ck_assert_msg(refusal.lack == REFUSAL_MEMORY && strncmp(refusal.text, "out of memory", 13) == 0, "%s, %ld%s: %s", path, n, lasting ? "+" : "", refusal.text);
    return good;
}

static void read_right(const char *path, const char *wanted)
{
    struct rows rows;
    struct refusal refusal;
    ck_assert_msg(file_read(path, 0, &rows, &refusal), "%s: %s", path, refusal.text);
    ck_assert_str_eq(rows.text, wanted);
}

START_TEST(memory_runs_out)
{
    const char *path = file_made(_i / 2), *wanted = files[_i / 2].rows;
    bool workbook = !files[_i / 2].bytes;
    lasting = _i % 2;
    for (int warm = 0; warm < 3; warm++) /* what the libraries keep for the process, they keep now */
        read_right(path, wanted);
    ck_assert_int_le(live, 0); /* below: strdup under AddressSanitizer does not come here */
    long all = calls, stopped = 0;
    for (long n = 1; n <= all; n++) {
        stopped += !starved_right(path, n, wanted, workbook);
        read_right(path, wanted);
    }
    /* valgrind has a malloc of its own, which never fails */
    ck_assert_msg(FIXTURE_SLOW || (stopped >= 10 && stopped * 4 >= all), "%s: %ld of %ld", path, stopped, all);
    file_removed(path);
}
END_TEST

/* --- and with the store --------------------------------------------------------------------------------------------- */

#define STAGED "SELECT (SELECT group_concat(ref || ifnull(file, '-') || ifnull(format, '-') || digest) FROM intake_batch) || (SELECT group_concat(heading || rows || ignored) FROM intake_reading)" \
    " || group_concat(batch || row || '|' || ifnull(enterprise, '-') || '|' || ifnull(at, '-') || '|' || ifnull(quantity, '-')) FROM intake_demand"

#define NOTHING "SELECT (SELECT count(*) FROM intake_batch) + (SELECT count(*) FROM intake_demand) + (SELECT count(*) FROM intake_reading) + (SELECT count(*) FROM trail)"

/*
 * intake_file() in a transaction that is then taken back, memory running out at the n-th call: the batch that it should
 * give, or SQLITE_NOMEM and not a row of it.
 */
static bool staged_right(sqlite3 *db, const char *path, long n, const char *wanted)
{
    bool workbook = strstr(path, ".xlsx") != NULL;
    char sql[400];
    sqlite3_stmt *statement = NULL;
    snprintf(sql, sizeof sql, "SELECT intake_file('%s', 'demand')", path);
    fixture_run(db, "BEGIN IMMEDIATE");
    ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    calls = 0;
    refused_at = n;
    watching = true;
    leaks_passed_over(workbook);
    int code = sqlite3_step(statement);
    leaks_looked_for(workbook);
    watching = false;
    sqlite3_finalize(statement);
    ck_assert_msg(code == SQLITE_ROW || code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM, "%ld of %s: %d %s", n, path, code, sqlite3_errmsg(db));
    bool good = code == SQLITE_ROW;
    if (!good)
        ck_assert_msg(strcmp(fixture_text(db, NOTHING), "0") == 0, "%ld of %s: %s rows, %d", n, path, fixture_text(db, NOTHING), sqlite3_get_autocommit(db));
    else if (wanted)
        ck_assert_msg(strcmp(fixture_text(db, STAGED), wanted) == 0, "%ld of %s: %s", n, path, fixture_text(db, STAGED));
    if (!sqlite3_get_autocommit(db)) /* running out of memory may take a transaction back */
        fixture_run(db, "ROLLBACK");
    return good;
}

START_TEST(memory_runs_out_of_the_store)
{
    const char *path = file_made(_i / 2 ? FILES - 1 : 0), *store = fixture_store();
    char extension[400], batch[400], wanted[2000], *error = NULL;
    const char *build = getenv("BUILD");
    sqlite3 *db = fixture_open(store);
    snprintf(extension, sizeof extension, "%s/fulfil_files", build ? build : "build");
    sqlite3_enable_load_extension(db, 1);
    leaks_passed_over(true); /* the loader's own tables, which it takes from this malloc */
    ck_assert_msg(sqlite3_load_extension(db, extension, NULL, &error) == SQLITE_OK, "%s", error);
    leaks_looked_for(true);
    fixture_run(db, "INSERT INTO zone (code, name, name_en) VALUES ('T', '区', 'Zone'); UPDATE intake_column SET required = 0");
    lasting = _i % 2;
    for (int warm = 0; warm < 3; warm++)
        ck_assert(staged_right(db, path, 0, NULL));
    snprintf(batch, sizeof batch, "SELECT intake_file('%s', 'demand')", path);
    fixture_run(db, "BEGIN");
    fixture_run(db, batch);
    snprintf(wanted, sizeof wanted, "%s", fixture_text(db, STAGED));
    fixture_run(db, "ROLLBACK");
    ck_assert_ptr_nonnull(strstr(wanted, "公司"));
    long all = calls, stopped = 0;
    for (long n = 1 + _i; n <= all; n += getenv("FULL") ? 1 : 5) stopped += !staged_right(db, path, n, wanted);
    stopped += !staged_right(db, path, all, wanted);
    ck_assert(FIXTURE_SLOW || stopped >= 10);
    ck_assert(staged_right(db, path, 0, wanted));
    fixture_close(db);
    fixture_remove(store);
    file_removed(path);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("files_memory");
    TCase *sweep = tcase_create("sweep");
    tcase_set_timeout(sweep, 120);
    tcase_add_loop_test(sweep, memory_runs_out, 0, 2 * FILES);
    tcase_add_loop_test(sweep, memory_runs_out_of_the_store, 0, 4);
    suite_add_tcase(suite, sweep);
    return suite;
}
