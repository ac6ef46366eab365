<?xml version="1.0" encoding="UTF-8"?>
<!--
One page of the report contract (report.rng) as HTML: what all pages have in common.

zh.xsl and en.xsl are the stylesheets to apply; they include this one, which includes one file for each room:
layout (shell, masthead, filters, footer), overview, figure, table, chart, error. XSLT 1.0 as libxslt has it, without extensions.
Nothing is formatted, summed, compared or sorted here: every text shown comes from the XML or from the catalogues of the language.
Pages carry no script and no inline style, so that default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'
suffices as their content security policy.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1" exclude-result-prefixes="r">

<xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat" media-type="text/html"/>
<xsl:strip-space elements="r:report r:table r:row r:series"/>

<xsl:include href="layout.xsl"/>
<xsl:include href="overview.xsl"/>
<xsl:include href="figure.xsl"/>
<xsl:include href="table.xsl"/>
<xsl:include href="chart.xsl"/>
<xsl:include href="error.xsl"/>

<!-- The body of a page that has no template of its own: figures, then tables and charts as they come, then the counting rules. -->
<xsl:template match="r:report" mode="body">
  <xsl:if test="r:figure">
    <section class="block" aria-label="{$say.figures}">
      <dl class="figures"><xsl:apply-templates select="r:figure"/></dl>
    </section>
  </xsl:if>
  <xsl:apply-templates select="r:table | r:series"/>
  <xsl:call-template name="rules"/>
</xsl:template>

<!-- The label of an identifier: the store's own word for it, else that of a catalogue; without one the identifier itself, marked
     so that a test finds it. -->
<xsl:variable name="own-words" select="concat('|', /r:report/@words, '|')"/>
<xsl:template name="label">
  <xsl:param name="in"/>
  <xsl:param name="id" select="@id"/>
  <xsl:variable name="own" select="substring-before(substring-after($own-words, concat('|', $id, '=')), '|')"/>
  <xsl:variable name="text" select="substring-before(substring-after($in, concat('&#10;', $id, '=')), '&#10;')"/>
  <xsl:choose>
    <xsl:when test="$own"><xsl:value-of select="$own"/></xsl:when>
    <xsl:when test="$text"><xsl:value-of select="$text"/></xsl:when>
    <xsl:otherwise><span class="unlabelled"><xsl:value-of select="$id"/></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A query string (with its question mark) of the parameters in effect but for `without`, plus the language. With `moment-only`
     just as_of and known_at are kept: the query of links to other pages. Values need no escaping by contract. -->
<xsl:template name="query">
  <xsl:param name="without"/>
  <xsl:param name="moment-only" select="false()"/>
  <xsl:variable name="query">
    <xsl:for-each select="/r:report/r:param[@name != $without][not($moment-only) or @name = 'as_of' or @name = 'known_at']">
      <xsl:value-of select="concat('&amp;', @name, '=', @value)"/>
    </xsl:for-each>
    <xsl:value-of select="$say.lang-query"/>
  </xsl:variable>
  <xsl:if test="$query != ''"><xsl:value-of select="concat('?', substring($query, 2))"/></xsl:if>
</xsl:template>

</xsl:stylesheet>
