import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

describeTargets('package state', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, [
      'state_set',
      'state_get',
      'state_fetch',
      'state_clear',
      'setting_set',
      'setting_get',
      'package_enter',
      'package_get',
      'package_refuse',
      'package_set',
      'dbms_session_reset_package',
    ]);
  });
  afterAll(() => db.close());

  it.each([
    ['plain', "'7'"],
    ["quotes ' and \\ backslash", "E'it''s a \\\\ \"x\" $$ $1 %L'"],
    ['Ünïcødé "q"', "'Grüße 漢字 😀'"],
    ['a.name.longer.than.sixty-three.bytes.which.identifiers.cannot.be.in.postgresql', "'long'"],
    ['empty', "''"],
    ['null', 'NULL::text'],
    ['large', "repeat('x''', 100000)"],
  ])('keeps %s', async (variable, value) => {
    const key = `'${variable.replaceAll("'", "''")}'`;
    await db.query(`SELECT ora.state_set(${key}, 'before'); SELECT ora.state_set(${key}, ${value})`);
    expect(await db.value(`SELECT ora.state_get(${key}) IS NOT DISTINCT FROM ${value}`)).toMatch(/^t/);
    expect(await db.value(`SELECT ora.state_fetch(${key}) IS NOT DISTINCT FROM ${value}`)).toMatch(/^t/);
    await db.query(`SELECT ora.setting_set(${key}, ${value})`);
    expect(await db.value(`SELECT ora.setting_get(${key}) IS NOT DISTINCT FROM ${value}`)).toMatch(/^t/);
  });

  it('survives an aborted sub-transaction and ROLLBACK', async () => {
    await db.query("SELECT ora.state_set('p.n', '1')");
    await db.query(`DO $$ BEGIN
      BEGIN
        PERFORM ora.state_set('p.n', '2'); PERFORM ora.state_set('p.new', 'x'); RAISE EXCEPTION 'x';
      EXCEPTION WHEN OTHERS THEN NULL; END;
      ASSERT ora.state_get('p.n') = '2';
    END $$`);
    await db.query('BEGIN');
    await db.query("SELECT ora.state_set('p.n', '3')");
    await db.query('ROLLBACK');
    expect(await db.value("SELECT ora.state_get('p.n') || ora.state_get('p.new')")).toBe('3x');
    expect(await db.value("SELECT ora.state_get('p.never')")).toBeNull();
    expect(await db.error("SELECT ora.state_fetch('p.never')")).toMatch(/^26000/);
  });

  it('raises for a variable whose initial value was refused, until it is set', async () => {
    await db.query("SELECT ora.package_refuse('p.refused', 'OP4001 not there')");
    expect(await db.error("SELECT ora.package_get('p.refused', true)")).toMatch(/^P0004.*OP4001 not there/);
    expect(await db.error("SELECT ora.package_get('p.refused')")).toMatch(/^P0004/);
    await db.query("SELECT ora.package_set('p.refused', '1')");
    expect(await db.value("SELECT ora.package_get('p.refused')")).toBe('1');
  });

  it('is usable from a function under another search_path and in a function that commits', async () => {
    await db.query(`CREATE FUNCTION peek() RETURNS text LANGUAGE plpgsql SET search_path = pg_temp AS $$
      BEGIN RETURN ora.state_get('p.n'); END $$`);
    await db.query("SELECT ora.state_set('p.n', '4')");
    expect(await db.value('SELECT public.peek() || ora.state_get($$p.n$$)')).toBe('44');
    await db.query(
      "DO $$ BEGIN PERFORM ora.state_set('p.n', '5'); COMMIT; PERFORM ora.state_set('p.n', '6'); ROLLBACK; END $$",
    );
    expect(await db.value("SELECT ora.state_get('p.n')")).toBe('6');
  });

  it('keeps arrays and records as text', async () => {
    await db.query('CREATE TYPE pair AS (a numeric, b text)');
    expect(
      await db.value(`SELECT ora.state_set('p.a', ARRAY[ROW(1.50, 'x,"y'), ROW(NULL, ''), NULL]::pair[]::text)::text`),
    ).toBe('');
    expect(
      await db.value(`SELECT ora.state_fetch('p.a')::pair[] = ARRAY[ROW(1.50, 'x,"y'), ROW(NULL, ''), NULL]::pair[]`),
    ).toMatch(/^t/);
  });

  it('initialises a package once a session, whatever is rolled back', async () => {
    await db.query(`CREATE SCHEMA pkg;
      CREATE PROCEDURE pkg.__init() LANGUAGE plpgsql AS $$ BEGIN
        IF NOT ora.package_enter('pkg') THEN RETURN; END IF;
        PERFORM ora.state_set('pkg.n', '10');
      END $$;
      CREATE FUNCTION pkg.next() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN
        IF current_setting('ora.init_pkg', true) IS DISTINCT FROM '1' THEN CALL pkg.__init(); END IF;
        PERFORM ora.state_set('pkg.n', (ora.state_fetch('pkg.n')::integer + 1)::text);
        RETURN ora.state_fetch('pkg.n');
      END $$`);
    await db.query('BEGIN');
    expect(await db.value('SELECT pkg.next()')).toBe('11');
    await db.query('ROLLBACK');
    expect(await db.value("SELECT current_setting('ora.init_pkg', true)")).toBe('');
    expect(await db.value('SELECT pkg.next()')).toBe('12');
    expect(await db.value("SELECT current_setting('ora.init_pkg', true)")).toBe('1');
    await db.query('CALL ora.dbms_session_reset_package()');
    expect(await db.value('SELECT pkg.next()')).toBe('11');
  });
});
