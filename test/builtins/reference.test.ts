import { beforeAll, describe, expect, it } from 'vitest';
import { builtinFunctionNames } from '../../src/analyze/oracle/builtin-functions.js';
import { dictionaryViewNames } from '../../src/analyze/oracle/dictionary-views.js';
import { suppliedMember, suppliedPackages } from '../../src/analyze/oracle/supplied-packages.js';
import { isConverted } from '../../src/lower/builtins/index.js';
import { routineOf } from '../../src/lower/supplied/packages/conversion.js';
import { packageConversions } from '../../src/lower/supplied/packages/index.js';
import { runtimeSignatures } from '../../src/lower/supplied/signatures.js';
import { type Builtin, listBuiltins } from '../../src/output/builtins.js';
import { runtimeFunctions } from '../../src/runtime/index.js';

describe('the list of built-in functions, package members and views', () => {
  let all: readonly Builtin[] = [];
  const of = (name: string) => all.find((b) => b.name === name);
  beforeAll(async () => {
    all = await listBuiltins();
  });

  it('has every function and view that the compiler knows, and every package', () => {
    const names = new Set(all.map(({ name }) => name));
    const known = [...builtinFunctionNames(), ...dictionaryViewNames()];
    expect(known.filter((name) => !names.has(name))).toEqual([]);
    const packages = new Set([...names].map((name) => name.split('.')[0] ?? ''));
    expect([...suppliedPackages].filter((name) => !packages.has(name))).toEqual([]);
  });

  it('names each thing once', () => {
    const keys = all.map(({ kind, name }) => `${kind} ${name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('says why where something is refused or differs', () => {
    const silent = all.filter(({ status, why }) => (status === 'refused' || status === 'flagged') && !why);
    expect(silent).toEqual([]);
  });

  it('names runtime functions that are there', () => {
    const runtime = runtimeFunctions();
    const missing = all.filter(({ by }) => by?.startsWith('ora.') && !runtime.has(by.slice(4)));
    expect(missing).toEqual([]);
  });

  it('calls no function refused that the compiler has a conversion for, but for those it knows to have none', () => {
    const refused = all.filter((b) => b.kind === 'function' && b.status === 'refused' && isConverted(b.name));
    expect(refused.filter(({ code }) => code !== 'OP2302')).toEqual([]);
  });

  it.each([
    ['COUNT', { status: 'native', by: 'count' }],
    ['UPPER', { status: 'native', by: 'upper' }],
    ['LNNVL', { status: 'inline' }],
    ['ADD_MONTHS', { status: 'runtime', by: 'ora.add_months' }],
    ['TO_CHAR', { status: 'runtime', by: 'ora.to_char', why: 'native where types and NULLs allow it' }],
    ['ORA_HASH', { status: 'flagged', code: 'OP2305' }],
    ['DEREF', { status: 'refused', code: 'OP2302' }],
    ['JSON_VALUE', { kind: 'function' }],
    ['DBMS_OUTPUT.PUT_LINE', { status: 'runtime', by: 'ora.dbms_output_put_line' }],
    ['DBMS_LOB.CALL', { status: 'inline' }],
    ['DBMS_LOB.ISOPEN', { status: 'flagged' }],
    ['DBMS_TRANSACTION.COMMIT', { status: 'native' }],
    ['DBMS_AQ', { status: 'refused', why: 'queues are tables read with FOR UPDATE SKIP LOCKED' }],
    ['USER_TABLES', { kind: 'view', status: 'runtime', by: 'ora.user_tables' }],
    ['DBA_EXTENTS', { kind: 'view', status: 'refused' }],
  ])('%s', (name, expected) => expect(of(name)).toMatchObject(expected));

  it('has every member that the runtime has a routine for', () => {
    const names = new Set(all.map(({ name }) => name));
    const packages = [...suppliedPackages].sort((a, b) => b.length - a.length);
    // A helper of the runtime may be called alike: a member is what the comment at the head of its file begins with.
    const missing = [...runtimeFunctions()].flatMap(([routine, { sql }]) => {
      const packageName = packages.find((p) => routine.startsWith(`${p.toLowerCase()}_`));
      const member = routine.slice((packageName?.length ?? 0) + 1).toUpperCase();
      const name = `${packageName}.${member}`;
      const [heading = ''] = sql.split('\n', 1);
      const isRoutine = runtimeSignatures(routine).length > 0;
      return isRoutine &&
        packageName &&
        new RegExp(`^-- (${packageName}\\.)?${member}\\b`).test(heading) &&
        !names.has(name)
        ? [name]
        : [];
    });
    expect(missing).toEqual([]);
  });

  it('says what differs of members alone that the runtime has, and of packages that are known', () => {
    const conversions = [...packageConversions.values()];
    expect(conversions.filter(({ name }) => !suppliedPackages.has(name))).toEqual([]);
    const unfounded = conversions.flatMap(({ name, members = {} }) =>
      Object.entries(members)
        .filter(([, made]) => !made.expression && !made.statement && !made.leftOut && !made.advice && !made.status)
        .map(([member]) => ({ package: name, member }))
        .filter((base) => runtimeSignatures(routineOf(base)).length === 0 || !suppliedMember(name, base.member)),
    );
    expect(unfounded).toEqual([]);
  });

  it('has no helper of the runtime among the members', () => {
    expect(of('DBMS_SQL.RESET')).toBeUndefined();
    expect(of('DBMS_LOB.CHECKED')).toBeUndefined();
  });
});
