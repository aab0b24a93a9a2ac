import { afterAll, beforeAll, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

const everyFunction = familyOf('http');

/** What the extension http has, answering without a network: with what it was asked, or as the URL says. */
const extension = `
  CREATE SCHEMA web;
  CREATE DOMAIN web.http_method AS text;
  CREATE TYPE web.http_header AS (field varchar, value varchar);
  CREATE TYPE web.http_response AS (status integer, content_type varchar, headers web.http_header[], content varchar);
  CREATE TYPE web.http_request AS (method web.http_method, uri varchar, headers web.http_header[], content_type varchar, content varchar);
  CREATE FUNCTION web.http_header(field varchar, value varchar) RETURNS web.http_header LANGUAGE sql AS 'SELECT $1, $2';
  CREATE FUNCTION web.text_to_bytea(data varchar) RETURNS bytea LANGUAGE sql AS $$ SELECT decode(substr(data, 2), 'hex') $$;
  CREATE FUNCTION web.bytea_to_text(data bytea) RETURNS varchar LANGUAGE sql AS $$ SELECT 'x' || encode(data, 'hex') $$;
  CREATE FUNCTION web.http_set_curlopt(curlopt varchar, value varchar) RETURNS boolean LANGUAGE sql AS 'SELECT set_config($1, $2, false) IS NOT NULL';
  CREATE FUNCTION web.http(request web.http_request) RETURNS web.http_response LANGUAGE plpgsql AS $$
  BEGIN
    IF request.uri ~ 'slow' THEN RAISE EXCEPTION 'Operation timed out after 1000 milliseconds'; END IF;
    IF request.uri ~ 'away' THEN RAISE EXCEPTION 'Could not resolve host'; END IF;
    RETURN ROW(coalesce(substring(request.uri FROM '\\d{3}')::integer, 200), 'text/plain', ARRAY[web.http_header('Server', 'none'), web.http_header('X-Method', request.method)],
      CASE WHEN request.uri ~ 'latin' THEN 'x' || encode('\\x48e90d0a3233', 'hex')
      ELSE 'x' || encode(convert_to(concat_ws('|', request.content_type, request.headers::text, ''), 'UTF8') || coalesce(web.text_to_bytea(request.content), ''), 'hex') END)::web.http_response;
  END $$;`;

describeTargets('UTL_HTTP', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, everyFunction);
  });
  afterAll(() => db.close());

  it('says which extension it needs', async () => {
    expect(await db.error(`SELECT ora.utl_http_request('http://x/')`)).toMatch(/needs the PostgreSQL extension http/);
    await db.query(extension);
  });

  it('sends headers, type and body in their character set, and reads the answer to its end', async () => {
    await db.block(
      'r ora.utl_http_req; a ora.utl_http_resp; t text; b bytea; n text',
      `r := ora.utl_http_begin_request('https://x/y', 'post');
       CALL ora.utl_http_set_header(r, 'content-type', 'application/json');
       CALL ora.utl_http_set_header(r, 'Content-Length', '9');
       CALL ora.utl_http_set_header(r, 'X-A', 'b');
       CALL ora.utl_http_set_authentication(r, 'me', 'secret');
       CALL ora.utl_http_write_text(r, 'é€');
       CALL ora.utl_http_set_body_charset(r, 'UTF-8');
       CALL ora.utl_http_write_line(r, 'é');
       a := ora.utl_http_get_response(r);
       ASSERT a.status_code = 200 AND a.reason_phrase = 'OK';
       CALL ora.utl_http_read_text(a, t, 16);
       ASSERT t = 'application/json', t;
       CALL ora.utl_http_read_raw(a, b);
       ASSERT b = convert_to('|{"(X-A,b)","(Authorization,\\"Basic bWU6c2VjcmV0\\")"}|', 'UTF8') || '\\xe9bf'::bytea || '\\xc3a90d0a'::bytea, encode(b, 'escape');
       BEGIN
         CALL ora.utl_http_read_text(a, t);
         ASSERT false;
       EXCEPTION WHEN OTHERS THEN
         ASSERT SQLERRM = 'ORA-29266: end-of-body reached', SQLERRM;
       END;
       ASSERT ora.utl_http_get_header_count(a) = 2;
       CALL ora.utl_http_get_header(a, 2, n, t);
       ASSERT n = 'X-Method' AND t = 'POST';
       CALL ora.utl_http_get_header_by_name(a, 'server', t);
       ASSERT t = 'none';
       CALL ora.utl_http_end_response(a);
       BEGIN
         CALL ora.utl_http_read_text(a, t);
         ASSERT false;
       EXCEPTION WHEN OTHERS THEN
         ASSERT SQLERRM = 'ORA-29261: bad argument', SQLERRM;
       END;`,
    );
  });

  it('reads lines of a body in ISO-8859-1, where no character set is named', async () => {
    await db.block(
      'a ora.utl_http_resp; t text',
      `a := ora.utl_http_get_response(ora.utl_http_begin_request('http://x/latin'));
       CALL ora.utl_http_read_line(a, t, true);
       ASSERT t = 'Hé', t;
       CALL ora.utl_http_read_line(a, t);
       ASSERT t = '23', t;`,
    );
    await db.block(
      'p ora.utl_http_html_pieces',
      `p := ora.utl_http_request_pieces('http://x/latin'); ASSERT p.k = '{1}' AND p.v[1] = E'Hé\\r\\n23';`,
    );
  });

  it('reads what an address of HTTPURITYPE gives, and fails where that is an error page', async () => {
    await db.block(
      't text; b bytea',
      `t := ora.httpuritype_getclob('http://x/latin'); ASSERT t = E'H\u00e9\r\n23', t;
       b := ora.httpuritype_getblob('http://x/latin'); ASSERT b = '\\x48e90d0a3233', b;`,
    );
    expect(await db.error(`SELECT ora.httpuritype_getclob('http://x/404')`)).toContain(
      'ORA-29273: HTTP request failed\nORA-29268: HTTP client error 404 - Not Found',
    );
    expect(await db.error(`SELECT ora.httpuritype_getxml('http://x/503')`)).toContain(
      'ORA-29269: HTTP server error 503 - Service Unavailable',
    );
  });

  it.each([
    ['http://x/slow', 'ORA-29276: transfer timeout'],
    ['http://x/away', 'ORA-29273: HTTP request failed\nCould not resolve host'],
    ['ftp://x', 'ORA-29264: unknown or unsupported URL scheme'],
    ['', 'ORA-29262: bad URL'],
  ])('%s fails as in Oracle', async (url, message) => {
    expect(await db.error(`SELECT ora.utl_http_request('${url}')`)).toContain(message);
  });

  it('checks the status where that is asked for', async () => {
    const ask = (status: number) =>
      db.error(`SELECT ora.utl_http_get_response(ora.utl_http_begin_request('http://x/${status}'))`);
    await ask(404);
    await db.query('CALL ora.utl_http_set_response_error_check(true)');
    expect(await ask(404)).toContain('ORA-29273: HTTP request failed\nORA-29268: HTTP client error 404 - Not Found');
    await db.query('CALL ora.utl_http_set_detailed_excp_support(true)');
    expect(await ask(503)).toContain('ORA-29269: HTTP server error 503 - Service Unavailable');
    await ask(200);
  });
});
