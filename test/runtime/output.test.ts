import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

describeTargets('DBMS_OUTPUT', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(
      url,
      ['put_line', 'put', 'new_line', 'enable', 'disable', 'get_line', 'get_lines', 'flush'].map(
        (f) => `dbms_output_${f}`,
      ),
    );
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.query("SET ora.output_mode = ''");
    db.notices();
  });

  /** The lines the client sees of a block. */
  async function printed(statements: string): Promise<readonly string[]> {
    await db.query(`DO $do$ BEGIN ${statements} END $do$`);
    const notices = db.notices();
    expect(notices.every((n) => n.code === 'OPOUT' && n.severity === 'INFO')).toBe(true);
    return notices.map((n) => n.message);
  }
  const line = (text: string) => `CALL ora.dbms_output_put_line(${text});`;

  it('prints lines in order, empty ones too, and nothing is undone', async () => {
    expect(
      await printed(`${line("'one'")} ${line('NULL')} ${line("''")}
        BEGIN ${line("'in'")} RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN ${line("'out'")} END; ROLLBACK; ${line("'Grüße %'")}`),
    ).toEqual(['one', '', '', 'in', 'out', 'Grüße %']);
  });

  it('joins what PUT wrote, also across a rollback, and prints it with the line end only', async () => {
    const put = (text: string) => `CALL ora.dbms_output_put(${text});`;
    expect(
      await printed(`${put("'a'")} ${put('NULL')} BEGIN ${put("'b'")} RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN NULL; END;
        ${line("'c'")} CALL ora.dbms_output_new_line(); ${put("'d'")}`),
    ).toEqual(['abc', '']);
    expect(await printed('CALL ora.dbms_output_new_line();')).toEqual(['d']);
  });

  it('refuses a line that is too long', async () => {
    expect(await printed(line("repeat('x', 32767)"))).toHaveLength(1);
    expect(await db.error("CALL ora.dbms_output_put_line(repeat('x', 32768))")).toBe(
      'O050M ORA-06502: PL/SQL: numeric or value error: character string buffer too small',
    );
  });

  it('is silent between DISABLE and ENABLE', async () => {
    expect(
      await printed(`${line("'1'")} CALL ora.dbms_output_disable(); ${line("'2'")} CALL ora.dbms_output_put('3');
        CALL ora.dbms_output_enable(NULL); ${line("'4'")}`),
    ).toEqual(['1', '4']);
  });

  it('lets the program read its lines', async () => {
    await db.query("SET ora.output_mode = 'buffer'");
    expect(await printed(`${line("'one'")} ${line("'two'")} ${line('NULL')} ${line("'four'")}`)).toEqual([]);
    await db.query(`DO $$
      DECLARE l text; s integer; ls text[]; n numeric := 2;
      BEGIN
        CALL ora.dbms_output_get_line(l, s);
        ASSERT l = 'one' AND s = 0;
        CALL ora.dbms_output_get_lines(ls, n);
        ASSERT ls = ARRAY['two', NULL] AND n = 2;
        CALL ora.dbms_output_put_line('five');
        n := 10;
        CALL ora.dbms_output_get_lines(ls, n);
        ASSERT ls = ARRAY['five'] AND n = 1, 'lines left after GET_LINE are dropped by the next PUT_LINE';
        CALL ora.dbms_output_get_line(l, s);
        ASSERT l IS NULL AND s = 1;
        CALL ora.dbms_output_put_line('six');
        CALL ora.dbms_output_put_line('seven');
      END $$`);
    await db.query('CALL ora.dbms_output_flush()');
    expect(db.notices().map((n) => n.message)).toEqual(['six', 'seven']);
    await db.query('CALL ora.dbms_output_flush()');
    expect(db.notices()).toEqual([]);
  });
});
