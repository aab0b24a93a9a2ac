import { describe, expect, it } from 'vitest';
import { converted } from './converted.js';

/** A procedure with these declarations and statements. */
const procedure = (declarations: string, body: string): string =>
  `create or replace procedure p is ${declarations} begin ${body} end;\n/\n`;

/** What the body of the procedure becomes, and the codes of its findings. */
function body(declarations: string, statements: string): { readonly text: string; readonly codes: readonly string[] } {
  const { sql, codes } = converted(procedure(declarations, statements));
  return {
    text: sql
      .slice(sql.lastIndexOf('begin') + 6)
      .replace(/ end; \$\$;[\s\S]*/, '')
      .trim(),
    codes,
  };
}

describe('arguments of supplied packages', () => {
  it('bind by the names that Oracle gives them', () => {
    const { text } = body('c clob; n number;', `n := dbms_lob.instr(lob_loc => c, pattern => 'x', nth => 2);`);
    expect(text).toContain(`ora.dbms_lob_instr(c, 'x', nth => 2)`);
  });

  it('are the text of an address that is read where it is made', () => {
    const { text, codes } = body(
      'c clob; b blob; x xmltype;',
      `c := httpuritype('http://x/').getclob(); b := sys.httpuritype(c).getblob(); select httpuritype(c).getxml() into x from dual;`,
    );
    expect(text).toContain(`c := ora.httpuritype_getclob('http://x/');`);
    expect(text).toContain(`b := ora.httpuritype_getblob(c);`);
    expect(text).toContain(`select ora.httpuritype_getxml(c) into strict x;`);
    expect(codes).toContain('OP4009');
  });

  it('stand one after the other for a variadic parameter, text as hexadecimal digits', () => {
    const { text } = body('r raw(20);', `r := utl_raw.concat(r, 'AA', null);`);
    expect(text).toContain(`ora.utl_raw_concat(r, ora.hextoraw('AA'), null::bytea)`);
  });

  it('are bytes where they are looked for in a file', () => {
    const { text } = body('b bfile; n number;', `n := dbms_lob.instr(b, '0A', n, 1);`);
    expect(text).toContain(`ora.dbms_lob_instr(ora.bfile_content(b, 'INSTR'), ora.hextoraw('0A'), n, 1`);
  });

  it('are bytes where a file is compressed; a package that takes no file is refused one', () => {
    const { text } = body('b bfile; c blob;', 'c := utl_compress.lz_compress(b); c := utl_compress.lz_uncompress(b);');
    expect(text).toContain(`ora.utl_compress_lz_compress(ora.bfile_content(b, 'LZ_COMPRESS'))`);
    expect(text).toContain(`ora.utl_compress_lz_uncompress(ora.bfile_content(b, 'LZ_UNCOMPRESS'))`);
    expect(body('b bfile; n number;', 'n := utl_raw.length(b);').codes).toContain('OP4001');
  });

  it('have a type where the parameter takes any', () => {
    const { text } = body('c integer;', `dbms_sql.bind_variable(c, ':a', 1); dbms_sql.bind_variable(c, ':b', 'x');`);
    expect(text).toMatch(/1::numeric\)/);
    expect(text).toMatch(/'x'::text\)/);
  });

  it('that are OUT reach variables, record fields and associative arrays', () => {
    const { text, codes } = body(
      'c integer; n integer; d dbms_sql.desc_tab; t dbms_utility.uncl_array; k binary_integer;',
      `dbms_sql.describe_columns(c, n, d); dbms_utility.comma_to_table('a', k, t);`,
    );
    expect(text).toContain('d_k := ora.keys_to(cardinality(desc_t)); d_v := desc_t;');
    expect(text).toContain('t_k := ora.keys_to(cardinality(tab)); t_v := tab;');
    expect(codes).toEqual([]);
  });
});

describe('calls that change an argument', () => {
  it('assign what the runtime returns', () => {
    expect(body('c clob;', `dbms_lob.writeappend(c, 1, 'x');`).text).toBe(`c := ora.dbms_lob_writeappend(c, 1, 'x');`);
  });

  it('UTL_TCP.READ_* give the data and its length', () => {
    const { text, codes } = body(
      'c utl_tcp.connection; n integer; b varchar2(10); r raw(4);',
      'n := utl_tcp.read_text(c, b, peek => true); n := utl_tcp.read_raw(c, r, 4);',
    );
    expect(text).toContain(
      'data := ora.utl_tcp_get_text(c, peek => true); b := ora.fit(data, 10); n := coalesce(length(data), 0);',
    );
    expect(text).toContain('octet_length(');
    expect(codes).toEqual([]);
    expect(
      body('c utl_tcp.connection; b varchar2(9); n integer;', 'select utl_tcp.read_line(c, b) into n from dual;').codes,
    ).toEqual(['OP3040']);
  });

  it('READ gives the buffer and its length', () => {
    const { text } = body('c clob; n integer; b varchar2(10);', 'dbms_lob.read(c, n, 1, b);');
    expect(text).toContain('buffer := ora.dbms_lob_read(c, n, 1);');
    expect(text).toMatch(/n := .*length\(buffer\)/);
  });

  it('ENCRYPT into a BLOB assigns it', () => {
    const { text } = body('b blob; r raw(32);', 'dbms_crypto.encrypt(b, b, dbms_crypto.aes_cbc_pkcs5, r);');
    expect(text).toBe('b := ora.dbms_crypto_encrypt(b, 4356, r);');
  });
});

describe('DBMS_SQL.PARSE', () => {
  it('compiles text that is known, bind variables kept', () => {
    const { text, codes } = body('c integer;', `dbms_sql.parse(c, 'select sysdate + :n from dual', dbms_sql.native);`);
    expect(text).toContain(':n');
    expect(text).not.toMatch(/from dual/i);
    expect(codes).toEqual([]);
  });

  it('reports text that is not', () => {
    expect(body('c integer; t varchar2(100);', 'dbms_sql.parse(c, t, dbms_sql.native);').codes).toEqual(['OP3060']);
  });
});

describe('types of supplied packages', () => {
  it.each([
    ['utl_file.file_type', 'ora.utl_file_file_type'],
    ['utl_http.req', 'ora.utl_http_req'],
    ['utl_tcp.connection', 'ora.utl_tcp_connection'],
    ['dbms_sql.varchar2_table', 'ora.dbms_sql_varchar2_table'],
    ['dbms_output.chararr', 'ora.dbms_output_chararr'],
  ])('%s is %s, which the runtime has', (oracle, postgres) => {
    const { sql, install } = converted(
      `create or replace package q is procedure p(x ${oracle}); end;\n/\ncreate or replace package body q is procedure p(x ${oracle}) is begin null; end; end;\n/\n`,
    );
    expect(sql).toMatch(new RegExp(`\\bx ${postgres}\\b`));
    expect(install).toContain(`CREATE TYPE ${postgres} AS`);
  });
});

describe('what has no counterpart', () => {
  it.each([
    [`dbms_scheduler.create_chain('J');`, 'chains, windows'],
    [`utl_http.set_cookie_support(true);`, 'pgsql-http'],
    [`utl_tcp.secure_connection(null);`, 'SSL and wallets'],
    [`apex_util.set_session_state('A', 'b');`, 'Application Express'],
  ])('%s raises and says what to use', (call, advice) => {
    const { sql, codes } = converted(procedure('', call));
    expect(codes).toEqual(['OP4001']);
    expect(sql).toContain('not converted OP4001');
    expect(sql).toContain(advice);
  });

  it('reports files of the server and answers that differ', () => {
    expect(body('f utl_file.file_type;', `f := utl_file.fopen('D', 'x', 'r');`).codes).toEqual(['OP4005']);
    expect(body('c clob; n number;', 'n := dbms_lob.isopen(c);').codes).toEqual(['OP4004']);
    expect(body('', `dbms_stats.set_table_prefs(user, 'T', 'INCREMENTAL', 'TRUE');`).codes).toEqual(['OP4002']);
  });
});
