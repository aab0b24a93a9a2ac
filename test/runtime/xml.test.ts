import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

const transform = `SELECT ora.xml_transform('<po><item>1</item><item>&#233;</item></po>', '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/"><r><xsl:for-each select="po/item"><i v="{.}"/></xsl:for-each></r></xsl:template></xsl:stylesheet>')::text AS v`;

describeTargets('XML functions', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, ['xml_transform', 'xpath_literal', 'xml_renamed']);
  });
  afterAll(() => db.close());

  it('a stylesheet says which extension it needs, and is applied where that is', async () => {
    expect(await db.error(transform)).toMatch(/needs the PostgreSQL extension xml2/);
    const there = await db.value(`SELECT count(*)::text FROM pg_available_extensions WHERE name = 'xml2'`);
    if (there !== '1') return;
    await db.query('CREATE SCHEMA "Other"');
    await db.query('CREATE EXTENSION xml2 SCHEMA "Other"');
    expect((await db.value(transform))?.trim()).toBe('<r><i v="1"/><i v="é"/></r>');
  });

  it('a value is a literal of XPath whatever quotation marks it has', async () => {
    for (const text of ['plain', `it's`, `say "x"`, `both ' and "`, `'"'`]) {
      const found = await db.value(
        `SELECT (xpath('string(' || ora.xpath_literal('${text.replaceAll("'", "''")}'::text) || ')', '<a/>'))[1]::text`,
      );
      expect(found?.replaceAll('&quot;', '"')).toBe(text);
    }
    const none = `SELECT xpath_exists('/a[. = ' || ora.xpath_literal(NULL::text) || ']', '<a></a>')::text`;
    expect(await db.value(none)).toBe('false');
  });

  it('an element has a name that is known at run time only', async () => {
    const element = `SELECT ora.xml_renamed(xmlelement(name x, xmlattributes(1 AS x), xmlelement(name x, '</x>')), 'a:b-1')::text`;
    expect(await db.value(element)).toBe('<a:b-1 x="1"><x>&lt;/x&gt;</x></a:b-1>');
    expect(await db.error(`SELECT ora.xml_renamed('<x/>', 'a b')`)).toMatch(/ORA-19208/);
  });
});
