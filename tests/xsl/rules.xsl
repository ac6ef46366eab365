<?xml version="1.0" encoding="UTF-8"?>
<!--
What xsl/report.rng cannot say about a page of the report contract: one line of text for each breach, nothing for a good page.

    xsltproc -nonet tests/xsl/rules.xsl page.xml
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:template match="text()"/>

<xsl:template name="breach">
  <xsl:param name="what"/>
  <xsl:value-of select="concat($what, '&#10;')"/>
</xsl:template>

<xsl:template match="r:report">
  <xsl:if test="count(r:table[@main]) &gt; 1"><xsl:call-template name="breach"><xsl:with-param name="what" select="'two main tables'"/></xsl:call-template></xsl:if>
  <xsl:if test="r:link[@rel = 'next'] and not(r:table[@main])"><xsl:call-template name="breach"><xsl:with-param name="what" select="'a next page without a main table'"/></xsl:call-template></xsl:if>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="r:param">
  <xsl:if test="preceding-sibling::r:param/@name = @name"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('param twice: ', @name)"/></xsl:call-template></xsl:if>
</xsl:template>

<xsl:template match="r:link">
  <xsl:if test="preceding-sibling::r:link/@rel = @rel"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('link twice: ', @rel)"/></xsl:call-template></xsl:if>
  <xsl:if test="@rel = 'lang' and (not(@hreflang) or @hreflang = ../@xml:lang)"><xsl:call-template name="breach"><xsl:with-param name="what" select="'link to the other language does not name another language'"/></xsl:call-template></xsl:if>
</xsl:template>

<xsl:template match="r:figure">
  <xsl:if test="preceding-sibling::r:figure/@id = @id"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('figure twice: ', @id)"/></xsl:call-template></xsl:if>
  <xsl:if test="@value and not(string(@text))"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('figure without text: ', @id)"/></xsl:call-template></xsl:if>
  <xsl:if test="not(@value) and string(@text)"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('figure with a text and no value: ', @id)"/></xsl:call-template></xsl:if>
  <xsl:if test="@unit = 'rate' and @value and not(@n) and not(@source)"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('counted rate without numerator and denominator: ', @id)"/></xsl:call-template></xsl:if>
  <xsl:if test="starts-with(@href, '#') and not(../r:table/@id = substring(@href, 2))"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('no such table: ', @href)"/></xsl:call-template></xsl:if>
  <xsl:call-template name="limits"><xsl:with-param name="rate" select="@unit = 'rate'"/><xsl:with-param name="where" select="@id"/></xsl:call-template>
</xsl:template>

<!-- n <= d; low <= value <= high; a rate and its limits in 0..1. A billionth is forgiven to binary fractions. -->
<xsl:template name="limits">
  <xsl:param name="rate"/>
  <xsl:param name="where"/>
  <xsl:if test="$rate and @n &gt; @d"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('n &gt; d: ', $where)"/></xsl:call-template></xsl:if>
  <xsl:if test="@low &gt; @high + 0.000000001 or @low &gt; @value + 0.000000001 or @value &gt; @high + 0.000000001"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('limits do not enclose the value: ', $where)"/></xsl:call-template></xsl:if>
  <xsl:if test="$rate and (@low &lt; 0 or @high &gt; 1.000000001)"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('limits of a rate beyond 0..1: ', $where)"/></xsl:call-template></xsl:if>
  <xsl:if test="$rate and @d = 0 and @value"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('a rate of nothing: ', $where)"/></xsl:call-template></xsl:if>
</xsl:template>

<xsl:template match="r:table">
  <xsl:if test="preceding-sibling::r:table/@id = @id"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('table twice: ', @id)"/></xsl:call-template></xsl:if>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="r:column">
  <xsl:if test="preceding-sibling::r:column/@id = @id"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('column twice: ', ../@id, '.', @id)"/></xsl:call-template></xsl:if>
</xsl:template>

<xsl:template match="r:row">
  <xsl:if test="count(r:cell) != count(../r:column)"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('row of ', count(r:cell), ' cells under ', count(../r:column), ' columns: ', ../@id)"/></xsl:call-template></xsl:if>
  <xsl:for-each select="r:cell">
    <xsl:variable name="p" select="position()"/>
    <xsl:variable name="column" select="../../r:column[$p]"/>
    <xsl:variable name="where" select="concat(../../@id, '.', $column/@id, ' = ', @value)"/>
    <xsl:variable name="digits" select="translate(@value, '0123456789', 'dddddddddd')"/>
    <xsl:if test="@value">
      <xsl:choose>
        <xsl:when test="$column/@type = 'count' or $column/@type = 'money'">
          <xsl:if test="translate($digits, 'd', '') != '' and (translate($digits, 'd', '') != '-' or not(starts-with($digits, '-'))) or not(contains($digits, 'd'))"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('not an integer: ', $where)"/></xsl:call-template></xsl:if>
        </xsl:when>
        <xsl:when test="$column/@type = 'date'">
          <xsl:if test="$digits != 'dddd-dd-dd'"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('not a date: ', $where)"/></xsl:call-template></xsl:if>
        </xsl:when>
        <xsl:when test="$column/@type = 'instant'">
          <xsl:if test="$digits != 'dddd-dd-ddTdd:dd:ddZ'"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('not an instant: ', $where)"/></xsl:call-template></xsl:if>
        </xsl:when>
        <xsl:when test="$column/@type = 'bool'">
          <xsl:if test="@value != '0' and @value != '1'"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('not a bool: ', $where)"/></xsl:call-template></xsl:if>
        </xsl:when>
        <xsl:when test="$column/@type = 'code'">
          <xsl:if test="/r:report/@xml:lang = 'zh' and . = @value and translate(., 'abcdefghijklmnopqrstuvwxyz_', '') = ''"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('a code without words: ', $where)"/></xsl:call-template></xsl:if>
        </xsl:when>
        <xsl:when test="$column/@type = 'rate'">
          <xsl:if test="string(number(@value)) = 'NaN' or not(@n) or not(@d)"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('not a rate with n and d: ', $where)"/></xsl:call-template></xsl:if>
        </xsl:when>
      </xsl:choose>
      <xsl:if test="@value != '' and . = ''"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('cell without text: ', $where)"/></xsl:call-template></xsl:if>
    </xsl:if>
    <xsl:call-template name="limits"><xsl:with-param name="rate" select="$column/@type = 'rate'"/><xsl:with-param name="where" select="$where"/></xsl:call-template>
  </xsl:for-each>
</xsl:template>

<!-- Series side by side are one chart: the same x in the same order, the same highest value. -->
<xsl:template match="r:series">
  <xsl:if test="preceding-sibling::r:series/@id = @id"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('series twice: ', @id)"/></xsl:call-template></xsl:if>
  <xsl:variable name="before" select="preceding-sibling::*[1][self::r:series]"/>
  <xsl:if test="$before and ($before/@max != @max or count($before/r:point) != count(r:point))"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('not on the scale of the series before: ', @id)"/></xsl:call-template></xsl:if>
  <xsl:for-each select="r:point">
    <xsl:variable name="p" select="position()"/>
    <xsl:if test="$before and not($before/r:point[$p]/@x = @x)"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('x differs from the series before: ', ../@id, ' ', @x)"/></xsl:call-template></xsl:if>
    <xsl:if test="preceding-sibling::r:point/@x = @x"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('x twice: ', ../@id, ' ', @x)"/></xsl:call-template></xsl:if>
    <xsl:if test="@value &gt; ../@max"><xsl:call-template name="breach"><xsl:with-param name="what" select="concat('higher than the highest: ', ../@id, ' ', @x)"/></xsl:call-template></xsl:if>
  </xsl:for-each>
</xsl:template>

</xsl:stylesheet>
