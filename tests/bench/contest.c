/*
 * Times statements against each other in one process, turn by turn.
 *
 *     contest SECONDS ROUNDS 'EXTENSION...' ['PEER COMMAND'] <SCRIPT
 *
 * A line of the script is one of
 *     run STATEMENT                 on both sides, untimed: the data
 *     run-here STATEMENT            here only
 *     duckdb-run STATEMENT          on the peer's side only
 *     case TITLE                    begins a table
 *     NAME: STATEMENT               a contestant; the first one is what the others are measured by
 *     duckdb NAME: STATEMENT        one that the peer command runs (duckdb.mjs has the protocol); passed over without it
 *     end                           runs the case
 *     show TITLE: STATEMENT         prints what the statement gives here
 * A statement may hold @, which stands for the word of the last `size WORD` line.
 *
 * Every contestant runs once unmeasured, then in each round once, more often if it is short; the figures are medians of
 * CPU time (user and system) of a run, and the most memory that SQLite's allocator had beyond what it had before. The
 * rounds go on till each contestant has had SECONDS, but are at most ROUNDS and at least three. Results are compared, to
 * 9 digits, with that of the contestant marked with = before its name; one that differs is told, unless the contestant's
 * name is in brackets.
 */
#include <sqlite3.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CONTESTANTS = 12, ROUNDS_MOST = 101, LINE = 8192, RESULT = 1 << 16 };

struct contestant {
    char name[80], *sql, *result;
    int here, reference, rounds;
    double seconds[ROUNDS_MOST], total;
    sqlite3_int64 memory;
};

static sqlite3 *db;
static FILE *to_peer, *from_peer;
static struct contestant list[CONTESTANTS];
static int contestants;
static char title[200], size[80];

static void die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("contest: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static double cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Runs a statement here; the rows go to `result` as duckdb.mjs writes them. */
static void run_here(const char *sql, char *result)
{
    sqlite3_stmt *statement;
    size_t length = 0;
    int code;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        die("%s: %s", sql, sqlite3_errmsg(db));
    result[0] = '\0';
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement) && length < RESULT - 100; i++) {
            int type = sqlite3_column_type(statement, i);
            const char *gap = length ? " " : "";
            if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
                length += (size_t)sprintf(result + length, "%s%.12g", gap, sqlite3_column_double(statement, i));
            else
                length +=
                    (size_t)sprintf(result + length, "%s%.60s", gap,
                                    type == SQLITE_NULL ? "NULL" : (const char *)sqlite3_column_text(statement, i));
        }
    }
    if (code != SQLITE_DONE)
        die("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_finalize(statement);
}

/* Has the peer run a statement; gives its CPU seconds. */
static double run_peer(const char *sql, char *result)
{
    char *tab;
    fprintf(to_peer, "%s\n", sql);
    fflush(to_peer);
    if (!fgets(result, RESULT, from_peer))
        die("the peer has ended");
    result[strcspn(result, "\n")] = '\0';
    tab = strchr(result, '\t');
    if (result[0] == '!' || !tab)
        die("%s: %s", sql, result);
    double seconds = strtod(result, NULL);
    memmove(result, tab + 1, strlen(tab + 1) + 1);
    return seconds;
}

/* One measurement: as many runs as it takes to last 20 ms. */
static void measure(struct contestant *c, int keep)
{
    static char result[RESULT];
    double used = 0;
    int runs = 0;
    sqlite3_int64 before = sqlite3_memory_used();
    sqlite3_memory_highwater(1);
    do {
        double start = cpu_now();
        double peer = c->here ? (run_here(c->sql, result), 0) : run_peer(c->sql, result);
        used += c->here ? cpu_now() - start : peer;
        runs++;
    } while (used < 0.02);
    if (keep) {
        c->seconds[c->rounds++] = used / runs;
        c->total += used;
        return;
    }
    c->memory = sqlite3_memory_highwater(0) - before;
    c->result = strdup(result);
}

static int compare_seconds(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Whether two results are the same, numbers to 9 digits. */
static int result_same(const char *a, const char *b)
{
    for (;;) {
        size_t m = strcspn(a, " "), n = strcspn(b, " ");
        char *end_a, *end_b;
        double x = strtod(a, &end_a), y = strtod(b, &end_b);
        int numbers = end_a == a + m && end_b == b + n && m > 0 && n > 0;
        if (numbers ? fabs(x - y) > 1e-9 * fabs(x) + 1e-300 : m != n || strncmp(a, b, n) != 0)
            return 0;
        if (!a[m] || !b[n])
            return !a[m] && !b[n];
        a += m + 1;
        b += n + 1;
    }
}

static void case_print(void)
{
    const struct contestant *reference = NULL;
    printf("\n%-58s %8s %8s %9s\n", title, "ms", "ratio", "MB");
    for (int i = 0; i < contestants; i++) {
        if (list[i].reference)
            reference = &list[i];
    }
    double base = 0;
    for (int i = 0; i < contestants; i++) {
        struct contestant *c = &list[i];
        qsort(c->seconds, (size_t)c->rounds, sizeof *c->seconds, compare_seconds);
        double median = c->seconds[c->rounds / 2];
        if (i == 0)
            base = median;
        printf("  %-54s %10.3f %8.2f", c->name, median * 1e3, median / base);
        if (c->here)
            printf(" %9.1f", (double)c->memory / 1e6);
        if (reference && c->name[0] != '(' && !result_same(c->result, reference->result))
            printf("   DIFFERS: %.60s / %.60s", c->result, reference->result);
        putchar('\n');
    }
    fflush(stdout);
}

static void case_run(double seconds, int rounds)
{
    int wanting = 1;
    for (int i = 0; i < contestants; i++) measure(&list[i], 0);
    for (int round = 0; round < rounds && (round < 3 || wanting); round++) {
        wanting = 0;
        for (int i = 0; i < contestants; i++) {
            measure(&list[i], 1);
            wanting |= list[i].total < seconds;
        }
    }
    case_print();
    for (int i = 0; i < contestants; i++) {
        free(list[i].sql);
        free(list[i].result);
    }
    memset(list, 0, sizeof list);
    contestants = 0;
}

/* The statement with the size for each @, to be freed. */
static char *expand(const char *sql)
{
    char *text = malloc(strlen(sql) * (1 + strlen(size)) + 1), *to = text;
    for (; *sql; sql++) {
        if (*sql == '@')
            to += sprintf(to, "%s", size);
        else
            *to++ = *sql;
    }
    *to = '\0';
    return text;
}

static void contestant_add(char *line, int here)
{
    char *colon = strstr(line, ": ");
    struct contestant *c = &list[contestants];
    if (!colon || contestants == CONTESTANTS)
        die("no contestant: %s", line);
    *colon = '\0';
    c->reference = *line == '=';
    snprintf(c->name, sizeof c->name, "%.70s", line + c->reference);
    c->sql = expand(colon + 2);
    c->here = here;
    contestants++;
}

static void line_do(char *line, double seconds, int rounds)
{
    static char result[RESULT];
    if (strncmp(line, "run ", 4) == 0 || strncmp(line, "run-here ", 9) == 0) {
        char *sql = expand(strchr(line, ' ') + 1);
        run_here(sql, result);
        if (to_peer && line[3] == ' ')
            run_peer(sql, result);
        free(sql);
    } else if (strncmp(line, "duckdb-run ", 11) == 0) {
        char *sql = expand(line + 11);
        if (to_peer)
            run_peer(sql, result);
        free(sql);
    } else if (strncmp(line, "size ", 5) == 0) {
        snprintf(size, sizeof size, "%.70s", line + 5);
    } else if (strncmp(line, "case ", 5) == 0) {
        char *text = expand(line + 5);
        snprintf(title, sizeof title, "%s", text);
        free(text);
    } else if (strncmp(line, "show ", 5) == 0 && strstr(line, ": ")) {
        char *sql = expand(strstr(line, ": ") + 2);
        run_here(sql, result);
        *strstr(line, ": ") = '\0';
        printf("%s: %s\n", line + 5, result);
        free(sql);
    } else if (strcmp(line, "end") == 0) {
        case_run(seconds, rounds);
    } else if (strncmp(line, "duckdb ", 7) == 0) {
        if (to_peer)
            contestant_add(line, 0);
    } else {
        contestant_add(line, 1);
    }
}

static void peer_start(const char *command)
{
    int down[2], up[2];
    if (pipe(down) || pipe(up))
        die("no pipe");
    if (fork() == 0) {
        dup2(down[0], 0);
        dup2(up[1], 1);
        close(down[0]), close(down[1]), close(up[0]), close(up[1]);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    close(down[0]);
    close(up[1]);
    to_peer = fdopen(down[1], "w");
    from_peer = fdopen(up[0], "r");
}

int main(int count, char **argument)
{
    static char line[LINE];
    if (count < 4)
        die("usage: contest SECONDS ROUNDS 'EXTENSION...' ['PEER COMMAND'] <SCRIPT");
    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        die("no database");
    sqlite3_enable_load_extension(db, 1);
    for (char *name = strtok(argument[3], " "); name; name = strtok(NULL, " ")) {
        char *error;
        if (sqlite3_load_extension(db, name, NULL, &error) != SQLITE_OK)
            die("%s", error);
    }
    if (count > 4)
        peer_start(argument[4]);
    int rounds = atoi(argument[2]);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] && line[0] != '#')
            line_do(line, atof(argument[1]), rounds < ROUNDS_MOST ? rounds : ROUNDS_MOST);
    }
    sqlite3_close(db);
    return 0;
}
