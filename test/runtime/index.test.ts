import { describe, expect, it } from 'vitest';
import { runtimeClosure, runtimeFunctions } from '../../src/runtime/index.js';
import { referencesOf } from '../../src/runtime/references.js';

describe('the units', () => {
  const units = [...runtimeFunctions().values()];

  it('create only what their file is named for', () => {
    const wrong = units.flatMap((unit) =>
      [...unit.sql.matchAll(/^CREATE (?:FUNCTION|PROCEDURE|AGGREGATE|TYPE|TABLE|DOMAIN|VIEW) ora\.(\w+)/gm)]
        .filter((match) => match[1] !== unit.name)
        .map((match) => `${unit.file}: ${match[1]}`),
    );
    expect(wrong).toEqual([]);
  });

  it('name only what exists', () => {
    const names = new Set(units.map((unit) => unit.name));
    const unknown = units.flatMap((unit) => {
      const { early, late } = referencesOf(unit.sql.replaceAll(/'[^'\n]*'/g, "''"));
      return [...early, ...late].filter((name) => !names.has(name)).map((name) => `${unit.file}: ora.${name}`);
    });
    expect(unknown).toEqual([]);
  });
});

describe('runtimeClosure', () => {
  const names = (roots: readonly string[]) => runtimeClosure(roots).map((unit) => unit.name);

  it('is the schema alone for no names and for unknown ones', () => {
    expect(names([])).toEqual(['schema']);
    expect(names(['no_such_function'])).toEqual(['schema']);
  });

  it('puts a called function before the SQL-language function that calls it', () => {
    const order = names(['char_pad']);
    expect(order.indexOf('fit')).toBeLessThan(order.indexOf('char_pad'));
    expect(order.indexOf('misfit')).toBeLessThan(order.indexOf('fit'));
    expect(order).toContain('raise');
  });

  it('puts the functions of an aggregate before it', () => {
    const order = names(['median']);
    expect(order.indexOf('median_final')).toBeLessThan(order.indexOf('median'));
  });

  it('gives the same order whatever the order of the names', () => {
    expect(names(['num', 'char_pad', 'median'])).toEqual(names(['median', 'num', 'char_pad']));
  });

  it('orders every unit of the runtime', () => {
    const all = [...runtimeFunctions().keys()];
    expect(new Set(names(all))).toEqual(new Set([...all, 'schema']));
  });
});

describe('referencesOf', () => {
  it('binds signatures and SQL bodies early and PL/pgSQL bodies late', () => {
    const sql = `
      CREATE FUNCTION ora.a(x ora.t) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN ora.b(x); END $$;
      CREATE FUNCTION ora.c() RETURNS text LANGUAGE sql AS $$ SELECT ora.d() $$;`;
    expect(referencesOf(sql)).toEqual({ early: ['a', 't', 'c', 'd'], late: ['b'], definesType: false });
  });

  it('passes over comments, and takes quoted names as late', () => {
    const sql = `-- as ora.x\nCREATE FUNCTION ora.a() RETURNS text LANGUAGE sql AS $$ /* ora.y */ SELECT 'ora.z'::regproc::text $$;`;
    expect(referencesOf(sql)).toEqual({ early: ['a'], late: ['z'], definesType: false });
  });

  it('sees types and tables', () => {
    expect(referencesOf('CREATE TYPE ora.err AS (code integer);').definesType).toBe(true);
    expect(referencesOf('-- CREATE TYPE\nCREATE FUNCTION ora.f() RETURNS text').definesType).toBe(false);
  });
});
