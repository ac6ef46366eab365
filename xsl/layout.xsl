<?xml version="1.0" encoding="UTF-8"?>
<!-- The shell of every page: head, masthead, navigation, moment, filters in effect, paging, footer. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:fulfil:report:1" exclude-result-prefixes="r">

<!-- Links to other pages keep the moment and the language. -->
<xsl:variable name="carry">
  <xsl:call-template name="query"><xsl:with-param name="moment-only" select="true()"/></xsl:call-template>
</xsl:variable>

<!-- What the page is about, if it is about one thing: its title, else the fact "name", else what a first cell of the page's own name
     says of it, else its key, the second step of the path. -->
<xsl:variable name="subject-key" select="substring-after(substring-after(/r:report/@path, '/'), '/')"/>

<xsl:template match="/r:report">
  <xsl:variable name="name">
    <xsl:call-template name="label">
      <xsl:with-param name="in" select="$labels.report"/>
      <xsl:with-param name="id" select="@name"/>
    </xsl:call-template>
  </xsl:variable>
  <html lang="{$say.lang}">
    <head>
      <meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>
        <xsl:value-of select="$name"/>
        <xsl:if test="@title or $subject-key != ''"><xsl:text> </xsl:text><xsl:call-template name="subject"/></xsl:if>
        <xsl:text> · </xsl:text>
        <xsl:choose>
          <xsl:when test="@zone"><xsl:value-of select="@zone"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$say.product"/></xsl:otherwise>
        </xsl:choose>
      </title>
      <link rel="stylesheet" href="/static/fulfil.css?v={@version}"/>
      <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%231d4e6b' d='M0 0h16v16H0z'/%3E%3Cpath fill='%23fff' d='M3 4h10v2H3zm0 3.5h7v2H3zM3 11h4v2H3z'/%3E%3C/svg%3E"/>
      <xsl:apply-templates select="r:link" mode="head"/>
    </head>
    <body class="p-{@name}">
      <a class="skip" href="#main"><xsl:value-of select="$say.skip"/></a>
      <xsl:call-template name="masthead"/>
      <main id="main" tabindex="-1">
        <xsl:if test="@name != 'error'">
          <xsl:call-template name="opening"><xsl:with-param name="name" select="$name"/></xsl:call-template>
        </xsl:if>
        <xsl:apply-templates select="." mode="body"/>
        <xsl:call-template name="pager"/>
      </main>
      <xsl:call-template name="colophon"/>
    </body>
  </html>
</xsl:template>

<xsl:template name="subject">
  <xsl:variable name="named" select="r:table[r:column[1]/@id = 'name'][1]/r:row[r:cell[1]/@value = 'name']/r:cell[2]"/>
  <xsl:variable name="own" select="r:table[@id = ../@name and r:column[1]/@id = ../@name]/r:row[1]/r:cell[1]"/>
  <xsl:choose>
    <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
    <xsl:when test="$named != ''"><xsl:value-of select="$named"/></xsl:when>
    <xsl:when test="$own != ''"><xsl:value-of select="$own"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="$subject-key"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="r:link" mode="head"/>
<xsl:template match="r:link[@rel = 'lang']" mode="head">
  <link rel="alternate" hreflang="{@hreflang}" href="{@href}"/>
</xsl:template>
<xsl:template match="r:link[@rel = 'xml']" mode="head">
  <link rel="alternate" type="application/xml" href="{@href}"/>
</xsl:template>
<xsl:template match="r:link[@rel = 'csv']" mode="head">
  <link rel="alternate" type="text/csv" href="{@href}"/>
</xsl:template>

<!-- ================================================= masthead and navigation -->

<xsl:template name="masthead">
  <header class="masthead">
    <div class="wrap">
      <p class="brand">
        <a href="/{$carry}">
          <xsl:if test="@zone"><span class="zone"><xsl:value-of select="@zone"/></span><xsl:text> </xsl:text></xsl:if>
          <span class="product"><xsl:value-of select="$say.product"/></span>
        </a>
      </p>
      <nav class="sections" aria-label="{$say.nav}">
        <ul>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'overview'"/><xsl:with-param name="path"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'requirements'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'ledger'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'demands'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'problems'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'loans'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'subsidies'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'policies'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'units'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'enterprises'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'coverage'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'batches'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'rollups'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'search'"/></xsl:call-template>
          <xsl:call-template name="section"><xsl:with-param name="id" select="'health'"/></xsl:call-template>
        </ul>
      </nav>
      <xsl:for-each select="r:link[@rel = 'lang'][1]">
        <a class="language" href="{@href}" lang="{$say.other-lang}" hreflang="{$say.other-lang}" rel="alternate">
          <xsl:value-of select="$say.other-language"/>
        </a>
      </xsl:for-each>
    </div>
  </header>
</xsl:template>

<!-- A list page is current itself, and for the pages of its single things, whose name is the singular. -->
<xsl:template name="section">
  <xsl:param name="id"/>
  <xsl:param name="path" select="$id"/>
  <li>
    <a href="/{$path}{$carry}">
      <xsl:choose>
        <xsl:when test="@name = $id"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:when>
        <xsl:when test="starts-with($id, @name) or @name = 'policy' and $id = 'policies'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:when>
      </xsl:choose>
      <!-- A shorter word than the page's own where the catalogue has one, so that all stand on one line of a desk screen. -->
      <xsl:call-template name="label">
        <xsl:with-param name="in" select="concat($labels.nav, $labels.report)"/>
        <xsl:with-param name="id" select="$id"/>
      </xsl:call-template>
    </a>
  </li>
</xsl:template>

<!-- ============================================ title, moment, notices, filters -->

<xsl:template name="opening">
  <xsl:param name="name"/>
  <div class="opening">
    <h1>
      <xsl:choose>
        <xsl:when test="@title or $subject-key != ''">
          <span class="kind"><xsl:copy-of select="$name"/></span><xsl:text> </xsl:text>
          <xsl:call-template name="subject"/>
        </xsl:when>
        <xsl:otherwise><xsl:copy-of select="$name"/></xsl:otherwise>
      </xsl:choose>
    </h1>
    <p class="moment">
      <xsl:if test="@as-of-text">
        <span><xsl:value-of select="$say.as-of"/><xsl:text> </xsl:text><time datetime="{@as-of}"><xsl:value-of select="@as-of-text"/></time></span>
      </xsl:if>
      <xsl:if test="@known-at != @as-of">
        <span><xsl:value-of select="$say.known-at"/><xsl:text> </xsl:text><time datetime="{@known-at}"><xsl:value-of select="@known-at-text"/></time></span>
      </xsl:if>
      <span>
        <xsl:choose>
          <xsl:when test="@revision"><xsl:value-of select="$say.revision"/><xsl:text> </xsl:text><xsl:value-of select="@revision"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$say.no-rollup"/></xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:if test="@pinned"><span><xsl:value-of select="$say.pinned"/></span></xsl:if>
    </p>
    <xsl:call-template name="moment-form"/>
  </div>
  <xsl:if test="@late">
    <p class="notice warning" role="status">
      <xsl:value-of select="$say.late"/><xsl:text> </xsl:text>
      <a href="/health{$carry}"><xsl:value-of select="$say.late-link"/></a>
    </p>
  </xsl:if>
  <xsl:if test="@synthetic">
    <p class="notice"><xsl:value-of select="$say.synthetic-page"/></p>
  </xsl:if>
  <xsl:apply-templates select="." mode="facets"/>
  <xsl:call-template name="chips"/>
</xsl:template>

<!-- Another day, all other parameters kept. -->
<xsl:template name="moment-form">
  <form class="moment-form" method="get" action="{@path}">
    <xsl:for-each select="r:param[@name != 'as_of']"><input type="hidden" name="{@name}" value="{@value}"/></xsl:for-each>
    <xsl:if test="$say.lang-query != ''"><input type="hidden" name="lang" value="{$say.lang}"/></xsl:if>
    <label for="as_of"><xsl:value-of select="$say.moment"/></label>
    <input id="as_of" type="date" name="as_of" value="{substring(@as-of-text, 1, 10)}" required="required"/>
    <button type="submit"><xsl:value-of select="$say.show"/></button>
  </form>
</xsl:template>

<!-- The parameters in effect, each a link to the page without it. -->
<xsl:template name="chips">
  <xsl:if test="r:param">
    <ul class="chips" aria-label="{$say.filters}">
      <xsl:for-each select="r:param">
        <li>
          <a title="{$say.remove}">
            <xsl:attribute name="href">
              <xsl:value-of select="../@path"/>
              <xsl:call-template name="query"><xsl:with-param name="without" select="@name"/></xsl:call-template>
            </xsl:attribute>
            <span class="what">
              <xsl:call-template name="label">
                <xsl:with-param name="in" select="$labels.param"/>
                <xsl:with-param name="id" select="@name"/>
              </xsl:call-template>
            </span>
            <xsl:text> </xsl:text>
            <xsl:call-template name="param-text"/>
            <span class="x" aria-hidden="true">×</span>
            <span class="vh"><xsl:value-of select="$say.remove"/></span>
          </a>
        </li>
      </xsl:for-each>
      <xsl:if test="r:param[2]">
        <li><a class="clear" href="{@path}{translate($say.lang-query, '&amp;', '?')}"><xsl:value-of select="$say.remove-all"/></a></li>
      </xsl:if>
    </ul>
  </xsl:if>
</xsl:template>

<xsl:template name="param-text">
  <xsl:choose>
    <xsl:when test="@name = 'state' or @name = 'disposition' or @name = 'contact' or @name = 'event' or @name = 'stage' or @name = 'age' or @name = 'mark' or @name = 'phase' or @name = 'returned' or @name = 'result'">
      <xsl:call-template name="label">
        <xsl:with-param name="in" select="$labels.value"/>
        <xsl:with-param name="id" select="concat(@name, '.', @value)"/>
      </xsl:call-template>
    </xsl:when>
    <xsl:when test="@text != ''"><xsl:value-of select="@text"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="@value"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Quick filters of the list pages: the most wanted values of their main filter. -->
<xsl:template match="r:report" mode="facets"/>
<xsl:template match="r:report[@name = 'requirements']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'state'"/>
    <xsl:with-param name="values" select="'open overdue not_due without_deadline awaiting solved solved_on_time solved_late closed_unsolved withdrawn '"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="r:report[@name = 'ledger']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'state'"/>
    <xsl:with-param name="told" select="true()"/>
    <xsl:with-param name="values" select="'overdue not_due without_deadline '"/>
  </xsl:call-template>
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'phase'"/>
    <xsl:with-param name="told" select="true()"/>
    <xsl:with-param name="values" select="'awaiting dispatched accepted paused '"/>
  </xsl:call-template>
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'returned'"/>
    <xsl:with-param name="told" select="true()"/>
    <xsl:with-param name="values" select="'once pingpong '"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="r:report[@name = 'batches']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'result'"/>
    <xsl:with-param name="values" select="'faulty corrected good unchecked '"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="r:report[@name = 'problem']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'state'"/>
    <xsl:with-param name="values" select="'open solved escalated '"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="r:report[@name = 'events']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'mark'"/>
    <xsl:with-param name="values" select="'dispatched returned limit answered closed reopened rated satisfied '"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="r:report[@name = 'demands']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'disposition'"/>
    <xsl:with-param name="values" select="'valid not_valid duplicate out_of_scope incomplete consultation superseded untriaged '"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="r:report[@name = 'enterprises']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'contact'"/>
    <xsl:with-param name="values" select="'contacted valid without_valid none '"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="r:report[@name = 'loans']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'stage'"/>
    <xsl:with-param name="values" select="'applied credit_granted approved disbursed '"/>
  </xsl:call-template>
</xsl:template>
<xsl:template match="r:report[@name = 'subsidies']" mode="facets">
  <xsl:call-template name="facets">
    <xsl:with-param name="name" select="'stage'"/>
    <xsl:with-param name="values" select="'declared approved paid '"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="r:report[@name = 'search']" mode="facets">
  <form class="moment-form search-form" method="get" action="{@path}" role="search">
    <xsl:for-each select="r:param[@name != 'q']"><input type="hidden" name="{@name}" value="{@value}"/></xsl:for-each>
    <xsl:if test="$say.lang-query != ''"><input type="hidden" name="lang" value="{$say.lang}"/></xsl:if>
    <label for="q"><xsl:value-of select="$say.search-hint"/></label>
    <input id="q" type="search" name="q" value="{r:param[@name = 'q']/@value}" maxlength="60" required="required"/>
    <button type="submit"><xsl:value-of select="$say.search"/></button>
  </form>
</xsl:template>

<!-- With `told` the filter's name is seen too, as it must be where a page has several. -->
<xsl:template name="facets">
  <xsl:param name="name"/>
  <xsl:param name="values"/>
  <xsl:param name="told" select="false()"/>
  <xsl:variable name="now" select="string(r:param[@name = $name]/@value)"/>
  <xsl:variable name="kept">
    <xsl:call-template name="query"><xsl:with-param name="without" select="$name"/></xsl:call-template>
  </xsl:variable>
  <nav class="facets">
    <xsl:attribute name="aria-label">
      <xsl:call-template name="label">
        <xsl:with-param name="in" select="$labels.param"/>
        <xsl:with-param name="id" select="$name"/>
      </xsl:call-template>
    </xsl:attribute>
    <ul>
      <xsl:if test="$told">
        <li class="what" aria-hidden="true">
          <xsl:call-template name="label">
            <xsl:with-param name="in" select="$labels.param"/>
            <xsl:with-param name="id" select="$name"/>
          </xsl:call-template>
        </li>
      </xsl:if>
      <li>
        <a href="{@path}{$kept}">
          <xsl:if test="$now = ''"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
          <xsl:value-of select="$say.all"/>
        </a>
      </li>
      <xsl:call-template name="facet">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="values" select="$values"/>
        <xsl:with-param name="now" select="$now"/>
        <xsl:with-param name="start" select="concat(@path, '?', $name, '=')"/>
        <xsl:with-param name="end" select="translate($kept, '?', '&amp;')"/>
      </xsl:call-template>
    </ul>
  </nav>
</xsl:template>

<!-- The first of the values, then the rest; each is followed by a space. Its address is `start`, the value, `end`. -->
<xsl:template name="facet">
  <xsl:param name="name"/>
  <xsl:param name="values"/>
  <xsl:param name="now"/>
  <xsl:param name="start"/>
  <xsl:param name="end"/>
  <xsl:variable name="value" select="substring-before($values, ' ')"/>
  <xsl:if test="$value">
    <li>
      <a href="{$start}{$value}{$end}">
        <xsl:if test="$value = $now"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
        <xsl:call-template name="label">
          <xsl:with-param name="in" select="$labels.value"/>
          <xsl:with-param name="id" select="concat($name, '.', $value)"/>
        </xsl:call-template>
      </a>
    </li>
    <xsl:call-template name="facet">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="values" select="substring-after($values, ' ')"/>
      <xsl:with-param name="now" select="$now"/>
      <xsl:with-param name="start" select="$start"/>
      <xsl:with-param name="end" select="$end"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- ==================================================== paging and footer -->

<xsl:template name="pager">
  <xsl:if test="r:link[@rel = 'next' or @rel = 'first']">
    <nav class="pager" aria-label="{$say.pages}">
      <ul>
        <xsl:for-each select="r:link[@rel = 'first']"><li><a href="{@href}"><xsl:value-of select="$say.first"/></a></li></xsl:for-each>
        <xsl:for-each select="r:link[@rel = 'next']"><li><a class="next" rel="next" href="{@href}"><xsl:value-of select="$say.next"/></a></li></xsl:for-each>
      </ul>
    </nav>
  </xsl:if>
</xsl:template>

<xsl:template name="colophon">
  <footer class="colophon">
    <div class="wrap">
      <xsl:if test="@as-of-text">
        <p>
          <xsl:value-of select="$say.as-of"/><xsl:text> </xsl:text><xsl:value-of select="@as-of-text"/>
          <xsl:text> · </xsl:text>
          <xsl:value-of select="$say.known-at"/><xsl:text> </xsl:text><xsl:value-of select="@known-at-text"/>
          <xsl:if test="@revision"><xsl:text> · </xsl:text><xsl:value-of select="$say.revision"/><xsl:text> </xsl:text><xsl:value-of select="@revision"/></xsl:if>
        </p>
      </xsl:if>
      <xsl:if test="r:link[@rel = 'xml' or @rel = 'csv']">
        <p class="forms">
          <xsl:value-of select="$say.forms"/><xsl:value-of select="$say.colon"/>
          <xsl:for-each select="r:link[@rel = 'csv']"><a href="{@href}"><xsl:value-of select="$say.forms-csv"/></a><xsl:text> </xsl:text></xsl:for-each>
          <xsl:for-each select="r:link[@rel = 'xml']"><a href="{@href}"><xsl:value-of select="$say.forms-xml"/></a></xsl:for-each>
        </p>
      </xsl:if>
      <p>
        <xsl:if test="@viewer or @role"><xsl:value-of select="$say.viewer"/><xsl:value-of select="$say.colon"/></xsl:if>
        <xsl:if test="@viewer"><xsl:value-of select="@viewer"/><xsl:text> · </xsl:text></xsl:if>
        <xsl:if test="@role">
          <xsl:call-template name="label">
            <xsl:with-param name="in" select="$labels.value"/>
            <xsl:with-param name="id" select="concat('role.', @role)"/>
          </xsl:call-template>
          <xsl:text> · </xsl:text>
        </xsl:if>
        <xsl:text>fulfil</xsl:text>
        <xsl:if test="@version"><xsl:text> </xsl:text><xsl:value-of select="@version"/></xsl:if>
      </p>
    </div>
  </footer>
</xsl:template>

</xsl:stylesheet>
