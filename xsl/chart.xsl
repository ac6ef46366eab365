<?xml version="1.0" encoding="UTF-8"?>
<!--
Charts: series that stand side by side in the report are one chart, a group of bars for each x. Every group is a list item and
every bar an SVG of its own, whose lengths are percentages: the chart stretches with the page while its figures keep their size, and beyond a
width it scrolls in its own box. The heights come ready as thousandths. The words beside the bars say the same to who cannot see.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1" exclude-result-prefixes="r">

<xsl:template match="r:series">
  <xsl:if test="not(preceding-sibling::*[1][self::r:series])">
    <xsl:variable name="tables" select="count(preceding-sibling::r:table)"/>
    <xsl:call-template name="chart">
      <xsl:with-param name="all" select=". | following-sibling::r:series[count(preceding-sibling::r:table) = $tables]"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<xsl:template name="chart">
  <xsl:param name="all"/>
  <figure class="block chart" aria-labelledby="chart-{@id}">
    <figcaption id="chart-{@id}">
      <span class="title">
        <xsl:choose>
          <xsl:when test="@id = 'solved-share'"><xsl:value-of select="$say.curve"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$say.trend"/></xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:for-each select="$all">
        <span class="key">
          <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect class="s{position()} s-{@id}" width="1" height="1"/></svg>
          <xsl:call-template name="label"><xsl:with-param name="in" select="$labels.series"/></xsl:call-template>
        </span>
      </xsl:for-each>
    </figcaption>
    <xsl:choose>
      <xsl:when test="not(r:point)"><p class="empty"><xsl:value-of select="$say.empty"/></p></xsl:when>
      <xsl:otherwise>
        <div class="scroll" role="region" aria-labelledby="chart-{@id}" tabindex="0">
          <ol class="bars n{count($all)}">
            <xsl:for-each select="r:point">
              <xsl:variable name="x" select="@x"/>
              <li>
                <xsl:choose>
                  <xsl:when test="@href">
                    <a href="{@href}"><xsl:call-template name="chart-group"><xsl:with-param name="points" select="$all/r:point[@x = $x]"/></xsl:call-template></a>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:call-template name="chart-group"><xsl:with-param name="points" select="$all/r:point[@x = $x]"/></xsl:call-template>
                  </xsl:otherwise>
                </xsl:choose>
              </li>
            </xsl:for-each>
          </ol>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </figure>
</xsl:template>

<!-- The bars over one x, their figures on top of them, and the sentence that replaces them. -->
<xsl:template name="chart-group">
  <xsl:param name="points"/>
  <span class="group">
    <xsl:for-each select="$points">
      <svg class="column" aria-hidden="true">
        <xsl:choose>
          <xsl:when test="@share">
            <rect class="s{position()} s-{../@id}" x="4%" width="92%" y="{100 - @share div 10}%" height="{@share div 10}%"/>
            <text x="50%" y="{100 - @share div 10}%" dy="-4"><xsl:value-of select="@text"/></text>
          </xsl:when>
          <xsl:when test="@value"><text x="50%" y="100%" dy="-4"><xsl:value-of select="@text"/></text></xsl:when>
          <xsl:otherwise><text x="50%" y="100%" dy="-4">—</text></xsl:otherwise>
        </xsl:choose>
      </svg>
    </xsl:for-each>
  </span>
  <span class="x"><xsl:value-of select="@label"/></span>
  <span class="vh">
    <xsl:for-each select="$points">
      <xsl:value-of select="$say.colon"/>
      <xsl:for-each select=".."><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.series"/></xsl:call-template></xsl:for-each>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="@value"><xsl:value-of select="@text"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$say.not-reported"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </span>
</xsl:template>

</xsl:stylesheet>
