import { builtinFunction, builtinFunctionNames, parameterlessFunctions } from '../analyze/oracle/builtin-functions.js';
import { runtimeViews } from '../analyze/oracle/dictionary-columns.js';
import { dictionaryViewNames } from '../analyze/oracle/dictionary-views.js';
import { defaultOptions } from '../compile.js';
import { addUnder } from '../ir/lists-by-key.js';
import { suppliedReference } from '../lower/supplied/reference.js';
import { compileScript } from './script.js';

/**
 * native: PostgreSQL's own function or operator; inline: written out, or left out; runtime: a function of schema `ora`;
 * flagged: converted, with a warning that says what differs; refused: a stub that fails loudly.
 */
type BuiltinStatus = 'native' | 'inline' | 'runtime' | 'flagged' | 'refused';

/** A built-in thing of Oracle's, and what becomes of it. */
export interface Builtin {
  readonly name: string;
  readonly kind: 'function' | 'package member' | 'view';
  readonly status: BuiltinStatus;
  /** What stands for it in the output, where it has a name. */
  readonly by?: string;
  /** The diagnostic of what is flagged or refused. */
  readonly code?: string;
  readonly why?: string;
}

/**
 * Every built-in function, member of a supplied package and view of the dictionary that the compiler knows, in order of
 * kinds and names. The names come from its own tables; what becomes of functions and views is seen by compiling calls
 * of them.
 */
export async function listBuiltins(): Promise<readonly Builtin[]> {
  const members = suppliedReference().map((m) => ({ ...m, kind: 'package member' as const }));
  return [...(await functions()), ...members, ...(await views())];
}

/** Columns of the table that the probes read, and arguments made of them: what a call is tried with. */
const table =
  'CREATE TABLE probe (n NUMBER, s VARCHAR2(20), d DATE, t TIMESTAMP, r RAW(20), c CLOB, x XMLTYPE, z TIMESTAMP ' +
  'WITH TIME ZONE);';
const tries = (
  `()|(s)|(n)|(d)|(x)|(r)|(c)|(z)|(s, s)|(n, n)|(d, n)|(d, d)|(n, s)|(s, 'a')|(d, 'MM')|(n, 'DAY')|(x, '/a')|(t, ` +
  `'UTC')|(s, 'MD5')|(s, n)|(s, n, n)|(s, s, s)|(n, n, n)|(x, '/a', s)|(n, n, n, n)`
).split('|');

/**
 * Calls of functions that a plain argument does not suit, that stand in certain queries only, or whose
 * arguments have a syntax of their own.
 */
const samples: ReadonlyMap<string, string> = new Map([
  ['LNNVL', 'SELECT n FROM probe WHERE LNNVL(n = 1)'],
  ['REGEXP_LIKE', "SELECT n FROM probe WHERE REGEXP_LIKE(s, 'a')"],
  ['SYS_CONNECT_BY_PATH', "SELECT SYS_CONNECT_BY_PATH(s, '/') FROM probe CONNECT BY PRIOR n = n - 1"],
  ['GROUPING', 'SELECT GROUPING(s) FROM probe GROUP BY ROLLUP(s)'],
  ['GROUPING_ID', 'SELECT GROUPING_ID(s) FROM probe GROUP BY ROLLUP(s)'],
  ['GROUP_ID', 'SELECT GROUP_ID() FROM probe GROUP BY ROLLUP(s)'],
  ['VALIDATE_CONVERSION', 'SELECT VALIDATE_CONVERSION(s AS NUMBER) FROM probe'],
  ['CARDINALITY', 'SELECT CARDINALITY(numbers(n)) FROM probe'],
  ['SET', 'SELECT SET(numbers(n)) FROM probe'],
  ['CAST', 'SELECT CAST(s AS NUMBER) FROM probe'],
  ['EXTRACT', 'SELECT EXTRACT(YEAR FROM d) FROM probe'],
  ['TRIM', "SELECT TRIM(BOTH 'x' FROM s) FROM probe"],
  ['JSON_ARRAY', 'SELECT JSON_ARRAY(n, s) FROM probe'],
  ['JSON_ARRAYAGG', 'SELECT JSON_ARRAYAGG(n) FROM probe'],
  ['JSON_EXISTS', "SELECT n FROM probe WHERE JSON_EXISTS(c, '$.a')"],
  ['JSON_OBJECT', "SELECT JSON_OBJECT('k' VALUE n) FROM probe"],
  ['JSON_OBJECTAGG', 'SELECT JSON_OBJECTAGG(s VALUE n) FROM probe'],
  ['JSON_QUERY', "SELECT JSON_QUERY(c, '$.a') FROM probe"],
  ['JSON_TABLE', "SELECT j.a FROM probe, JSON_TABLE(c, '$[*]' COLUMNS (a NUMBER PATH '$.a')) j"],
  ['JSON_VALUE', "SELECT JSON_VALUE(c, '$.a') FROM probe"],
  ['APPENDCHILDXML', "SELECT APPENDCHILDXML(x, '/a', XMLTYPE('<b/>')) FROM probe"],
  ['DELETEXML', "SELECT DELETEXML(x, '/a/b') FROM probe"],
  ['INSERTCHILDXML', "SELECT INSERTCHILDXML(x, '/a', 'b', XMLTYPE('<b/>')) FROM probe"],
  ['INSERTCHILDXMLAFTER', "SELECT INSERTCHILDXMLAFTER(x, '/a', 'b', XMLTYPE('<b/>')) FROM probe"],
  ['INSERTCHILDXMLBEFORE', "SELECT INSERTCHILDXMLBEFORE(x, '/a', 'b', XMLTYPE('<b/>')) FROM probe"],
  ['INSERTXMLAFTER', "SELECT INSERTXMLAFTER(x, '/a/b', XMLTYPE('<b/>')) FROM probe"],
  ['INSERTXMLBEFORE', "SELECT INSERTXMLBEFORE(x, '/a/b', XMLTYPE('<b/>')) FROM probe"],
  ['UPDATEXML', "SELECT UPDATEXML(x, '/a/b/text()', s) FROM probe"],
  ['XMLCAST', "SELECT XMLCAST(XMLQUERY('/a' PASSING x RETURNING CONTENT) AS NUMBER) FROM probe"],
  ['XMLELEMENT', 'SELECT XMLELEMENT("a", s) FROM probe'],
  ['XMLEXISTS', "SELECT n FROM probe WHERE XMLEXISTS('/a' PASSING x)"],
  ['XMLFOREST', 'SELECT XMLFOREST(s AS "a") FROM probe'],
  ['XMLPARSE', 'SELECT XMLPARSE(CONTENT s) FROM probe'],
  ['XMLPI', 'SELECT XMLPI(NAME "a", s) FROM probe'],
  ['XMLQUERY', "SELECT XMLQUERY('/a' PASSING x RETURNING CONTENT) FROM probe"],
  ['XMLROOT', 'SELECT XMLROOT(x, VERSION NO VALUE) FROM probe'],
  ['XMLSERIALIZE', 'SELECT XMLSERIALIZE(CONTENT x AS CLOB) FROM probe'],
  ['XMLTABLE', "SELECT t.a FROM probe, XMLTABLE('/r' PASSING x COLUMNS a NUMBER PATH 'a') t"],
]);

interface Probe {
  readonly name: string;
  readonly sql: string;
}

async function functions(): Promise<readonly Builtin[]> {
  const names = [...new Set([...builtinFunctionNames(), ...samples.keys()])].sort();
  const outcomes = await compiled(
    names.flatMap((name) => probesOf(name)),
    [table, 'CREATE TYPE numbers AS TABLE OF NUMBER;\n/'],
  );
  return names.map((name) => functionOf(name, outcomes.get(name) ?? []));
}

function probesOf(name: string): readonly Probe[] {
  const sample = samples.get(name);
  if (sample !== undefined) return [{ name, sql: sample }];
  const known = builtinFunction(name);
  const calls = parameterlessFunctions.has(name) ? [name] : tries.map((args) => `${name}${args}`);
  const tails = known?.analytic
    ? [' OVER (ORDER BY n)']
    : known?.aggregate
      ? ['', ' WITHIN GROUP (ORDER BY n)', ' OVER (PARTITION BY s)']
      : [''];
  return calls.flatMap((call) => tails.map((tail) => ({ name, sql: `SELECT ${call}${tail} FROM probe` })));
}

/** What became of one probe. */
interface Outcome {
  readonly sql: string;
  readonly refused: boolean;
  readonly code?: string;
  readonly message?: string;
}

async function compiled(probes: readonly Probe[], setup: readonly string[]): Promise<Map<string, Outcome[]>> {
  const text = [...setup, ...probes.map(({ sql }) => `${sql};`)].join('\n');
  const first = setup.join('\n').split('\n').length + 1;
  const { steps, diagnostics } = await compileScript(text, 'builtins.sql', { defineOff: true }, defaultOptions);
  const said = new Map(diagnostics.filter((d) => d.severity !== 'info').map((d) => [d.line, d]));
  const outcomes = new Map<string, Outcome[]>();
  for (const { sql, sourceLine, refused } of steps) {
    const probe = probes[sourceLine - first];
    if (probe === undefined) continue;
    const about = said.get(sourceLine);
    const outcome = { sql, refused: refused !== undefined, code: about?.code, message: about?.message };
    addUnder(outcomes, probe.name, outcome);
  }
  return outcomes;
}

/** A function is what its best call is; one that only some types need the runtime for says so. */
function functionOf(name: string, outcomes: readonly Outcome[]): Builtin {
  const kind = 'function';
  const made = outcomes.filter((o) => !o.refused);
  if (made.length === 0) {
    const [why] = outcomes.filter((o) => !/too (few|many) arguments/.test(o.message ?? '')).concat(outcomes);
    return { name, kind, status: 'refused', code: why?.code, why: why?.message };
  }
  const clean = made.filter((o) => o.code === undefined);
  const [warned] = made;
  if (clean.length === 0) return { name, kind, status: 'flagged', code: warned?.code, why: warned?.message };
  const all = clean.map(({ sql }) => wayOf(name, sql));
  // A call that had to convert its arguments says nothing, unless there is no other.
  const ways = new Map(all.map((way) => [way.status, way]));
  const runtime = ways.get('runtime');
  const native = ways.get('native');
  const plain = native ?? ways.get('inline');
  if (runtime === undefined) return { name, kind, status: native ? 'native' : 'inline', ...byOf(native) };
  const why = plain === undefined ? {} : { why: 'native where types and NULLs allow it' };
  return { name, kind, status: 'runtime', ...byOf(runtime), ...why };
}

interface Way {
  readonly status: 'native' | 'inline' | 'runtime' | 'converting';
  readonly by?: string;
}
const byOf = (way: Way | undefined): { readonly by?: string } => (way?.by === undefined ? {} : { by: way.by });

/**
 * Functions of the runtime that convert between types: where they are not what was called,
 * the argument had the wrong type.
 */
const conversion = /_text$|^text_to_|^(to_number|hextoraw|rawtohex)$/;

/**
 * What stands for the call in the output: the runtime function of its name, any other of the
 * runtime, or a function of PostgreSQL.
 */
function wayOf(name: string, sql: string): Way {
  const own = [...sql.matchAll(/\bora\.([a-z_]\w*)\(/g)].map((m) => m[1] ?? '');
  const meant =
    own.find((f) => f === name.toLowerCase().replace('tonhex', 'tohex')) ?? own.find((f) => !conversion.test(f));
  if (meant !== undefined) return { status: 'runtime', by: `ora.${meant}` };
  if (own.length > 0) return { status: 'converting' };
  const called = [
    ...sql.matchAll(
      /(?<![.\w])(?!(?:in|over|values|and|or|when|then|else|numeric|varchar|char|probe)\b)([a-z_]\w*)\(/g,
    ),
  ];
  const names = called.map((m) => m[1] ?? '');
  const native =
    names.find((f) => f === name.toLowerCase()) ?? names.find((f) => !/^(nullif|coalesce)$/.test(f)) ?? names[0];
  return native === undefined ? { status: 'inline' } : { status: 'native', by: native };
}

async function views(): Promise<readonly Builtin[]> {
  const dynamic = runtimeViews().flatMap((view) =>
    view.startsWith('v_') ? view.replace('v_', 'V$').toUpperCase() : [],
  );
  const names = [...dictionaryViewNames(), ...dynamic].sort();
  const outcomes = await compiled(
    names.map((name) => ({ name, sql: `SELECT COUNT(*) FROM ${name}` })),
    [table],
  );
  return names.map((name) => {
    const [outcome] = outcomes.get(name) ?? [];
    if (outcome === undefined || outcome.refused)
      return { name, kind: 'view', status: 'refused', code: outcome?.code, why: outcome?.message };
    const by = /\bora\.\w+/.exec(outcome.sql)?.[0];
    return { name, kind: 'view', status: by === undefined ? 'inline' : 'runtime', ...(by && { by }) };
  });
}
