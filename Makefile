# Builds, checks and runs fulfil: the one Makefile, not recursive; everything it makes lies under $(BUILD).
#
# Sources and tests are found by wildcard, so a new file needs no line here. Every path is relative, so the checkout may
# lie in a path with spaces; recipes quote what users give (DB=). pkg-config is asked inside recipes, not while this
# file is read, because `make run` on a bare machine installs it first. `make help` lists the targets.
#
#   SANITIZE=1    the same rules with AddressSanitizer and UndefinedBehaviorSanitizer, in build/asan
#   COVERAGE=1    the same rules counting lines, in build/cov
#   FUZZ=1        fuzz targets for libFuzzer, in build/fuzz; `make fuzz` sets it

VERSION  = 0.1.0
BUILD    = $(if $(SANITIZE),build/asan,$(if $(COVERAGE),build/cov,$(if $(FUZZ),build/fuzz,build)))
PORT     = 8080
DB       = $(BUILD)/park.db
CC       = gcc

.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL = all
MAKEFLAGS += --no-builtin-rules --no-builtin-variables
export BUILD PORT DB SANITIZE CC DESTDIR
$(if $(filter /% ~%,$(BUILD)),$(error BUILD must be a folder inside the checkout, not $(BUILD)))

# --- compiler ---------------------------------------------------------------------------------------------------------

WARN      = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion \
            -Wformat -Werror=format-security
OPTIMISE  = -O2 -g
HARDEN    = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection
LINK_HARD = -Wl,-z,relro -Wl,-z,now -Wl,-z,defs -Wl,--as-needed
ifdef SANITIZE
OPTIMISE  = -O1 -g -fno-omit-frame-pointer
HARDEN    = -fsanitize=address,undefined -fno-sanitize-recover=undefined
LINK_HARD = -fsanitize=address,undefined -Wl,--as-needed
endif
ifdef COVERAGE
OPTIMISE  = -O0 -g
HARDEN    = --coverage
LINK_HARD = --coverage -Wl,--as-needed
endif
ifdef FUZZ
OPTIMISE  = -O1 -g -fno-omit-frame-pointer
HARDEN    = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
LINK_HARD = -fsanitize=fuzzer,address,undefined
endif
CPPFLAGS  = -D_GNU_SOURCE -DFULFIL_VERSION='"$(VERSION)"' -I. -Iext -Iext/core
CFLAGS    =
LDFLAGS   =
ALLFLAGS  = -std=c11 $(WARN) $(OPTIMISE) $(HARDEN) -fvisibility=hidden $(CPPFLAGS) $(CFLAGS)

# A compiler's warnings stay beside the object that they are about, so that `make check` fails on one even if an earlier
# make printed it.
compile   = @mkdir -p $(@D); echo '  CC    $<'; \
            $(CC) $(ALLFLAGS) $(1) -MMD -MP -c -o $@ $< 2>$(@:.o=.warn); s=$$?; cat $(@:.o=.warn) >&2; exit $$s
embed     = @mkdir -p $(@D); echo '  EMBED $@'; sh schema/embed.sh $(1) $(filter %.sql,$^) >$@
link      = @mkdir -p $(@D); echo '  LINK  $@'; $(CC) $(LINK_HARD) $(LDFLAGS)
cflags    = $$(pkg-config --cflags $(1))
libs      = $$(pkg-config --libs $(1))

# --- what there is ----------------------------------------------------------------------------------------------------

objects   = $(patsubst %.c,$(BUILD)/%.o,$(1))
CORE_OBJ := $(call objects,$(wildcard ext/core/*.c))
FILES_OBJ := $(call objects,$(wildcard ext/files/*.c))
EXT_OBJ  := $(call objects,$(wildcard ext/*.c)) $(BUILD)/schema/function_sql.o
CGI_OBJ  := $(call objects,$(wildcard cgi/*.c)) $(BUILD)/schema/report_sql.o
TEST_C   := $(wildcard tests/*/test_*.c)
TEST_AID := $(call objects,$(filter-out $(TEST_C),$(wildcard tests/*/*.c)))
TEST_BIN := $(patsubst %.c,$(BUILD)/%,$(TEST_C))
FUZZ_BIN := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
SCHEMA   := $(wildcard schema/*.sql schema/*/*.sql schema/sample/*)
MANUALS  := $(wildcard */*.[1-9])
FILES_PKG = libzip libxml-2.0
SERVER_PKG = sqlite3 libxml-2.0 libxslt fcgi

all: $(BUILD)/fulfil.so $(BUILD)/fulfil_files.so $(BUILD)/fulfil-report

# --- programs ---------------------------------------------------------------------------------------------------------

# Loaded into any sqlite3; one symbol leaves it.
$(BUILD)/fulfil.so: $(CORE_OBJ) $(EXT_OBJ)
	$(link) -shared -o $@ $^ -lm

# Reads files into a store: a module of its own, because it alone needs libraries. iconv is in the C library.
$(BUILD)/fulfil_files.so: $(FILES_OBJ) $(BUILD)/core.a
	$(link) -shared -o $@ $^ $(call libs,$(FILES_PKG)) -lcsv -lm

# The server carries the extension's very objects and registers them through sqlite3_auto_extension.
$(BUILD)/fulfil-report: $(CGI_OBJ) $(CORE_OBJ) $(EXT_OBJ)
	$(link) -pie -o $@ $^ $(call libs,$(SERVER_PKG)) -lm

# A test program is one file tests/AREA/test_NAME.c, the other .c files there, and whatever it uses of the product.
CGI_MAIN := $(call objects,$(shell grep -l '^int main\b' cgi/*.c))
$(BUILD)/objects.a: $(CORE_OBJ) $(EXT_OBJ) $(filter-out $(CGI_MAIN),$(CGI_OBJ))
	@rm -f $@; ar qcs $@ $^
helpers   = $(filter $(dir $(1))%,$(TEST_AID))
.SECONDEXPANSION:
$(TEST_BIN): %: %.o $$(call helpers,$$@) $(BUILD)/objects.a
	$(link) -pie -o $@ $^ $(call libs,check $(SERVER_PKG)) $(MORE_LIBS) -lm

# The readers below SQLite, for their unit test and fuzz targets.
$(BUILD)/files.a: $(filter-out %/fulfil_files.o %/staging.o %/staging_row.o,$(FILES_OBJ))
	@rm -f $@; ar qcs $@ $^
$(BUILD)/tests/unit/test_files $(BUILD)/tests/unit/test_files_memory: $(BUILD)/files.a $(BUILD)/core.a
$(BUILD)/tests/unit/test_files $(BUILD)/tests/unit/test_files_memory: MORE_LIBS = $(call libs,$(FILES_PKG)) -lcsv
# A fuzz target is one file tests/fuzz/fuzz_NAME.c over the core: with the plain driver, or with libFuzzer as its own.
$(BUILD)/core.a: $(CORE_OBJ)
	@rm -f $@; ar qcs $@ $^
$(BUILD)/tests/fuzz/fuzz_delimited $(BUILD)/tests/fuzz/fuzz_sheet: $(BUILD)/files.a $(BUILD)/core.a
$(BUILD)/tests/fuzz/fuzz_delimited $(BUILD)/tests/fuzz/fuzz_sheet: MORE_LIBS = $(BUILD)/core.a $(call libs,$(FILES_PKG)) -lcsv
$(FUZZ_BIN): %: %.o $(if $(FUZZ),,$(BUILD)/tests/fuzz/driver.o) $(BUILD)/core.a
	$(link) -pie -o $@ $^ $(MORE_LIBS) -lm

$(BUILD)/ext/core/%.o: ext/core/%.c | setup
	$(call compile,-fPIC)
# A product and a sum fused into one instruction round differently: a trained model would not have the same bytes, and a
# forecast not the same chance.
$(BUILD)/ext/core/forecast.o $(BUILD)/ext/core/svm.o $(BUILD)/ext/core/train.o $(BUILD)/ext/core/calibrate.o $(BUILD)/ext/core/model.o: CFLAGS += -ffp-contract=off
$(BUILD)/ext/files/%.o: ext/files/%.c | setup
	$(call compile,-fPIC $(call cflags,sqlite3 $(FILES_PKG)))
$(BUILD)/ext/%.o: ext/%.c | setup
	$(call compile,-fPIC $(call cflags,sqlite3))
$(BUILD)/cgi/%.o: cgi/%.c | setup
	$(call compile,-fPIE $(call cflags,$(SERVER_PKG)))
$(BUILD)/tests/%.o: tests/%.c | setup
	$(call compile,-fPIE $(call cflags,check $(SERVER_PKG)))
$(BUILD)/schema/%.o: $(BUILD)/schema/%.c | setup
	$(call compile,-fPIC)

# SQL is data in the tree and constant text in the programs. The folder is a prerequisite too, because a file that was
# taken away counts.
$(BUILD)/schema/report_sql.c: schema/embed.sh schema/reports $(wildcard schema/reports/*.sql)
	$(call embed,report_sql)
$(BUILD)/schema/function_sql.c: schema/embed.sh schema/functions $(wildcard schema/functions/*.sql)
	$(call embed,function_sql)

# What fulfil_version() tells besides the number: the commit, in an unpacked tarball the one it was made of. The file changes only with the commit, so nothing else is rebuilt.
source_id = { [ -e .git ] && git rev-parse --short=12 HEAD 2>/dev/null; } || cat SOURCE_ID 2>/dev/null || echo 'unknown source'
$(BUILD)/source_id: FORCE
	@mkdir -p $(@D); id=$$($(source_id)); \
	[ "$$id" = "$$(cat $@ 2>/dev/null)" ] || echo "$$id" >$@
$(BUILD)/ext/version.o: CPPFLAGS += -DFULFIL_SOURCE_ID='"'"$$(cat $(BUILD)/source_id)"'"'
$(BUILD)/ext/version.o: $(BUILD)/source_id

-include $(patsubst %.o,%.d,$(CORE_OBJ) $(EXT_OBJ) $(FILES_OBJ) $(CGI_OBJ) $(TEST_AID) $(TEST_BIN:=.o))

# --- store ------------------------------------------------------------------------------------------------------------

# Runs the schema and the sample in the plain shell and closes the periods, in a new file that gets its name at the very
# end, so that a half-made store is never taken for one.
SHELL_OF_STORES = $(if $(SANITIZE),sh ../tests/setup/sqlite3.sh,sqlite3)
define make_store
@mkdir -p $(dir $(1)); rm -f $(1).new $(1).new-wal $(1).new-shm; echo '  STORE $@'; cd schema && \
$(SHELL_OF_STORES) -batch -bail ../$(1).new '.timeout 30000' '.load ../$(BUILD)/fulfil' '.read store.sql' \
    '.read sample/sample.sql' 'SELECT rollup();' >/dev/null && \
if [ -e ../$(1).new-wal ]; then echo 'the shell left a -wal file behind' >&2; exit 1; fi && mv ../$(1).new ../$(1)
endef

# The store that people use: made once and then kept, whatever changes in the sources. It has a folder of its own,
# because whoever serves it must be able to write beside it (-wal, -shm) and must not beside the programs.
store: $(BUILD)/park.db
$(BUILD)/park.db: | $(BUILD)/fulfil.so
	$(call make_store,$(BUILD)/store/park.db)
	@ln -s store/park.db $@

# The store that tests copy: always of this schema and this sample.
$(BUILD)/sample.db: $(BUILD)/fulfil.so $(SCHEMA) $(wildcard schema schema/* )
	$(call make_store,$@)

# --- run --------------------------------------------------------------------------------------------------------------

run: all $(if $(filter $(BUILD)/park.db,$(DB)),store)
	@exec bash cgi/run.sh

# --- check ------------------------------------------------------------------------------------------------------------

# An area of tests is a folder tests/AREA with a run.sh that prints `N passed, N failed[, N skipped]` last; `make
# check-AREA` runs it alone. Its environment: BUILD (programs, sample.db), SANITIZE, CC, and a sqlite3 in PATH into which
# build/fulfil.so can be loaded. Logs are build/check/AREA.log.
FOLDERS  := $(patsubst tests/%/run.sh,%,$(wildcard tests/*/run.sh))
AREAS    := $(sort unit $(FOLDERS))
CHECKS   := warnings layers manuals $(AREAS) valgrind sanitize
ifdef SANITIZE
CHECKS   := $(filter-out web plans,$(AREAS))
endif
LOGS     := $(CHECKS:%=$(BUILD)/check/%.log)
PRODUCTS := all $(TEST_BIN) $(FUZZ_BIN) $(BUILD)/bin/sqlite3

$(AREAS:%=$(BUILD)/check/%.log): COMMAND = sh tests/$(*F)/run.sh
$(BUILD)/check/unit.log:     COMMAND = $(if $(filter unit,$(FOLDERS)),sh tests/unit/run.sh,sh tests/units.sh $(TEST_BIN))
$(BUILD)/check/warnings.log: COMMAND = sh tests/warnings.sh
$(BUILD)/check/layers.log:   COMMAND = sh tests/layers.sh
$(BUILD)/check/manuals.log:  COMMAND = sh tests/manuals.sh $(MANUALS)
$(BUILD)/check/valgrind.log: COMMAND = sh tests/valgrind.sh $(TEST_BIN)
$(BUILD)/check/sanitize.log: COMMAND = sh tests/sanitize.sh $(MAKE)

# libcheck gives a test four seconds unless it says otherwise: too few on a busy machine.
export CK_DEFAULT_TIMEOUT = 60
check: $(LOGS)
	@sh tests/total.sh $(LOGS)
$(LOGS): $(BUILD)/check/%.log: FORCE | $(PRODUCTS)
	@PATH="$$PWD/$(BUILD)/bin:$$PATH" sh tests/runner.sh $@ $(COMMAND)
$(FOLDERS:%=$(BUILD)/check/%.log): | $(BUILD)/sample.db
$(CHECKS:%=check-%): check-%: $(BUILD)/check/%.log
	@sh tests/total.sh $<
tests: $(PRODUCTS) $(BUILD)/sample.db

# The shell that the tests call: the system's, with the sanitizers' run-time loaded first where the extension needs it.
$(BUILD)/bin/sqlite3: tests/setup/sqlite3.sh
	@mkdir -p $(@D); cp $< $@; chmod 755 $@

bench: all $(BUILD)/sample.db
	@for b in tests/bench/*.sh; do sh "$$b" || exit; done

# Fuzz targets under libFuzzer, each FUZZ_SECONDS; what has run once is kept in build/fuzz. soak runs them at full length.
FUZZ_SECONDS = 60
fuzz:
	@$(MAKE) --no-print-directory CC=clang FUZZ=1 BUILD=build/fuzz fuzz-programs
	@sh tests/fuzz/libfuzzer.sh $(FUZZ_SECONDS) build/fuzz/tests/fuzz
fuzz-programs: $(FUZZ_BIN)
soak: all $(BUILD)/bin/sqlite3 $(BUILD)/sample.db
	@$(MAKE) --no-print-directory FUZZ_SECONDS=600 fuzz
	@for s in tests/*/soak.sh; do echo "# $$s"; PATH="$$PWD/$(BUILD)/bin:$$PATH" sh "$$s" || exit; done

# How well texts are categorised, measured on real data that is not in the tree: FULFIL_DATA=DIR.
evaluate: all $(BUILD)/bin/sqlite3 $(BUILD)/sample.db
	@for e in tests/evaluate/*.sh; do case $$e in */lib.sh) ;; *) PATH="$$PWD/$(BUILD)/bin:$$PATH" sh "$$e" || exit;; esac; done

# A worker leaves its counts when it ends in order; the folders are open to whoever it runs as.
coverage:
	@$(MAKE) --no-print-directory COVERAGE=1 tests
	@find build/cov -type d -exec chmod a+rwx {} +
	@-$(MAKE) --no-print-directory COVERAGE=1 check-unit check-sql check-cgi
	@sh tests/coverage.sh build/cov

# --- install ----------------------------------------------------------------------------------------------------------

# Everything goes below $(DESTDIR)$(PREFIX); the folders can be set one by one, as packagers do (LIBDIR=/usr/lib/$(multiarch)).
# Examples name the folders that they were installed to. Nothing is started, and no user or store is made.
PREFIX   = /usr/local
SBINDIR  = $(PREFIX)/sbin
LIBDIR   = $(PREFIX)/lib
DATADIR  = $(PREFIX)/share
MANDIR   = $(DATADIR)/man
DOCDIR   = $(DATADIR)/doc/fulfil
EXAMPLES = nginx.conf.example $(wildcard fulfil-*.service fulfil-*.timer fulfil-*.cron fulfil-*.path)
# What runs by hand: reports and functions are inside the programs.
SCHEMA_RUN = $(wildcard schema/*.sql schema/sample/* schema/mappings/* schema/migrations/*)
CONFIGURED = sed -e 's|@PREFIX@|$(PREFIX)|g; s|@LIBDIR@|$(LIBDIR)|g; s|@DATADIR@|$(DATADIR)|g; s|@VERSION@|$(VERSION)|g' \
    -e 's|/usr/lib/fulfil|$(LIBDIR)/fulfil|g; s|/usr/share/fulfil|$(DATADIR)/fulfil|g; s|/usr/sbin/fulfil|$(SBINDIR)/fulfil|g' \
    -e 's|$$here/\.\./build/fulfil|$(LIBDIR)/fulfil/fulfil|g'

# Calls put MODE SOURCE TARGET for every file that is installed; sources ending in .in and examples are configured.
define each_installed
put 755 $(BUILD)/fulfil-report $(SBINDIR)/fulfil-report
put 644 $(BUILD)/fulfil.so $(LIBDIR)/fulfil/fulfil.so
put 644 $(BUILD)/fulfil_files.so $(LIBDIR)/fulfil/fulfil_files.so
put 644 ext/fulfil.pc.in $(LIBDIR)/pkgconfig/fulfil.pc
for f in $(SCHEMA_RUN); do put 644 "$$f" "$(DATADIR)/fulfil/$$f"; done
put 755 schema/migrate.sh $(DATADIR)/fulfil/schema/migrate.sh
for f in cycle backup restore; do put 755 schema/fulfil-$$f.sh $(SBINDIR)/fulfil-$$f; done
for f in xsl/*.xsl xsl/fulfil.css xsl/report.rng; do put 644 "$$f" "$(DATADIR)/fulfil/$$f"; done
for f in $(MANUALS); do put 644 "$$f" "$(MANDIR)/man$${f##*.}/$${f##*/}"; done
for f in README.md LICENSE ext/core/fold_table.license; do put 644 "$$f" "$(DOCDIR)/$${f##*/}"; done
for f in $(EXAMPLES); do put 644 "$$f" "$(DOCDIR)/examples/$$f"; done
endef
export each_installed

install: all
	@case '$(PREFIX)$(SBINDIR)$(LIBDIR)$(DATADIR)$(MANDIR)$(DOCDIR)' in *[!A-Za-z0-9._/+~:-]*|[!/]*) \
	    echo 'PREFIX and the other folders must be absolute and of letters, digits and ._/+~:- only' >&2; exit 2;; esac
	@put() { d=$$DESTDIR$$3; mkdir -p "$${d%/*}" && case $$2 in \
	    *.in|*.service|*.cron|*.path|*.example|schema/*.sh|*.[1-9]) $(CONFIGURED) "$$2" >"$$d" && chmod $$1 "$$d";; \
	    *) install -m $$1 "$$2" "$$d";; esac || exit 1; }; eval "$$each_installed"
	@echo "  installed in $$DESTDIR$(PREFIX); next: $(DOCDIR)/README.md, section Deploy"
uninstall:
	@put() { rm -f "$$DESTDIR$$3"; }; eval "$$each_installed"
	@for d in $(LIBDIR)/fulfil $(DATADIR)/fulfil $(DOCDIR); do \
	    [ ! -d "$$DESTDIR$$d" ] || find "$$DESTDIR$$d" -depth -type d -empty -delete; done

# The same tarball from the same commit, byte for byte; from an unpacked tarball too. MANIFEST lists what is in it.
DIST     = fulfil-$(VERSION)
dist:
	@rm -rf $(BUILD)/dist; mkdir -p $(BUILD)/dist/$(DIST)
	@if [ -e .git ]; then git ls-files; else cat MANIFEST; fi | LC_ALL=C sort >$(BUILD)/dist/$(DIST)/MANIFEST
	@tar -c -T $(BUILD)/dist/$(DIST)/MANIFEST | tar -x -C $(BUILD)/dist/$(DIST)
	@id=$$($(source_id)) && echo "$$id" >$(BUILD)/dist/$(DIST)/SOURCE_ID
	@when=$$({ [ -e .git ] && git log -1 --format=@%ct; } || cat SOURCE_DATE) && echo "$$when" >$(BUILD)/dist/$(DIST)/SOURCE_DATE && \
	tar -c --sort=name --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw --mtime="$$when" --format=ustar \
	    -C $(BUILD)/dist $(DIST) | gzip -9n >$(BUILD)/$(DIST).tar.gz && echo '  DIST  $(BUILD)/$(DIST).tar.gz'

# --- packages ---------------------------------------------------------------------------------------------------------

# run, check and bench install what is missing; a plain build only says which line does.
PURPOSE  := $(if $(filter check% tests coverage evaluate soak,$(MAKECMDGOALS)),check) $(if $(filter bench,$(MAKECMDGOALS)),bench) $(if $(filter fuzz% soak,$(MAKECMDGOALS)),fuzz)
SETUP_N  := $(if $(filter run check% tests coverage bench evaluate fuzz% soak,$(MAKECMDGOALS)),,-n)
setup:
	@sh tests/setup/install.sh $(SETUP_N) $(or $(strip $(PURPOSE)),run)

help:
	@cat tests/setup/help

clean:
	rm -rf build

FORCE:
.PHONY: all store run check tests coverage bench fuzz fuzz-programs soak evaluate install uninstall dist setup help clean FORCE $(CHECKS:%=check-%)
