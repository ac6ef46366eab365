<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages that say why there is no page: what was wrong, with which parameter, what would have been right. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1" exclude-result-prefixes="r">

<xsl:template match="r:report[@name = 'error']" mode="body">
  <xsl:apply-templates select="r:error"/>
</xsl:template>

<xsl:template match="r:error">
  <section class="block error" aria-labelledby="error">
    <p class="status"><xsl:value-of select="@status"/></p>
    <h1 id="error">
      <xsl:call-template name="label">
        <xsl:with-param name="in" select="$labels.status"/>
        <xsl:with-param name="id" select="@status"/>
      </xsl:call-template>
    </h1>
    <dl class="facts">
      <xsl:call-template name="error-line">
        <xsl:with-param name="label" select="$say.error-reason"/>
        <xsl:with-param name="text" select="@reason"/>
      </xsl:call-template>
      <xsl:call-template name="error-line">
        <xsl:with-param name="label" select="$say.error-parameter"/>
        <xsl:with-param name="text" select="@name"/>
      </xsl:call-template>
      <xsl:call-template name="error-line">
        <xsl:with-param name="label" select="$say.error-value"/>
        <xsl:with-param name="text" select="@value"/>
      </xsl:call-template>
      <xsl:call-template name="error-line">
        <xsl:with-param name="label" select="$say.error-expected"/>
        <xsl:with-param name="text" select="@expected"/>
      </xsl:call-template>
      <xsl:call-template name="error-line">
        <xsl:with-param name="label" select="$say.error-path"/>
        <xsl:with-param name="text" select="../@path"/>
      </xsl:call-template>
    </dl>
    <p><a class="home" href="/{$carry}"><xsl:value-of select="$say.home"/></a></p>
  </section>
</xsl:template>

<xsl:template name="error-line">
  <xsl:param name="label"/>
  <xsl:param name="text"/>
  <xsl:if test="$text">
    <div><dt><xsl:value-of select="$label"/></dt><dd><xsl:value-of select="$text"/></dd></div>
  </xsl:if>
</xsl:template>

</xsl:stylesheet>
