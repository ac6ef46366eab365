<?xml version="1.0" encoding="UTF-8"?>
<!--
Whether a page shows all that its report says: every text of a figure, a cell, a point, a rule, an error; every address as a link.
Applied to the report; `page` names the page, as XML. One line of text for each thing that is missing.

    xmllint -html -xmlout page.html > page.xml; xsltproc -stringparam page page.xml tests/xsl/cover.xsl report.xml
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:param name="page"/>
<xsl:variable name="html" select="document($page)/html"/>
<xsl:variable name="shown" select="normalize-space($html/body)"/>
<xsl:template match="text()"/>

<xsl:template match="/">
  <xsl:for-each select="//r:figure[@value]/@text | //r:figure/@source | //r:figure/@rule | //r:figure/@low-text | //r:figure/@high-text | //r:figure/@change-text | //r:figure[not(@n-text)]/@n | //r:figure/@n-text | //r:figure/@d-text
    | //r:point/@text | //r:point/@label | //r:error/@* | /r:report/@zone | /r:report/@title | /r:report/@as-of-text | /r:report/@known-at-text | /r:report/@version | /r:report/@viewer
    | //r:param[@name != 'state' and @name != 'disposition' and @name != 'contact' and @name != 'event' and @name != 'stage']/@text">
    <xsl:if test="not(contains($shown, normalize-space(.)))">not shown: <xsl:value-of select="concat(name(..), ' ', ../@id, ' ', name(), ' ', .)"/>.
</xsl:if>
  </xsl:for-each>
  <xsl:for-each select="//r:table">
    <xsl:variable name="bools" select="r:column[@type = 'bool']"/>
    <xsl:for-each select="r:row/r:cell[not($bools)]">
      <xsl:if test="not(contains($shown, normalize-space(.))) and not(/r:report/@name = 'search' and contains($shown, normalize-space(translate(., '⟦⟧', ''))))">not shown: <xsl:value-of select="concat(../../@id, ' ', .)"/>.
</xsl:if>
    </xsl:for-each>
  </xsl:for-each>
  <xsl:for-each select="//r:figure/@href | //r:row/@href | //r:cell/@href | //r:point/@href | //r:link[@rel != 'self' and @rel != 'html']/@href">
    <xsl:variable name="href" select="."/>
    <xsl:if test="not($html//a[@href = $href])">not a link: <xsl:value-of select="concat(name(..), ' ', .)"/>.
</xsl:if>
  </xsl:for-each>
  <xsl:for-each select="//r:figure">
    <xsl:if test="@synthetic and not($html//span[@class = 'mark synthetic'])">a made-up figure without mark: <xsl:value-of select="@id"/>.
</xsl:if>
    <xsl:if test="@source and not($html//span[@class = 'mark reported'])">a reported figure without mark: <xsl:value-of select="@id"/>.
</xsl:if>
  </xsl:for-each>
  <xsl:if test="count(//r:cell[not(@value)]) &gt; count($html//span[contains(concat(' ', @class, ' '), ' none ')])">cells without value that are not marked as such.
</xsl:if>
</xsl:template>

</xsl:stylesheet>
