<?xml version="1.0" encoding="UTF-8"?>
<!--
The overview: what a manager takes in within ten seconds, in the order of their questions. How much, how far, what is left, what is
late (headline); whom to phone about it (overdue); where it is going (progress, trend); who does well (units); then all the rest.
Figures and tables are picked by identifier; what this file does not know is shown after what it does.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1" exclude-result-prefixes="r">

<!-- The figures that the overview has a place for; others come under "further figures". -->
<xsl:variable name="placed" select="' demands-collected demands-valid valid-rate requirements-solved solve-rate requirements-open requirements-awaiting requirements-overdue enterprises-registered enterprises-contacted enterprises-with-valid enterprises-without-valid enterprises-with-valid-rate enterprises-valid-rate enterprises-coverage loans-applied loans-credit-granted loans-credit-granted-rate loans-approved loans-approved-rate loans-disbursed loans-disbursed-rate subsidies-declared subsidies-approved subsidies-paid days-left workdays-left rate-needed rate-needed-workday '"/>

<xsl:template match="r:report[@name = 'overview']" mode="body">
  <section class="block headline" aria-label="{$say.headline}">
    <dl>
      <xsl:apply-templates select="r:figure[@id = 'demands-collected']" mode="headline">
        <xsl:with-param name="beside" select="r:figure[@id = 'enterprises-contacted']"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="r:figure[@id = 'demands-valid']" mode="headline">
        <xsl:with-param name="rate" select="r:figure[@id = 'valid-rate']"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="r:figure[@id = 'requirements-solved']" mode="headline">
        <xsl:with-param name="rate" select="r:figure[@id = 'solve-rate']"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="r:figure[@id = 'requirements-open']" mode="headline">
        <xsl:with-param name="of" select="r:figure[@id = 'demands-valid']"/>
        <xsl:with-param name="beside" select="r:figure[@id = 'requirements-awaiting']"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="r:figure[@id = 'requirements-overdue']" mode="headline">
        <xsl:with-param name="of" select="r:figure[@id = 'requirements-open']"/>
      </xsl:apply-templates>
    </dl>
  </section>
  <div class="columns">
    <xsl:apply-templates select="r:table[@id = 'overdue']"/>
    <div class="aside">
      <xsl:call-template name="progress"/>
      <xsl:apply-templates select="r:series"/>
      <xsl:call-template name="figure-group">
        <xsl:with-param name="title" select="$say.pace"/>
        <xsl:with-param name="id" select="'pace'"/>
        <xsl:with-param name="figures" select="r:figure[@unit = 'days' or @unit = 'per_day'][contains($placed, concat(' ', @id, ' '))]"/>
      </xsl:call-template>
    </div>
  </div>
  <xsl:apply-templates select="r:table[@id = 'units']"/>
  <div class="columns">
    <xsl:apply-templates select="r:table[@id = 'contact-units']"/>
    <div class="aside">
      <xsl:call-template name="figure-group">
        <xsl:with-param name="title" select="$say.enterprises"/>
        <xsl:with-param name="id" select="'enterprises'"/>
        <xsl:with-param name="figures" select="r:figure[starts-with(@id, 'enterprises-')][contains($placed, concat(' ', @id, ' '))]"/>
      </xsl:call-template>
    </div>
  </div>
  <xsl:call-template name="figure-group">
    <xsl:with-param name="title" select="$say.money"/>
    <xsl:with-param name="id" select="'money'"/>
    <xsl:with-param name="figures" select="r:figure[starts-with(@id, 'loans-') or starts-with(@id, 'subsidies-')][contains($placed, concat(' ', @id, ' '))]"/>
  </xsl:call-template>
  <xsl:call-template name="figure-group">
    <xsl:with-param name="title" select="$say.rates"/>
    <xsl:with-param name="id" select="'rates'"/>
    <xsl:with-param name="figures" select="r:figure[@unit = 'rate'][not(contains($placed, concat(' ', @id, ' ')))]"/>
  </xsl:call-template>
  <xsl:apply-templates select="r:table[@id = 'categories']"/>
  <xsl:call-template name="figure-group">
    <xsl:with-param name="title" select="$say.more"/>
    <xsl:with-param name="id" select="'more'"/>
    <xsl:with-param name="figures" select="r:figure[not(@unit = 'rate')][not(contains($placed, concat(' ', @id, ' ')))]"/>
  </xsl:call-template>
  <xsl:apply-templates select="r:table[@id != 'overdue' and @id != 'units' and @id != 'contact-units' and @id != 'categories']"/>
  <xsl:call-template name="rules"/>
</xsl:template>

<!-- A headline figure, with the rate that belongs to it, the figure it is a part of, or another one beside it. -->
<xsl:template match="r:figure" mode="headline">
  <xsl:param name="rate" select="/.."/>
  <xsl:param name="of" select="/.."/>
  <xsl:param name="beside" select="/.."/>
  <div class="figure f-{@id}">
    <dt><xsl:call-template name="figure-label"/></dt>
    <dd>
      <xsl:call-template name="figure-value"/>
      <xsl:choose>
        <xsl:when test="@d"><xsl:if test="not($rate)"><xsl:call-template name="figure-ratio"/></xsl:if></xsl:when>
        <xsl:when test="$of/@value"><p class="ratio">/ <xsl:value-of select="$of/@text"/></p></xsl:when>
      </xsl:choose>
      <xsl:call-template name="figure-change"/>
      <xsl:for-each select="$rate">
        <p class="rate">
          <span class="percent"><xsl:call-template name="figure-value"/></span>
          <xsl:text> </xsl:text>
          <span class="ratio"><xsl:value-of select="concat(@n, ' / ', @d)"/></span>
          <span class="vh"><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.figure"/></xsl:call-template></span>
        </p>
        <xsl:call-template name="figure-interval"/>
        <xsl:call-template name="figure-change"/>
      </xsl:for-each>
      <xsl:for-each select="$beside">
        <p class="beside">
          <xsl:call-template name="label"><xsl:with-param name="in" select="$labels.figure"/></xsl:call-template>
          <xsl:text> </xsl:text>
          <xsl:call-template name="figure-value"/>
          <xsl:if test="@change-text"><xsl:value-of select="concat(' (', $say.change, ' ', @change-text, ')')"/></xsl:if>
        </p>
      </xsl:for-each>
    </dd>
  </div>
</xsl:template>

<xsl:template name="figure-group">
  <xsl:param name="title"/>
  <xsl:param name="id"/>
  <xsl:param name="figures"/>
  <xsl:if test="$figures">
    <section class="block" aria-labelledby="g-{$id}">
      <h2 id="g-{$id}"><xsl:value-of select="$title"/></h2>
      <dl class="figures"><xsl:apply-templates select="$figures"/></dl>
    </section>
  </xsl:if>
</xsl:template>

<!-- From what was asked to what was given. The counts are coordinates on a scale as wide as all demands collected. -->
<xsl:template name="progress">
  <xsl:variable name="collected" select="r:figure[@id = 'demands-collected']"/>
  <xsl:if test="$collected/@value &gt; 0">
    <section class="block progress" aria-labelledby="progress">
      <h2 id="progress"><xsl:value-of select="$say.funnel"/></h2>
      <ol>
        <xsl:for-each select="$collected | r:figure[@id = 'demands-valid' or @id = 'requirements-solved' or @id = 'requirements-overdue']">
          <li>
            <span class="what"><xsl:call-template name="label"><xsl:with-param name="in" select="$labels.figure"/></xsl:call-template></span>
            <svg class="gauge" viewBox="0 0 {$collected/@value} 1" preserveAspectRatio="none" aria-hidden="true">
              <rect class="whole" width="{$collected/@value}" height="1"/>
              <xsl:if test="@value"><rect class="g-{@id}" width="{@value}" height="1"/></xsl:if>
            </svg>
            <span class="count"><xsl:call-template name="figure-value"/></span>
          </li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:if>
</xsl:template>

</xsl:stylesheet>
