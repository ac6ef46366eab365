<?xml version="1.0" encoding="UTF-8"?>
<!-- Single figures: text, numerator and denominator, interval, change, marks; and the counting rules at the foot of a page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1" exclude-result-prefixes="r">

<xsl:template match="r:figure">
  <div class="figure">
    <dt><xsl:call-template name="figure-label"/></dt>
    <dd>
      <xsl:call-template name="figure-value"/>
      <xsl:call-template name="figure-rest"/>
    </dd>
  </div>
</xsl:template>

<!-- Its name, with the marks that say how far to trust it. -->
<xsl:template name="figure-label">
  <xsl:call-template name="label"><xsl:with-param name="in" select="$labels.figure"/></xsl:call-template>
  <xsl:call-template name="figure-marks"/>
</xsl:template>

<xsl:template name="figure-marks">
  <xsl:if test="@source">
    <xsl:text> </xsl:text>
    <span class="mark reported" title="{$say.source}{@source}"><xsl:value-of select="$say.reported"/></span>
  </xsl:if>
  <xsl:if test="@synthetic">
    <xsl:text> </xsl:text>
    <span class="mark synthetic" title="{$say.synthetic-title}"><xsl:value-of select="$say.synthetic"/></span>
  </xsl:if>
</xsl:template>

<!-- The number itself, a link where there are rows behind it; a rate of nothing is a dash. -->
<xsl:template name="figure-value">
  <xsl:choose>
    <xsl:when test="not(@value) and @d"><span class="number none">—</span></xsl:when>
    <xsl:when test="not(@value)"><span class="number none"><xsl:value-of select="$say.not-reported"/></span></xsl:when>
    <xsl:when test="@href"><a class="number" href="{@href}"><xsl:call-template name="figure-text"/></a></xsl:when>
    <xsl:otherwise><span class="number"><xsl:call-template name="figure-text"/></span></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@value and @unit != 'count' and @unit != 'rate' and @unit != 'fen'">
    <span class="unit">
      <xsl:call-template name="label">
        <xsl:with-param name="in" select="$labels.unit"/>
        <xsl:with-param name="id" select="@unit"/>
      </xsl:call-template>
    </span>
  </xsl:if>
</xsl:template>

<xsl:template name="figure-text">
  <xsl:if test="@qualifier != '=' and not(starts-with(@text, @qualifier))"><xsl:value-of select="@qualifier"/></xsl:if>
  <xsl:value-of select="@text"/>
</xsl:template>

<!-- Everything round the number. -->
<xsl:template name="figure-rest">
  <xsl:call-template name="figure-ratio"/>
  <xsl:call-template name="figure-interval"/>
  <xsl:call-template name="figure-change"/>
  <xsl:if test="@source"><p class="source"><xsl:value-of select="$say.source"/><xsl:value-of select="@source"/></p></xsl:if>
</xsl:template>

<xsl:template name="figure-ratio">
  <xsl:choose>
    <xsl:when test="@n-text"><p class="ratio"><xsl:value-of select="concat(@n-text, ' / ', @d-text)"/></p></xsl:when>
    <xsl:when test="@n"><p class="ratio"><xsl:value-of select="concat(@n, ' / ', @d)"/></p></xsl:when>
    <xsl:when test="@d"><p class="ratio">/ <xsl:value-of select="@d"/></p></xsl:when>
  </xsl:choose>
</xsl:template>

<xsl:template name="figure-interval">
  <xsl:if test="@low">
    <xsl:if test="@unit = 'rate'"><xsl:call-template name="interval-bar"/></xsl:if>
    <xsl:if test="@low-text">
      <p class="interval">
        <xsl:if test="@confidence"><xsl:value-of select="@confidence * 100"/><xsl:value-of select="$say.interval-of"/></xsl:if>
        <xsl:if test="not(@confidence)"><xsl:value-of select="$say.interval"/></xsl:if>
        <xsl:text> </xsl:text>
        <span class="range"><xsl:value-of select="concat(@low-text, $say.to, @high-text)"/></span>
      </p>
    </xsl:if>
  </xsl:if>
</xsl:template>

<xsl:template name="figure-change">
  <xsl:if test="@change">
    <p>
      <xsl:attribute name="class">
        <xsl:choose>
          <xsl:when test="starts-with(@change, '-')">change down</xsl:when>
          <xsl:when test="translate(@change, '+0.', '') = ''">change same</xsl:when>
          <xsl:otherwise>change up</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:value-of select="$say.change"/><xsl:text> </xsl:text>
      <b>
        <xsl:choose>
          <xsl:when test="@change-text"><xsl:value-of select="@change-text"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@change"/></xsl:otherwise>
        </xsl:choose>
      </b>
    </p>
  </xsl:if>
</xsl:template>

<!-- A rate on the scale from 0 to 1 with its limits. The context node has value, low and high as fractions: they are coordinates. -->
<xsl:template name="interval-bar">
  <svg class="bar" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
    <path class="scale" d="M0 .5H1M0 .1V.9M.5 .1V.9M1 .1V.9"/>
    <path class="limits" d="M{@low} .5H{@high}"/>
    <path class="point" d="M{@value} 0V1"/>
  </svg>
</xsl:template>

<!-- How each figure of the page is counted. -->
<xsl:template name="rules">
  <xsl:if test="r:figure[@rule]">
    <section class="block rules" aria-labelledby="rules">
      <h2 id="rules"><xsl:value-of select="$say.rules"/></h2>
      <dl>
        <xsl:for-each select="r:figure[@rule]">
          <div>
            <dt><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.figure"/></xsl:call-template></dt>
            <dd><xsl:value-of select="@rule"/></dd>
          </div>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:if>
</xsl:template>

</xsl:stylesheet>
