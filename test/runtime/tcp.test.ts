import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeServer, describeTargets } from '../support/targets.js';

const everyFunction = familyOf('tcp');

describeTargets('UTL_TCP', (url) => {
  it('says what it needs', async () => {
    const db = await openRuntime(url, everyFunction);
    try {
      const open = `SELECT ora.utl_tcp_open_connection('localhost', 21)`;
      expect(await db.error(open)).toMatch(/P0004.*needs the PostgreSQL extension plpython3u/);
    } finally {
      await db.close();
    }
  });
});

describeServer('UTL_TCP with plpython3u', (url) => {
  let db: RuntimeDatabase;
  let server: Server;
  let port = 0;
  let installed = false;
  beforeAll(async () => {
    db = await openRuntime(url, everyFunction);
    installed = (await db.value(`SELECT count(*) FROM pg_available_extensions WHERE name = 'plpython3u'`)) === '1';
    if (installed) {
      await db.query('CREATE EXTENSION plpython3u');
      await db.query('CALL ora.tcp_socket_install()');
    }
    // Greets, sends every line back, and leaves in the middle of a line when it is told to.
    server = createServer((socket) => {
      socket.write('220 ready\r\n');
      socket.on('error', () => {});
      socket.on('data', (data) => {
        socket.write(data);
        if (data.includes('quit')) socket.end('bye');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(async () => {
    await db.close();
    server.close();
  });

  const talk = (declarations: string, statements: string, options = '') =>
    db.query(
      `DO $do$ DECLARE c ora.utl_tcp_connection := ora.utl_tcp_open_connection('127.0.0.1', ${port}${options}); ${declarations} BEGIN ${statements} END $do$`,
    );

  it('is there where the tests need a server', () => {
    expect(installed || process.env.ORAPHANT_REQUIRE_SERVER === undefined).toBe(true);
  });

  it('writes and reads lines, characters and bytes', async (test) => {
    if (!installed) test.skip();
    await talk(
      't text; n integer;',
      `t := ora.utl_tcp_get_line(c, true); ASSERT t = '220 ready', t;
       n := ora.utl_tcp_write_line(c, 'hällo'); ASSERT n = 7, n;
       t := ora.utl_tcp_get_text(c, 3, true); ASSERT t = 'häl', t;
       t := ora.utl_tcp_get_text(c, 3); ASSERT t = 'häl', t;
       t := ora.utl_tcp_get_line(c); ASSERT t = E'lo\\r\\n', t;
       n := ora.utl_tcp_write_raw(c, '\\x00ff10', 2); ASSERT n = 2, n;
       ASSERT ora.utl_tcp_available(c, 3) > 0;
       ASSERT ora.utl_tcp_get_raw(c, 2) = '\\x00ff';
       ASSERT ora.utl_tcp_available(c) = 0;
       n := ora.utl_tcp_write_text(c, 'abcdef', 2); ASSERT n = 2 AND ora.utl_tcp_get_text(c, 2) = 'ab';
       CALL ora.utl_tcp_close_connection(c); ASSERT c IS NULL;`,
    );
  });

  it('converts text by the character set of the connection', async (test) => {
    if (!installed) test.skip();
    await talk(
      't text;',
      `t := ora.utl_tcp_get_line(c);
       PERFORM ora.utl_tcp_write_text(c, 'ä'); ASSERT ora.utl_tcp_get_raw(c, 1) = '\\xe4';
       PERFORM ora.utl_tcp_write_text(c, 'äö'); ASSERT ora.utl_tcp_get_text(c, 2) = 'äö';
       CALL ora.utl_tcp_close_all_connections();`,
      `, charset => 'WE8ISO8859P1'`,
    );
  });

  it('tells the end of the input, a wait that is too long, and what the network says', async (test) => {
    if (!installed) test.skip();
    const afterQuit = `t := ora.utl_tcp_get_line(c); PERFORM ora.utl_tcp_write_line(c, 'quit');
      t := ora.utl_tcp_get_text(c, 100); ASSERT t = E'quit\\r\\nbye', t; t := ora.utl_tcp_get_line(c);`;
    const errorOf = (declarations: string, statements: string, options?: string) =>
      talk(declarations, statements, options).then(
        () => 'no error',
        (error: Error) => error.message,
      );
    expect(await errorOf('t text;', afterQuit)).toMatch(/ORA-29259/);
    expect(
      await errorOf('t text;', `t := ora.utl_tcp_get_line(c); t := ora.utl_tcp_get_line(c);`, ', tx_timeout => 1'),
    ).toMatch(/ORA-29276/);
    expect(await errorOf('t text;', 'CALL ora.utl_tcp_close_connection(c); t := ora.utl_tcp_get_line(c);')).toMatch(
      /ORA-29260: network error: not connected/,
    );
    expect(await db.error(`SELECT ora.utl_tcp_open_connection('127.0.0.1', 1)`)).toMatch(/ORA-29260: network error/);
  });
});
