<?xml version="1.0" encoding="UTF-8"?>
<!--
What every HTML page must be, whatever its report: one line of text for each breach, nothing for a good page. The page is read by an
HTML parser, so hostile text that had become markup would be seen as such.

    xsltproc -html -nonet tests/xsl/page.xsl page.html
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:key name="id" match="*" use="@id"/>

<xsl:template match="/">
  <!-- harmless -->
  <xsl:for-each select="//script | //style | //iframe | //object | //embed | //base | //img | //*[local-name() = 'foreignObject']">a forbidden element: <xsl:value-of select="name()"/>.
</xsl:for-each>
  <xsl:for-each select="//@style | //@*[starts-with(name(), 'on')] | //@srcdoc | //@formaction">a forbidden attribute: <xsl:value-of select="concat(name(..), '/', name())"/>.
</xsl:for-each>
  <xsl:for-each select="//@href | //@src | //@action">
    <xsl:if test="not(starts-with(., '/') and not(starts-with(., '//')) or starts-with(., '#') or starts-with(., 'tel:') and translate(., 'tel:+-0123456789', '') = '' or starts-with(., 'data:image/svg+xml,'))">an address that leads elsewhere: <xsl:value-of select="."/>.
</xsl:if>
  </xsl:for-each>
  <xsl:if test="count(//link[@rel = 'stylesheet']) != 1 or not(starts-with(//link[@rel = 'stylesheet']/@href, '/static/fulfil.css?v='))">not one style sheet with a version.
</xsl:if>

  <!-- complete -->
  <xsl:for-each select="//*[@class = 'unlabelled']">unlabelled: <xsl:value-of select="."/>.
</xsl:for-each>
  <xsl:for-each select="//@*[contains(., 'NaN') or contains(., 'Infinity')]">an attribute that is no number: <xsl:value-of select="concat(name(..), '/', name())"/>.
</xsl:for-each>
  <xsl:if test="not(/html/@lang = 'zh-CN' or /html/@lang = 'en')">no language.
</xsl:if>
  <xsl:if test="normalize-space(/html/head/title) = ''">no title.
</xsl:if>
  <xsl:if test="not(//meta[@name = 'viewport'])">no viewport.
</xsl:if>
  <xsl:if test="count(//meta[@http-equiv = 'Content-Type'][contains(@content, 'charset=UTF-8')]) + count(//meta[@charset = 'utf-8']) != 1">not one character set.
</xsl:if>

  <!-- accessible -->
  <xsl:if test="count(//h1) != 1">not one h1 but <xsl:value-of select="count(//h1)"/>.
</xsl:if>
  <xsl:if test="count(//main) != 1 or count(//header) != 1 or count(//footer) != 1 or not(//nav)">a landmark is missing.
</xsl:if>
  <xsl:if test="not(//body/*[1][self::a][@href = '#main']) or not(//main[@id = 'main'])">no skip link.
</xsl:if>
  <xsl:for-each select="//*[@id][count(key('id', @id)) &gt; 1]">identifier twice: <xsl:value-of select="@id"/>.
</xsl:for-each>
  <xsl:for-each select="//@aria-labelledby | //@for | //@href[starts-with(., '#')]"><xsl:if test="not(key('id', translate(., '#', '')))">a reference to nothing: <xsl:value-of select="."/>.
</xsl:if></xsl:for-each>
  <xsl:for-each select="//section[not(@aria-label) and not(@aria-labelledby)] | //nav[not(@aria-label)] | //form//input[not(@type = 'hidden') and not(@id = //label/@for)]">without a name: <xsl:value-of select="name()"/>.
</xsl:for-each>
  <xsl:for-each select="//svg[not(@aria-hidden = 'true') and not(@role = 'img')]">a drawing that is neither hidden nor named.
</xsl:for-each>
  <xsl:for-each select="//a[not(@href) or normalize-space() = '']">a link to nowhere or without words: <xsl:value-of select="@href"/>.
</xsl:for-each>
  <xsl:for-each select="//a//a | //button//a">a link in a link: <xsl:value-of select="@href"/>.
</xsl:for-each>
  <xsl:for-each select="//table">
    <xsl:variable name="wide" select="count(thead/tr/th)"/>
    <xsl:if test="normalize-space(caption) = ''">a table without caption.
</xsl:if>
    <xsl:if test="tbody/tr[count(*) != $wide]">a row not as wide as its table: <xsl:value-of select="caption"/>.
</xsl:if>
    <xsl:if test=".//th[not(@scope)] or tbody/tr[not(th)]">a heading without scope, or a row without heading: <xsl:value-of select="caption"/>.
</xsl:if>
  </xsl:for-each>
  <xsl:for-each select="//dl[*[not(self::div)] or div[not(dt) or not(dd)]] | //ul[*[not(self::li)]] | //ol[*[not(self::li)]]">a list that is none: <xsl:value-of select="name()"/>.
</xsl:for-each>
  <xsl:for-each select="//p//*[self::p or self::div or self::dl or self::ul or self::table] | //span//*[self::p or self::div]">a block inside words: <xsl:value-of select="name()"/>.
</xsl:for-each>
</xsl:template>

</xsl:stylesheet>
