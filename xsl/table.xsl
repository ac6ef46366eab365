<?xml version="1.0" encoding="UTF-8"?>
<!--
Tables. Any table of any columns looks right: the type of a column decides on alignment and form, and every cell carries type and
identifier of its column as classes, by which the style sheet can turn the rows of wordy tables into cards on a phone. A table of
two columns name and value is a list of facts.

A table of 100 rows has a thousand cells, so a cell costs as few expressions as possible: the classes of all columns are put into one
string, "CLASSES|CLASSES|…", and each cell takes the first part and hands the rest on to the next. Columns whose cells are more than
words and links begin with the class "x".
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1" exclude-result-prefixes="r">

<xsl:template match="r:table">
  <section class="block t-{@id}" id="{@id}" aria-labelledby="t-{@id}">
    <h2 id="t-{@id}">
      <!-- The title of a list page already says what its table is, where nothing stands before it. -->
      <xsl:if test="@main and @id = ../@name and not(preceding-sibling::r:table)"><xsl:attribute name="class">vh</xsl:attribute></xsl:if>
      <xsl:call-template name="label"><xsl:with-param name="in" select="$labels.table"/></xsl:call-template>
    </h2>
    <xsl:call-template name="table-note"/>
    <xsl:call-template name="table-body"/>
  </section>
</xsl:template>

<xsl:template name="table-note">
  <xsl:variable name="note" select="substring-before(substring-after($notes.table, concat('&#10;', @id, '=')), '&#10;')"/>
  <xsl:if test="$note"><p class="note"><xsl:value-of select="$note"/></p></xsl:if>
</xsl:template>

<xsl:template name="table-body">
  <xsl:variable name="columns"><xsl:apply-templates select="r:column" mode="classes"/></xsl:variable>
  <xsl:choose>
    <xsl:when test="not(r:row)"><xsl:call-template name="table-empty"/></xsl:when>
    <xsl:otherwise>
      <div class="scroll" role="group" aria-labelledby="t-{@id}" tabindex="0">
        <table>
          <caption class="vh"><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.table"/></xsl:call-template></caption>
          <thead><tr><xsl:apply-templates select="r:column"/></tr></thead>
          <tbody>
            <xsl:apply-templates select="r:row"><xsl:with-param name="columns" select="string($columns)"/></xsl:apply-templates>
          </tbody>
        </table>
      </div>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="r:column" mode="classes">
  <xsl:if test="@type = 'rate' or @type = 'bool' or @id = 'phone' or @type = 'code' and (@id = 'state' or @id = 'disposition' or @id = 'phase' or @id = 'kind' or @id = 'use')">x </xsl:if>
  <xsl:value-of select="concat(@type, ' c-', @id, '|')"/>
</xsl:template>

<xsl:template name="table-empty">
  <xsl:variable name="text" select="substring-before(substring-after($empty.table, concat('&#10;', @id, '=')), '&#10;')"/>
  <p class="empty">
    <xsl:choose>
      <!-- To whom no case is shown, no row does not mean that there is none. -->
      <xsl:when test="../@role = 'none' and contains(' overdue demands requirements ledger enterprises loans subsidies batches ', concat(' ', @id, ' '))"><xsl:value-of select="$say.not-shown"/></xsl:when>
      <xsl:when test="$text"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$say.empty"/></xsl:otherwise>
    </xsl:choose>
  </p>
</xsl:template>

<xsl:template match="r:column">
  <th scope="col" class="{concat(@type, ' c-', @id)}"><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.column"/></xsl:call-template></th>
</xsl:template>

<xsl:template match="r:row">
  <xsl:param name="columns"/>
  <tr><xsl:apply-templates select="r:cell[1]" mode="head"><xsl:with-param name="columns" select="$columns"/></xsl:apply-templates></tr>
</xsl:template>

<!-- The first cell names the row, and leads where the row leads. -->
<xsl:template match="r:cell" mode="head">
  <xsl:param name="columns"/>
  <th scope="row" class="{substring-before($columns, '|')}">
    <xsl:choose>
      <xsl:when test="@href or not(../@href)"><xsl:call-template name="cell"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></xsl:when>
      <xsl:otherwise><a href="{../@href}"><xsl:value-of select="."/></a></xsl:otherwise>
    </xsl:choose>
  </th>
  <xsl:apply-templates select="following-sibling::r:cell[1]">
    <xsl:with-param name="columns" select="substring-after($columns, '|')"/>
  </xsl:apply-templates>
</xsl:template>

<xsl:template match="r:cell">
  <xsl:param name="columns"/>
  <td class="{substring-before($columns, '|')}">
    <xsl:choose>
      <xsl:when test="starts-with($columns, 'x')"><xsl:call-template name="cell"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></xsl:when>
      <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
      <xsl:when test="@value and /r:report/@name = 'search'"><xsl:call-template name="marked"/></xsl:when>
      <xsl:when test="@value"><xsl:value-of select="."/></xsl:when>
      <xsl:otherwise><xsl:call-template name="none"/></xsl:otherwise>
    </xsl:choose>
  </td>
  <xsl:apply-templates select="following-sibling::r:cell[1]">
    <xsl:with-param name="columns" select="substring-after($columns, '|')"/>
  </xsl:apply-templates>
</xsl:template>

<!-- What stands in a cell of any kind. -->
<xsl:template name="cell">
  <xsl:param name="columns"/>
  <xsl:choose>
    <xsl:when test="starts-with($columns, 'x rate')"><xsl:call-template name="cell-rate"/></xsl:when>
    <xsl:when test="not(@value)"><xsl:call-template name="none"/></xsl:when>
    <xsl:when test="starts-with($columns, 'x code')"><xsl:call-template name="cell-code"/></xsl:when>
    <xsl:when test="starts-with($columns, 'x bool')"><xsl:call-template name="cell-bool"/></xsl:when>
    <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
    <xsl:when test="starts-with($columns, 'x') and . != ''"><xsl:call-template name="cell-phone"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A text with what a search found between ⟦ and ⟧. A bracket without its partner is the text's own. -->
<xsl:template name="marked">
  <xsl:param name="text" select="string(.)"/>
  <xsl:choose>
    <xsl:when test="contains($text, '⟦') and contains(substring-after($text, '⟦'), '⟧')">
      <xsl:value-of select="substring-before($text, '⟦')"/>
      <mark><xsl:value-of select="substring-before(substring-after($text, '⟦'), '⟧')"/></mark>
      <xsl:call-template name="marked"><xsl:with-param name="text" select="substring-after(substring-after($text, '⟦'), '⟧')"/></xsl:call-template>
    </xsl:when>
    <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="none">
  <span class="none" role="img" aria-label="{$say.not-reported}" title="{$say.not-reported}">—</span>
</xsl:template>

<!-- A rate: the bar of its limits, the rate, numerator and denominator, the limits in figures. -->
<xsl:template name="cell-rate">
  <span class="rated">
    <xsl:choose>
      <xsl:when test="@low"><xsl:call-template name="interval-bar"/></xsl:when>
      <xsl:otherwise><span class="bar"/></xsl:otherwise>
    </xsl:choose>
    <span class="percent">
      <xsl:choose>
        <xsl:when test="not(@value)"><xsl:call-template name="none"/></xsl:when>
        <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </span>
    <xsl:choose>
      <xsl:when test="@n-text"><xsl:text> </xsl:text><span class="ratio"><xsl:value-of select="concat(@n-text, ' / ', @d-text)"/></span></xsl:when>
      <xsl:when test="@n"><xsl:text> </xsl:text><span class="ratio"><xsl:value-of select="concat(@n, '/', @d)"/></span></xsl:when>
    </xsl:choose>
    <xsl:if test="@low-text">
      <xsl:text> </xsl:text>
      <span class="range"><xsl:value-of select="concat(@low-text, $say.to, @high-text)"/></span>
    </xsl:if>
  </span>
</xsl:template>

<!-- A word of a closed list, with its value as a class for its colour. -->
<xsl:template name="cell-code">
  <span class="code v-{@value}">
    <xsl:choose>
      <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </span>
</xsl:template>

<!-- Its text, or yes and no where the report gives none. -->
<xsl:template name="cell-bool">
  <xsl:choose>
    <xsl:when test="@value = '1' and . = @value"><span class="bool yes"><xsl:value-of select="$say.yes"/></span></xsl:when>
    <xsl:when test="@value = '1'"><span class="bool yes"><xsl:value-of select="."/></span></xsl:when>
    <xsl:when test=". = @value"><span class="bool no"><xsl:value-of select="$say.no"/></span></xsl:when>
    <xsl:otherwise><span class="bool no"><xsl:value-of select="."/></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A telephone number that a phone dials: only digits, plus and hyphen go into the address. -->
<xsl:template name="cell-phone">
  <a class="phone" href="tel:{translate(@value, translate(@value, '+-0123456789', ''), '')}"><xsl:value-of select="."/></a>
</xsl:template>

<!-- ================================================================ facts -->

<xsl:template match="r:table[r:column[1]/@id = 'name' and r:column[2]/@id = 'value' and not(r:column[3])]">
  <section class="block facts t-{@id}" id="{@id}" aria-labelledby="t-{@id}">
    <h2 id="t-{@id}"><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.table"/></xsl:call-template></h2>
    <xsl:variable name="value"><xsl:apply-templates select="r:column[2]" mode="classes"/></xsl:variable>
    <xsl:if test="not(r:row)"><xsl:call-template name="table-empty"/></xsl:if>
    <dl>
      <xsl:for-each select="r:row">
        <div>
          <dt><xsl:value-of select="r:cell[1]"/></dt>
          <dd>
            <xsl:for-each select="r:cell[2]">
              <xsl:choose>
                <xsl:when test="../r:cell[1]/@value = 'phone' and @value != '' and not(@href)"><xsl:call-template name="cell-phone"/></xsl:when>
                <xsl:otherwise><xsl:call-template name="cell"><xsl:with-param name="columns" select="$value"/></xsl:call-template></xsl:otherwise>
              </xsl:choose>
            </xsl:for-each>
          </dd>
        </div>
      </xsl:for-each>
    </dl>
  </section>
</xsl:template>

</xsl:stylesheet>
