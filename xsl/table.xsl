<?xml version="1.0" encoding="UTF-8"?>
<!--
Tables. Any table of any columns looks right: the type of a column decides on alignment and form. Cells and columns are walked side
by side (each cell hands its column's next sibling on), which costs nothing; finding the column of a cell by position costs as much
as the rest of the cell. A table of two columns name and value is a list of facts. Every cell carries its column in a class, by
which the style sheet can turn the rows of wordy tables into cards on a phone.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1" exclude-result-prefixes="r">

<xsl:template match="r:table">
  <section class="block t-{@id}" aria-labelledby="t-{@id}">
    <h2 id="t-{@id}">
      <!-- The title of a list page already says what its table is. -->
      <xsl:if test="@main and @id = ../@name"><xsl:attribute name="class">vh</xsl:attribute></xsl:if>
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
  <xsl:choose>
    <xsl:when test="not(r:row)"><xsl:call-template name="table-empty"/></xsl:when>
    <xsl:otherwise>
      <div class="scroll" role="region" aria-labelledby="t-{@id}" tabindex="0">
        <table>
          <caption class="vh"><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.table"/></xsl:call-template></caption>
          <thead><tr><xsl:apply-templates select="r:column"/></tr></thead>
          <tbody><xsl:apply-templates select="r:row"/></tbody>
        </table>
      </div>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="table-empty">
  <xsl:variable name="text" select="substring-before(substring-after($empty.table, concat('&#10;', @id, '=')), '&#10;')"/>
  <p class="empty">
    <xsl:choose>
      <xsl:when test="$text"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$say.empty"/></xsl:otherwise>
    </xsl:choose>
  </p>
</xsl:template>

<xsl:template match="r:column">
  <th scope="col" class="{@type} c-{@id}"><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.column"/></xsl:call-template></th>
</xsl:template>

<xsl:template match="r:row">
  <tr><xsl:apply-templates select="r:cell[1]" mode="head"><xsl:with-param name="column" select="../r:column[1]"/></xsl:apply-templates></tr>
</xsl:template>

<!-- The first cell names the row, and leads where the row leads. -->
<xsl:template match="r:cell" mode="head">
  <xsl:param name="column"/>
  <th scope="row" class="{$column/@type} c-{$column/@id}">
    <xsl:choose>
      <xsl:when test="../@href and not(@href)"><a href="{../@href}"><xsl:value-of select="."/></a></xsl:when>
      <xsl:otherwise><xsl:call-template name="cell"><xsl:with-param name="column" select="$column"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </th>
  <xsl:apply-templates select="following-sibling::r:cell[1]">
    <xsl:with-param name="column" select="$column/following-sibling::r:column[1]"/>
  </xsl:apply-templates>
</xsl:template>

<xsl:template match="r:cell">
  <xsl:param name="column"/>
  <td class="{$column/@type} c-{$column/@id}">
    <xsl:call-template name="cell"><xsl:with-param name="column" select="$column"/></xsl:call-template>
  </td>
  <xsl:apply-templates select="following-sibling::r:cell[1]">
    <xsl:with-param name="column" select="$column/following-sibling::r:column[1]"/>
  </xsl:apply-templates>
</xsl:template>

<xsl:template name="cell">
  <xsl:param name="column"/>
  <xsl:choose>
    <xsl:when test="$column/@type = 'rate'"><xsl:call-template name="cell-rate"/></xsl:when>
    <xsl:when test="not(@value)"><xsl:call-template name="none"/></xsl:when>
    <xsl:when test="$column/@type = 'code'">
      <xsl:call-template name="cell-code"><xsl:with-param name="column" select="$column"/></xsl:call-template>
    </xsl:when>
    <xsl:when test="$column/@type = 'bool'"><xsl:call-template name="cell-bool"/></xsl:when>
    <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
    <xsl:when test="$column/@id = 'phone' and . != ''"><xsl:call-template name="cell-phone"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
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
    <xsl:if test="@n"><xsl:text> </xsl:text><span class="ratio"><xsl:value-of select="@n"/>/<xsl:value-of select="@d"/></span></xsl:if>
    <xsl:if test="@low-text">
      <xsl:text> </xsl:text>
      <span class="range"><xsl:value-of select="@low-text"/><xsl:value-of select="$say.to"/><xsl:value-of select="@high-text"/></span>
    </xsl:if>
  </span>
</xsl:template>

<!-- A word of a closed list: its text, or the catalogue's where the report gives none. -->
<xsl:template name="cell-code">
  <xsl:param name="column"/>
  <xsl:variable name="shown">
    <xsl:choose>
      <xsl:when test=". != @value"><xsl:value-of select="."/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="label">
          <xsl:with-param name="in" select="$labels.value"/>
          <xsl:with-param name="id" select="concat($column/@id, '.', @value)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <span class="code v-{@value}">
    <xsl:choose>
      <xsl:when test="@href"><a href="{@href}"><xsl:copy-of select="$shown"/></a></xsl:when>
      <xsl:otherwise><xsl:copy-of select="$shown"/></xsl:otherwise>
    </xsl:choose>
  </span>
</xsl:template>

<xsl:template name="cell-bool">
  <xsl:choose>
    <xsl:when test="@value = '1'"><span class="bool yes"><xsl:value-of select="$say.yes"/></span></xsl:when>
    <xsl:otherwise><span class="bool no"><xsl:value-of select="$say.no"/></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A telephone number that a phone dials: only digits, plus and hyphen go into the address. -->
<xsl:template name="cell-phone">
  <a class="phone" href="tel:{translate(@value, translate(@value, '+-0123456789', ''), '')}"><xsl:value-of select="."/></a>
</xsl:template>

<!-- ================================================================ facts -->

<xsl:template match="r:table[r:column[1]/@id = 'name' and r:column[2]/@id = 'value' and not(r:column[3])]">
  <section class="block facts t-{@id}" aria-labelledby="t-{@id}">
    <h2 id="t-{@id}"><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.table"/></xsl:call-template></h2>
    <xsl:if test="not(r:row)"><xsl:call-template name="table-empty"/></xsl:if>
    <dl>
      <xsl:for-each select="r:row">
        <div>
          <dt><xsl:value-of select="r:cell[1]"/></dt>
          <dd><xsl:for-each select="r:cell[2]"><xsl:call-template name="cell"><xsl:with-param name="column" select="../../r:column[2]"/></xsl:call-template></xsl:for-each></dd>
        </div>
      </xsl:for-each>
    </dl>
  </section>
</xsl:template>

</xsl:stylesheet>
