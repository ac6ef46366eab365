# Builds, checks and runs fulfil: the one Makefile, not recursive, everything it makes lies under $(BUILD).
#
# Sources are found by wildcard, so a new file needs no line here. Every path is relative, so the checkout may lie in
# a path with spaces; recipes quote what users give (DB=). pkg-config is asked inside recipes, not while this file is
# read, because `make run` on a bare machine installs it first. `make help` lists the targets.
#
#   BUILD=build/asan SANITIZE=1    the same rules with AddressSanitizer and UndefinedBehaviorSanitizer
#   BUILD=build/cov COVERAGE=1     the same rules counting lines

VERSION  = 0.1.0
BUILD    = build
PORT     = 8080
DB       = $(BUILD)/park.db
CC       = gcc
SQLITE3  = sqlite3

.SUFFIXES:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-builtin-variables
export BUILD PORT DB SQLITE3 SANITIZE

# --- compiler -------------------------------------------------------------------------------------------------------

WARN      = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion \
            -Wformat -Werror=format-security
OPTIMISE  = -O2 -g
HARDEN    = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection
LINK_HARD = -Wl,-z,relro -Wl,-z,now -Wl,-z,defs -Wl,--as-needed
ifdef SANITIZE
OPTIMISE  = -O1 -g -fno-omit-frame-pointer
HARDEN    = -fsanitize=address,undefined -fno-sanitize-recover=undefined
LINK_HARD = -fsanitize=address,undefined
endif
ifdef COVERAGE
OPTIMISE  = -O0 -g --coverage
HARDEN    =
LINK_HARD = --coverage
endif
CFLAGS    =
CPPFLAGS  = -D_GNU_SOURCE -DFULFIL_VERSION='"$(VERSION)"' -I.
ALLFLAGS  = -std=c11 $(WARN) $(OPTIMISE) $(HARDEN) -fvisibility=hidden -ffile-prefix-map=./= $(CPPFLAGS) $(CFLAGS)

# A compiler's warnings stay beside the object that they are about, so that `make check` fails on one even when it
# was printed by an earlier make.
compile   = @mkdir -p $(@D); echo "  CC    $<"; \
            $(CC) $(ALLFLAGS) $(1) -MMD -MP -c -o $@ $< 2>$(@:.o=.warn); s=$$?; cat $(@:.o=.warn) >&2; exit $$s
cflags    = $$(pkg-config --cflags $(1))
libs      = $$(pkg-config --libs $(1))

# --- what there is to build -----------------------------------------------------------------------------------------

objects   = $(patsubst %.c,$(BUILD)/%.o,$(1))
CORE_OBJ := $(call objects,$(wildcard ext/core/*.c))
EXT_OBJ  := $(call objects,$(wildcard ext/*.c)) $(BUILD)/schema/function_sql.o
CGI_OBJ  := $(call objects,$(wildcard cgi/*.c)) $(BUILD)/schema/report_sql.o
TEST_C   := $(wildcard tests/*/test_*.c)
TEST_AID := $(call objects,$(filter-out $(TEST_C),$(wildcard tests/*/*.c)))
TEST_BIN := $(patsubst %.c,$(BUILD)/%,$(TEST_C))
SCHEMA   := $(wildcard schema/*.sql schema/*/*.sql schema/sample/*)

all: $(BUILD)/fulfil.so $(BUILD)/fulfil-report

# Loaded into any sqlite3; one symbol leaves it.
$(BUILD)/fulfil.so: $(CORE_OBJ) $(EXT_OBJ)
	@echo "  LINK  $@"
	@$(CC) -shared $(LINK_HARD) -o $@ $^ -lm

# The server carries the extension's very objects and registers them through sqlite3_auto_extension.
CGI_PKG  = sqlite3 libxml-2.0 libxslt fcgi
$(BUILD)/fulfil-report: $(CGI_OBJ) $(CORE_OBJ) $(EXT_OBJ)
	@echo "  LINK  $@"
	@$(CC) -pie $(LINK_HARD) -o $@ $^ $(call libs,$(CGI_PKG)) -lm

$(BUILD)/ext/core/%.o: ext/core/%.c | setup
	$(call compile,-fPIC)
$(BUILD)/ext/%.o: ext/%.c | setup
	$(call compile,-fPIC $(call cflags,sqlite3))
$(BUILD)/cgi/%.o: cgi/%.c | setup
	$(call compile,-fPIE $(call cflags,$(CGI_PKG)))
$(BUILD)/schema/%.o: $(BUILD)/schema/%.c | setup
	$(call compile,-fPIC)
$(BUILD)/tests/%.o: tests/%.c | setup
	$(call compile,-fPIE $(call cflags,$(CGI_PKG) check))

# SQL is data in the tree and constant text in the programs. The folder itself is a prerequisite: a file taken away
# must count too.
$(BUILD)/schema/report_sql.c: schema/embed.sh schema/reports $(wildcard schema/reports/*.sql)
	@mkdir -p $(@D); sh schema/embed.sh report_sql $(filter %.sql,$^) >$@
$(BUILD)/schema/function_sql.c: schema/embed.sh schema/functions $(wildcard schema/functions/*.sql)
	@mkdir -p $(@D); sh schema/embed.sh function_sql $(filter %.sql,$^) >$@

-include $(patsubst %.o,%.d,$(CORE_OBJ) $(EXT_OBJ) $(CGI_OBJ) $(TEST_AID) $(addsuffix .o,$(TEST_BIN)))

setup:

clean:
	rm -rf $(BUILD)

.PHONY: all setup clean
