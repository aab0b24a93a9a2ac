import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

const everyFunction = familyOf(
  'package',
  'session',
  'encoding',
  'lock',
  'random',
  'dbms_sql',
  'lob',
  'raw',
  'file',
  'crypto',
  'html',
  'pipe',
  'xml',
);

describeTargets('supplied packages', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, everyFunction);
  });
  afterAll(() => db.close());

  it.skipIf(url === 'pglite:')(
    'believe the name of an autonomous transaction of those alone who have the rights of the owner',
    async () => {
      await db.query("SET ora.is_autonomous = 'on'; SET ora.caller_role = 'somebody'; SET ora.caller_pid = '77'");
      expect(await db.value('SELECT ora.user_name()')).toBe('SOMEBODY');
      expect(await db.value('SELECT ora.session_pid()')).toBe('77');
      await db.query('CREATE ROLE nobody_special; GRANT USAGE ON SCHEMA ora TO nobody_special');
      await db.query('SET SESSION AUTHORIZATION nobody_special');
      expect(await db.value('SELECT ora.user_name()')).toBe('NOBODY_SPECIAL');
      await db.query('RESET SESSION AUTHORIZATION');
      await db.query('RESET ora.is_autonomous; RESET ora.caller_role; RESET ora.caller_pid');
      await db.query('DROP OWNED BY nobody_special; DROP ROLE nobody_special');
    },
  );

  it.each([
    ["dbms_assert_simple_sql_name(' emp_1$# ')", 'emp_1$#'],
    [`dbms_assert_simple_sql_name('"any thing"')`, '"any thing"'],
    [`dbms_assert_qualified_sql_name('scott."Emp".col@link.world')`, 'scott."Emp".col@link.world'],
    ["dbms_assert_schema_name('PUBLIC')", 'PUBLIC'],
    ["dbms_assert_enquote_name('emp')", '"EMP"'],
    ["dbms_assert_enquote_name('emp', false)", '"emp"'],
    [`dbms_assert_enquote_name('"Emp"')`, '"Emp"'],
    ["dbms_assert_enquote_literal('it''''s')", "'it''s'"],
    ["dbms_assert_enquote_literal('''x''')", "'x'"],
    ["dbms_assert_noop('a;b')", 'a;b'],
    // The table of the manual's chapter on UTL_MATCH.
    ["utl_match_jaro_winkler_similarity('Dunningham', 'Cunnigham')", '89'],
    ["utl_match_jaro_winkler_similarity('Abroms', 'Abrams')", '92'],
    ["utl_match_jaro_winkler_similarity('Lampley', 'Campley')", '90'],
    ["utl_match_jaro_winkler_similarity('Marhta', 'Martha')", '96'],
    ["utl_match_jaro_winkler_similarity('Jonathon', 'Jonathan')", '95'],
    ["utl_match_jaro_winkler_similarity('Jeraldine', 'Geraldine')", '92'],
    ["utl_match_edit_distance_similarity('Dunningham', 'Cunnigham')", '80'],
    ["utl_match_edit_distance_similarity('Abroms', 'Abrams')", '83'],
    ["utl_match_edit_distance_similarity('Lampley', 'Campley')", '86'],
    ["utl_match_edit_distance_similarity('Marhta', 'Martha')", '67'],
    ["utl_match_edit_distance_similarity('Jeraldine', 'Geraldine')", '89'],
    ["utl_match_edit_distance('shackleford', 'shackelford')", '2'],
    ["utl_match_edit_distance(NULL, 'x')", '-1'],
    ["utl_url_escape('http://a/ä b?c=1&d=50%', false, 'UTF-8')", 'http://a/%C3%A4%20b?c=1&d=50%25'],
    ["utl_url_escape('a/b c', true)", 'a%2Fb%20c'],
    ["utl_url_unescape('%C3%A4%20b', 'UTF-8')", 'ä b'],
    ["utl_i18n_raw_to_char(utl_i18n_string_to_raw('Grüße', 'AL32UTF8'), 'AL32UTF8')", 'Grüße'],
    ["utl_i18n_unescape_reference('a &lt;b&gt; &amp;amp; &#8804; &#xe4; & &nope;')", 'a <b> &amp; ≤ ä & &nope;'],
    [
      "utl_encode_base64_encode(decode(repeat('00', 49), 'hex'))",
      `\\x${Buffer.from(`${'A'.repeat(64)}\r\nAA==`).toString('hex')}`,
    ],
    ["utl_encode_base64_decode('\\x51513d3d')", '\\x41'],
    ["dbms_crypto_hash('\\x616263'::bytea, 4)", '\\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ["dbms_crypto_hash('abc'::text, 2)", '\\x900150983cd24fb0d6963f7d28e17f72'],
    [
      "dbms_crypto_mac('\\x4869205468657265'::bytea, 3, decode(repeat('0b', 20), 'hex'))",
      '\\xb0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      "dbms_crypto_mac('\\x4869205468657265'::bytea, 1, decode(repeat('0b', 16), 'hex'))",
      '\\x9294727a3638bb1c13f48ef8158bfc9d',
    ],
    ['length(dbms_crypto_randombytes(100))', '100'],
    ["dbms_obfuscation_toolkit_md5('\\x616263'::bytea)", '\\x900150983cd24fb0d6963f7d28e17f72'],
    ["utl_lms_format_message('%s has %d of 100%%', 'x', '5')", 'x has 5 of 100%'],
    [`dbms_xmlgen_convert('<a b="c">''&')`, '&lt;a b=&quot;c&quot;&gt;&apos;&amp;'],
    ["dbms_xmlgen_convert('&lt;&amp;lt;', 1)", '<&lt;'],
    [`htf_escape_sc('<a href="x">&')`, '&lt;a href=&quot;x&quot;&gt;&amp;'],
    ['length(sys_guid())', '16'],
    ["sys_context('USERENV', 'session_user')", 'POSTGRES'],
    ["sys_context('userenv', 'CURRENT_SCHEMA')", 'POSTGRES'],
    ["sys_context('USERENV', 'LANGUAGE')", 'AMERICAN_AMERICA.AL32UTF8'],
    ["sys_context('USERENV', 'NLS_DATE_FORMAT')", 'DD-MON-RR'],
    ["sys_context('NO_CTX', 'x')", null],
    ["userenv('lang')", 'US'],
    ['user_name()', 'POSTGRES'],
    ['length(dbms_session_unique_session_id())', '24'],
    ["dbms_session_is_role_enabled('postgres')::text", 'true'],
  ] as const)('%s is %s', async (call, expected) => {
    const qualified = call.replace(/\b(dbms|utl|sys|user|htf|userenv)(_\w+|(?=\())/g, (f) =>
      f.endsWith('session_user') || call.includes(`'${f}`) ? f : `ora.${f}`,
    );
    expect(await db.value(`SELECT ${qualified}`)).toBe(expected);
  });

  it.each([
    ["SELECT ora.dbms_assert_simple_sql_name('a b')", 'ORA-44003: invalid SQL name'],
    ['SELECT ora.dbms_assert_simple_sql_name(NULL)', 'ORA-44003: invalid SQL name'],
    ["SELECT ora.dbms_assert_qualified_sql_name('a..b')", 'ORA-44004: invalid qualified SQL name'],
    ["SELECT ora.dbms_assert_schema_name('public')", 'ORA-44001: invalid schema'],
    ["SELECT ora.dbms_assert_sql_object_name('no_such_thing')", 'ORA-44002: invalid object name'],
    ["SELECT ora.dbms_assert_sql_object_name('1; drop table x')", 'ORA-44002: invalid object name'],
    [`SELECT ora.dbms_assert_enquote_name('a"b')`, 'ORA-44003: invalid SQL name'],
    ["SELECT ora.dbms_assert_enquote_literal('it''s')", 'ORA-06502: PL/SQL: numeric or value error'],
    ["SELECT ora.sys_context('USERENV', 'NOT_THERE')", 'ORA-02003: invalid USERENV parameter'],
    ["SELECT ora.utl_url_unescape('a%2')", 'ORA-29262: bad URL'],
    ['SELECT ora.dbms_lock_request(5, 2)', 'OP4000 DBMS_LOCK.REQUEST with lock mode 2 has no equal in PostgreSQL'],
    [
      'SELECT ora.dbms_lock_request(7, 6, 0, true), ora.dbms_lock_release(7)',
      'OP4000 DBMS_LOCK.RELEASE of a lock that is released on commit has no equal in PostgreSQL',
    ],
    [
      "SELECT ora.dbms_crypto_encrypt('x', 4353, decode(repeat('00', 8), 'hex'))",
      'OP4000 this DBMS_CRYPTO function needs the PostgreSQL extension pgcrypto: CREATE EXTENSION pgcrypto',
    ],
  ])('%s fails with %s', async (statement, message) => {
    expect((await db.error(statement)).slice(6)).toBe(message);
  });

  it('knows objects by any spelling of their names', async () => {
    await db.query(
      'CREATE TABLE known (id integer); CREATE SCHEMA pack; CREATE FUNCTION pack.f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
    );
    for (const spelling of ['known', 'KNOWN', '"KNOWN"', 'Public.Known', ' pack ', 'pack.f', 'owner.pack.f']) {
      expect(await db.value(`SELECT ora.dbms_assert_sql_object_name('${spelling}')`)).toBe(spelling.trim());
    }
    await db.error('SELECT ora.dbms_assert_sql_object_name(\'"Known"\')');
  });

  it('draws random values in range, repeatably by seed', async () => {
    await db.block(
      'v numeric; w numeric; s text',
      `
      FOR i IN 1 .. 200 LOOP
        v := ora.dbms_random_value();
        ASSERT v >= 0 AND v < 1;
        v := ora.dbms_random_value(5, 7);
        ASSERT v >= 5 AND v < 7;
        ASSERT ora.dbms_random_string('x', 20) ~ '^[A-Z0-9]{20}$' AND ora.dbms_random_string('l', 3) ~ '^[a-z]{3}$';
      END LOOP;
      CALL ora.dbms_random_seed(42); v := ora.dbms_random_value();
      CALL ora.dbms_random_seed(42); w := ora.dbms_random_value();
      ASSERT v = w;
      CALL ora.dbms_random_seed('text'); PERFORM ora.dbms_random_normal(), ora.dbms_random_random();`,
    );
  });

  it('keeps identifier, contexts, module and action across a rollback', async () => {
    await db.query('BEGIN');
    await db.query(`CALL ora.dbms_session_set_identifier('me'); CALL ora.dbms_session_set_context('my_ctx', 'color', 'red');
      CALL ora.dbms_application_info_set_module('mod', 'act'); CALL ora.dbms_application_info_set_client_info('info')`);
    await db.query('ROLLBACK');
    await db.block(
      'm text; a text; i text',
      `
      CALL ora.dbms_application_info_read_module(m, a);
      CALL ora.dbms_application_info_read_client_info(i);
      ASSERT m = 'mod' AND a = 'act' AND i = 'info';
      ASSERT ora.sys_context('USERENV', 'CLIENT_IDENTIFIER') = 'me' AND ora.sys_context('MY_CTX', 'COLOR') = 'red';
      ASSERT ora.sys_context('USERENV', 'MODULE') = 'mod';
      CALL ora.dbms_session_clear_context('MY_CTX', NULL, 'color');
      CALL ora.dbms_session_clear_all_context('MY_CTX');
      CALL ora.dbms_session_clear_identifier();
      ASSERT ora.sys_context('MY_CTX', 'COLOR') IS NULL AND ora.sys_context('USERENV', 'CLIENT_IDENTIFIER') IS NULL;`,
    );
  });

  it('sets NLS parameters', async () => {
    await db.block(
      'x integer',
      `CALL ora.dbms_session_set_nls('NLS_DATE_FORMAT', '''YYYY"T"MM''');
      ASSERT ora.sys_context('USERENV', 'NLS_DATE_FORMAT') = 'YYYY"T"MM';
      PERFORM set_config('ora.nls_date_format', '', false);`,
    );
    expect(await db.error("CALL ora.dbms_session_set_nls('NLS_NOTHING', 'x')")).toContain('ORA-02248');
  });

  it('locks by number and by name', async () => {
    await db.block(
      'h text; g text',
      `
      CALL ora.dbms_lock_allocate_unique('my lock', h);
      CALL ora.dbms_lock_allocate_unique('my lock', g);
      ASSERT h = g AND h::bigint BETWEEN 1073741824 AND 2147483647;
      ASSERT ora.dbms_lock_request(h, 6, 0) = 0 AND ora.dbms_lock_request(h, 6, 0) = 4;
      ASSERT ora.dbms_lock_release(h) = 0 AND ora.dbms_lock_release(h) = 4;
      ASSERT ora.dbms_lock_request(7, 4, 0, true) = 0 AND ora.dbms_lock_request('x', 6) = 5 AND ora.dbms_lock_request(-1, 9) = 3;`,
    );
  });

  it('sleeps, and tells time and stack', async () => {
    await db.block(
      't numeric := ora.dbms_utility_get_time()',
      `
      CALL ora.dbms_lock_sleep(0.05); CALL ora.dbms_session_sleep(0);
      ASSERT ora.dbms_utility_get_time() - t BETWEEN 4 AND 100;
      ASSERT ora.dbms_utility_format_call_stack() ~ '^----- PL/SQL Call Stack -----\\n.*anonymous block\\n$', ora.dbms_utility_format_call_stack();`,
    );
    await db.block(
      'n integer; t text[]; l text',
      `
      CALL ora.dbms_utility_comma_to_table('a, "b c",d.e', n, t);
      ASSERT n = 3 AND t = ARRAY['a', ' "b c"', 'd.e', NULL];
      CALL ora.dbms_utility_table_to_comma(t, n, l);
      ASSERT n = 3 AND l = 'a, "b c",d.e';`,
    );
  });

  it('collects a page', async () => {
    await db.block(
      'p text[]; n integer := 100',
      `
      CALL ora.owa_util_mime_header('text/plain'); CALL ora.htp_prn('a'); CALL ora.htp_p('b'); CALL ora.htp_print(repeat('x', 300));
      CALL ora.htp_get_page(p, n);
      ASSERT n = 2 AND array_to_string(p, '') = E'Content-type: text/plain\\n\\nab\\n' || repeat('x', 300) || E'\\n';
      n := 5; CALL ora.htp_get_page(p, n); ASSERT n = 0;`,
    );
  });

  describe('DBMS_SQL', () => {
    beforeAll(async () => {
      await db.query(`CREATE TABLE emp (id numeric(4), name varchar(10), hired timestamp(0), raw_id bytea, sal numeric(7,2));
        INSERT INTO emp VALUES (1, 'King', '2020-01-31 10:00:00', '\\xff00', 0.50), (2, 'it''s $$', NULL, NULL, 1000)`);
    });

    it('binds, fetches and converts', async () => {
      await db.block(
        'c integer; n numeric; s text; d timestamp; v varchar(3); b bytea; k integer',
        `
        c := ora.dbms_sql_open_cursor();
        ASSERT ora.dbms_sql_is_open(c);
        CALL ora.dbms_sql_parse(c, $q$SELECT id, name, hired, raw_id, sal, ':no', '10:20'::text FROM emp WHERE id >= :lo /* :x */ AND name <> :n ORDER BY id -- :y$q$);
        CALL ora.dbms_sql_close_cursor(c);
        ASSERT c IS NULL;
        c := ora.dbms_sql_open_cursor();
        CALL ora.dbms_sql_parse(c, $q$SELECT id, name, hired, raw_id, sal, ':no', '10:20'::text FROM emp WHERE id >= :lo /* :x */ AND name <> :n ORDER BY id -- :y$q$);
        CALL ora.dbms_sql_bind_variable(c, ':lo', 1);
        CALL ora.dbms_sql_bind_variable(c, 'N', 'a''b$x$ :lo'::text);
        CALL ora.dbms_sql_define_column(c, 1, n);
        CALL ora.dbms_sql_define_column(c, 2, s, 2);
        CALL ora.dbms_sql_define_column(c, 3, d);
        CALL ora.dbms_sql_define_column(c, 4, b);
        CALL ora.dbms_sql_define_column(c, 5, s, 9);
        CALL ora.dbms_sql_define_column(c, 6, s, 9);
        ASSERT ora.dbms_sql_execute(c) = 0;
        ASSERT ora.dbms_sql_fetch_rows(c) = 1;
        CALL ora.dbms_sql_column_value(c, 1, n); ASSERT n = 1;
        CALL ora.dbms_sql_column_value(c, 2, s); ASSERT s = 'Ki', s;
        CALL ora.dbms_sql_column_value(c, 2, v); ASSERT v = 'Ki';
        CALL ora.dbms_sql_column_value(c, 3, d); ASSERT d = timestamp '2020-01-31 10:00:00';
        CALL ora.dbms_sql_column_value(c, 4, b); ASSERT b = '\\xff00';
        CALL ora.dbms_sql_column_value(c, 5, s); ASSERT s = '.5';
        CALL ora.dbms_sql_column_value(c, 6, s); ASSERT s = ':no';
        COMMIT;
        ASSERT ora.dbms_sql_fetch_rows(c) = 1 AND ora.dbms_sql_last_row_count() = 2;
        CALL ora.dbms_sql_column_value(c, 3, d); ASSERT d IS NULL;
        ASSERT ora.dbms_sql_fetch_rows(c) = 0;
        CALL ora.dbms_sql_bind_variable(c, 'lo', 2::numeric);
        ASSERT ora.dbms_sql_execute_and_fetch(c, true) = 1;
        CALL ora.dbms_sql_column_value(c, 1, k); ASSERT k = 2;
        CALL ora.dbms_sql_close_cursor(c);`,
      );
    });

    it('counts rows of DML, runs DDL at parse, binds inside blocks safely', async () => {
      await db.block(
        'c integer := ora.dbms_sql_open_cursor()',
        `
        CALL ora.dbms_sql_parse(c, 'CREATE TABLE made (t text)');
        ASSERT ora.dbms_sql_execute(c) = 0;
        CALL ora.dbms_sql_parse(c, 'INSERT INTO made VALUES (:1), (:2);');
        CALL ora.dbms_sql_bind_variable(c, '1', 'x'::text);
        CALL ora.dbms_sql_bind_variable(c, '2', NULL::text);
        ASSERT ora.dbms_sql_execute(c) = 2 AND ora.dbms_sql_last_row_count() = 2;
        CALL ora.dbms_sql_parse(c, 'DO $x$ BEGIN INSERT INTO made VALUES (:v); END $x$');
        CALL ora.dbms_sql_bind_variable(c, 'v', 'a''\\$x$; DROP TABLE made; --'::text);
        PERFORM ora.dbms_sql_execute(c);
        ASSERT EXISTS (SELECT FROM made WHERE t = 'a''\\$x$; DROP TABLE made; --');
        CALL ora.dbms_sql_close_cursor(c);`,
      );
    });

    it('describes columns', async () => {
      await db.block(
        'c integer := ora.dbms_sql_open_cursor(); n integer; d ora.dbms_sql_desc_rec[]',
        `
        CALL ora.dbms_sql_parse(c, 'SELECT id, name, hired, sal, :b AS "Mixed" FROM emp');
        CALL ora.dbms_sql_describe_columns(c, n, d);
        ASSERT n = 5;
        ASSERT (d[1]).col_name = 'ID' AND (d[1]).col_type = 2 AND (d[1]).col_precision = 4 AND (d[1]).col_scale = 0, d::text;
        ASSERT (d[2]).col_type = 1 AND (d[2]).col_max_len = 10 AND (d[3]).col_type = 12 AND (d[4]).col_precision = 7 AND (d[4]).col_scale = 2, d::text;
        ASSERT (d[5]).col_name = 'Mixed';
        CALL ora.dbms_sql_parse(c, 'SELECT 1 AS a, 2 AS a, 3 AS a');
        CALL ora.dbms_sql_describe_columns(c, n, d);
        ASSERT n = 3;`,
      );
    });

    it.each([
      ["CALL ora.dbms_sql_bind_variable(c, 'nope', 1)", 'ORA-01006: bind variable does not exist'],
      ['PERFORM ora.dbms_sql_execute(c)', 'ORA-01008: not all variables bound'],
      ['PERFORM ora.dbms_sql_fetch_rows(c)', 'ORA-01002: fetch out of sequence'],
      [
        "CALL ora.dbms_sql_bind_variable(c, 'a', 1); PERFORM ora.dbms_sql_execute_and_fetch(c, true)",
        'ORA-01403: no data found',
      ],
      [
        "CALL ora.dbms_sql_bind_variable(c, 'a', 1); PERFORM ora.dbms_sql_execute(c); CALL ora.dbms_sql_column_value(c, 2, c)",
        'ORA-01007: variable not in select list',
      ],
    ])('%s fails with %s', async (statements, message) => {
      const error = await db.error(`DO $do$ DECLARE c integer := ora.dbms_sql_open_cursor(); BEGIN
        CALL ora.dbms_sql_parse(c, 'SELECT 1 WHERE :a = 2'); ${statements}; END $do$`);
      expect(error.slice(6)).toBe(message);
    });
  });
});
