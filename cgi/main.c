/* fulfil-report: options and start. See fulfil-report(8). */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "answer.h"
#include "ext/core/embedded_sql.h"
#include "listen.h"
#include "log.h"
#include "master.h"

#ifndef FULFIL_VERSION
#define FULFIL_VERSION "0"
#endif

#define MAIN_USAGE 2

/* Made of schema/reports by schema/embed.sh. */
extern const struct embedded_sql report_sql[];

struct main_options {
    struct master_options master;
    const char *socket;
    bool check, help, version;
};

static void main_usage(FILE *to)
{
    fputs("usage: fulfil-report -d store -x folder [-s socket] [-w workers] [-v version]\n"
          "       fulfil-report --check -d store -x folder\n"
          "       fulfil-report -h | -V\n"
          "Without -s standard input must be a listening socket. --check tries store, reports and stylesheets.\n",
          to);
}

/* Reads the options; false after having said what is wrong. */
static bool main_read(int argc, char **argv, struct main_options *o)
{
    static const struct option names[] = {
        {"check", no_argument, NULL, 'c'}, {"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'}, {0}};
    int option;

    while ((option = getopt_long(argc, argv, "cd:hs:v:Vw:x:", names, NULL)) != -1) {
        switch (option) {
        case 'c':
            o->check = true;
            break;
        case 'd':
            o->master.site.store = optarg;
            break;
        case 'h':
            o->help = true;
            break;
        case 's':
            o->socket = optarg;
            break;
        case 'v':
            o->master.site.version = optarg;
            break;
        case 'V':
            o->version = true;
            break;
        case 'w':
            o->master.workers = atoi(optarg);
            break;
        case 'x':
            o->master.xsl = optarg;
            break;
        default:
            return false;
        }
    }
    if (o->help || o->version)
        return true;
    if (optind < argc || !o->master.site.store || !o->master.xsl)
        return false;
    return o->master.workers >= 1 && o->master.workers <= MASTER_WORKERS;
}

/* --check: everything that a start would need, and every statement. */
static bool main_check(const struct main_options *o)
{
    char error[512];
    struct html *html = html_open(o->master.xsl, error, sizeof error);
    struct server *server = server_create(&o->master.site, html);
    bool good;

    if (!html)
        log_message("%s", error);
    good = server && server_check(server) && html;
    server_free(server);
    html_free(html);
    return good;
}

/* Serves until told to stop; gives the exit status. */
static int main_serve(struct main_options *o)
{
    char error[256] = "standard input is no listening socket; give one with -s";
    int status;

    o->master.fd = o->socket ? listen_create(o->socket, error, sizeof error) : listen_inherited();
    if (o->master.fd < 0) {
        log_message("%s", error);
        return o->socket ? EXIT_FAILURE : MAIN_USAGE;
    }
    status = master_run(&o->master);
    if (o->socket)
        listen_remove(o->socket, o->master.fd);
    return status;
}

/* Runs what the options ask for; gives the exit status. */
static int main_run(struct main_options *o)
{
    struct catalogue reports;
    char error[160];
    int status = EXIT_FAILURE;

    o->master.site.reports = &reports;
    if (!catalogue_load(&reports, report_sql, error))
        log_message("%s", error);
    else if (o->check)
        status = main_check(o) ? EXIT_SUCCESS : EXIT_FAILURE;
    else
        status = main_serve(o);
    catalogue_free(&reports);
    return status;
}

int main(int argc, char **argv)
{
    struct main_options o = {.master = {.site = {.version = FULFIL_VERSION}, .workers = 2}};

    if (!main_read(argc, argv, &o)) {
        main_usage(stderr);
        return MAIN_USAGE;
    }
    if (o.help) {
        main_usage(stdout);
        return EXIT_SUCCESS;
    }
    if (o.version) {
        puts("fulfil-report " FULFIL_VERSION);
        return EXIT_SUCCESS;
    }
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return main_run(&o);
}
