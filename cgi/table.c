/* How the columns of a statement make the cells of a <table>. */
#include "table.h"

#include <stdio.h>
#include <string.h>

#include "link.h"

#define TABLE_KEY_KEEP ((size_t)4 << 10)

/* Copies [s, s+n) as a name; false when it is empty or too long. */
static bool table_name(char out[TABLE_NAME], const char *s, size_t n)
{
    if (n == 0 || n >= TABLE_NAME)
        return false;
    memcpy(out, s, n);
    out[n] = '\0';
    return true;
}

static struct table_cell *table_find(struct table *t, const char *id, size_t n)
{
    for (int i = 0; i < t->cells; i++)
        if (strlen(t->cell[i].id) == n && memcmp(t->cell[i].id, id, n) == 0)
            return &t->cell[i];
    return NULL;
}

/* A column `name:type` or `name`. */
static const char *table_add_cell(struct table *t, const char *name, int column)
{
    size_t n = strcspn(name, ":");
    struct table_cell *cell = &t->cell[t->cells];

    if (t->cells == TABLE_CELLS)
        return "too many columns";
    if (table_find(t, name, n))
        return "two columns of one name";
    *cell = (struct table_cell){.value = column, .text = -1};
    if (!table_name(cell->id, name, n))
        return "a column without a usable name";
    if (!table_name(cell->type, name[n] ? name + n + 1 : "text", name[n] ? strlen(name + n + 1) : 4))
        return "a column without a usable type";
    t->cells++;
    return NULL;
}

/* A column `name.attr`, dot behind name. */
static const char *table_add_attribute(struct table *t, const char *name, const char *dot, int column)
{
    struct table_cell *cell = table_find(t, name, (size_t)(dot - name));

    if (!cell)
        return "an attribute before its column";
    if (strcmp(dot + 1, "text") == 0) {
        cell->text = column;
        return NULL;
    }
    if (cell->attributes == TABLE_ATTRIBUTES ||
        !table_name(cell->attribute[cell->attributes].name, dot + 1, strlen(dot + 1)))
        return "too many or unusable attributes";
    cell->attribute[cell->attributes++].column = column;
    return NULL;
}

const char *table_read(struct table *t, struct db_stmt *s)
{
    const char *fault = NULL;
    int columns = db_columns(s);

    t->cells = 0;
    t->href = t->key = -1;
    for (int i = 0; !fault && i < columns; i++) {
        const char *name = db_name(s, i), *dot = strchr(name, '.');

        if (strcmp(name, ".href") == 0)
            t->href = i;
        else if (strcmp(name, "_key") == 0)
            t->key = i;
        else if (dot)
            fault = table_add_attribute(t, name, dot, i);
        else if (name[0] != '_')
            fault = table_add_cell(t, name, i);
    }
    return fault;
}

void table_columns(const struct table *t, struct xml *x)
{
    for (int i = 0; i < t->cells; i++) {
        xml_element(x, "column");
        xml_attribute(x, "id", t->cell[i].id);
        xml_attribute(x, "type", t->cell[i].type);
        xml_end(x);
    }
}

void table_attribute(struct db_stmt *s, int column, const char *name, const struct request *r, struct xml *x)
{
    char hyphened[TABLE_NAME];
    size_t n, i = 0;
    const char *value = db_text(s, column, &n);

    if (!value || name[0] == '_')
        return;
    if (strcmp(name, "href") == 0) {
        link_attribute(x, r, value, n);
        return;
    }
    for (; i < sizeof hyphened - 1 && name[i]; i++)
        hyphened[i] = name[i] == '_' ? '-' : name[i];
    hyphened[i] = '\0';
    xml_attribute_bytes(x, hyphened, value, n);
}

static void table_cell(const struct table_cell *cell, struct db_stmt *s, const struct request *r, struct xml *x)
{
    size_t n, text_n;
    const char *value = db_text(s, cell->value, &n), *text = value;

    xml_element(x, "cell");
    xml_attribute_bytes(x, "value", value, n);
    for (int i = 0; i < cell->attributes; i++)
        table_attribute(s, cell->attribute[i].column, cell->attribute[i].name, r, x);
    text_n = n;
    if (value && cell->text >= 0)
        text = db_text(s, cell->text, &text_n);
    if (text)
        xml_text(x, text, text_n);
    xml_end(x);
}

void table_row(const struct table *t, struct db_stmt *s, const struct request *r, struct xml *x)
{
    xml_element(x, "row");
    if (t->href >= 0)
        table_attribute(s, t->href, "href", r, x);
    for (int i = 0; i < t->cells; i++)
        table_cell(&t->cell[i], s, r, x);
    xml_end(x);
}

void table_keep_key(const struct table *t, struct db_stmt *s, struct buf *key)
{
    size_t n;
    const char *value = t->key >= 0 ? db_text(s, t->key, &n) : NULL;

    buf_clear(key, TABLE_KEY_KEEP);
    if (value)
        buf_add(key, value, n);
}

void table_csv_head(const struct table *t, struct csv *c)
{
    for (int i = 0; i < t->cells; i++)
        csv_field(c, t->cell[i].id, strlen(t->cell[i].id));
    csv_end_row(c);
}

void table_csv_row(const struct table *t, struct db_stmt *s, struct csv *c)
{
    for (int i = 0; i < t->cells; i++) {
        size_t n;
        const char *value = db_text(s, t->cell[i].value, &n);

        csv_field(c, value, n);
    }
    csv_end_row(c);
}
