/** JSON_VALUE, JSON_QUERY, JSON_EXISTS, JSON_TABLE, dot notation and what makes JSON. (JSON Developer's Guide, SQL Language Reference of these names) */
import type { Random } from '../random.js';
import {
  find,
  isObject,
  isScalar,
  type Json,
  type JsonObject,
  jsonText,
  keys,
  type Step as PathStep,
  pathText,
  quoted,
  somePath,
  someScalar,
  Unsettled,
} from './documents.js';

/** The error of a function, by its number. */
export class OracleFailure extends Error {
  constructor(readonly code: number) {
    super(`ORA-${code}`);
  }
}

/** An expression over a document: its text over the text of the document, and what it shows. */
export interface Shown {
  readonly text: (document: string) => string;
  readonly value: (document: JsonObject) => string | null;
  /** Conditions stand in SQL alone. */
  readonly sqlOnly?: boolean;
}

const scalarText = (x: Json): string | null => {
  if (x === null || x === '') return null;
  return typeof x === 'string' ? x : String(x);
};

type Empty = 'NULL' | 'ERROR' | 'DEFAULT';

/** JSON_VALUE … RETURNING … ON ERROR ON EMPTY. */
export function jsonValue(random: Random): Shown {
  const path = somePath(random, false);
  const asNumber = random.chance(0.3);
  const onError = random.pick<Empty>(['NULL', 'NULL', 'NULL', 'ERROR', 'DEFAULT']);
  const onEmpty = random.pick<Empty | ''>(['', '', 'NULL', 'DEFAULT', 'ERROR']);
  const written = (how: Empty): string => (how === 'DEFAULT' ? `DEFAULT ${asNumber ? '-9' : "'none'"}` : how);
  const given = (how: Empty, code: number): string | null => {
    if (how === 'ERROR') throw new OracleFailure(code);
    return how === 'DEFAULT' ? (asNumber ? '-9' : 'none') : null;
  };
  const returning = asNumber ? ' RETURNING NUMBER' : random.chance(0.3) ? ' RETURNING VARCHAR2(40)' : '';
  const clauses = `${onError === 'NULL' && random.chance(0.7) ? '' : ` ${written(onError)} ON ERROR`}${onEmpty === '' ? '' : ` ${written(onEmpty)} ON EMPTY`}`;
  return {
    text: (document) => `JSON_VALUE(${document}, '${pathText(path)}'${returning}${clauses})`,
    value: (document) => {
      const found = find(document, path);
      const [only = null] = found;
      if (found.length === 0) return given(onEmpty === '' ? onError : onEmpty, 40462);
      if (found.length > 1) return given(onError, 40470);
      if (!isScalar(only)) return given(onError, 40456);
      if (!asNumber) return scalarText(only);
      if (typeof only === 'string' && onError === 'ERROR') throw new Unsettled();
      if (typeof only === 'number' || only === null) return scalarText(only);
      if (typeof only === 'boolean' || only === '') throw new Unsettled();
      return /^-?\d+(\.\d+)?$/.test(only) ? only : given(onError, 1722);
    },
  };
}

/** JSON_QUERY with its wrappers. */
export function jsonQuery(random: Random): Shown {
  const path = somePath(random, false);
  const wrapper = random.pick([
    '',
    ' WITH WRAPPER',
    ' WITH CONDITIONAL WRAPPER',
    ' WITHOUT WRAPPER',
    ' WITH ARRAY WRAPPER',
  ]);
  const onEmpty = random.pick(['', '', ' EMPTY ARRAY ON EMPTY', ' EMPTY OBJECT ON EMPTY', ' NULL ON EMPTY']);
  return {
    text: (document) => `JSON_QUERY(${document}, '${pathText(path)}'${wrapper}${onEmpty})`,
    value: (document) => {
      const found = find(document, path);
      const [only = null] = found;
      if (found.length === 0) {
        if (wrapper.includes('WITH ') && onEmpty === '') throw new Unsettled();
        return onEmpty.includes('ARRAY') ? '[]' : onEmpty.includes('OBJECT') ? '{}' : null;
      }
      const all = jsonText(found);
      if (wrapper === ' WITH WRAPPER' || wrapper === ' WITH ARRAY WRAPPER') return all;
      const single = found.length === 1 && !isScalar(only);
      if (wrapper === ' WITH CONDITIONAL WRAPPER') return single ? jsonText(only) : all;
      return single ? jsonText(only) : null;
    },
  };
}

/** JSON_EXISTS, with filters. */
export function jsonExists(random: Random): Shown {
  const path = somePath(random, true);
  return {
    text: (document) => `CASE WHEN JSON_EXISTS(${document}, '${pathText(path)}') THEN 'yes' ELSE 'no' END`,
    value: (document) => (find(document, path).length > 0 ? 'yes' : 'no'),
    sqlOnly: true,
  };
}

/** `t.doc.a.b`: a scalar as text, an object or array as JSON, several values as an array. */
export function dotted(random: Random): Shown {
  const path = Array.from(
    { length: 1 + random.below(2) },
    (): PathStep => ({ kind: 'member', name: random.pick(keys) }),
  );
  return {
    text: (document) =>
      `${document}${path.map((s) => (s.kind === 'member' ? `.${s.name === 'Total' ? '"Total"' : `"${s.name}"`}` : '')).join('')}`,
    value: (document) => {
      const found = find(document, path);
      const [only = null] = found;
      if (found.length === 0) return null;
      if (found.length > 1) return jsonText(found);
      return isScalar(only) ? scalarText(only) : jsonText(only);
    },
    sqlOnly: true,
  };
}

/** RFC 7396. */
function merged(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const made: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete made[key];
    else made[key] = merged(made[key] ?? null, value);
  }
  return made;
}

/** JSON_MERGEPATCH, looked into by JSON_VALUE, since the order of members is not written down. */
export function mergePatch(random: Random): Shown {
  const patch: Record<string, Json> = {};
  for (let i = 0; i < 2; i++)
    patch[random.pick(keys)] = random.chance(0.3) ? { a: someScalar(random), b: null } : someScalar(random);
  const path: readonly PathStep[] = [
    { kind: 'member', name: random.pick(keys) },
    ...(random.chance(0.3) ? [{ kind: 'member', name: 'a' } as const] : []),
  ];
  return {
    text: (document) => `JSON_VALUE(JSON_MERGEPATCH(${document}, ${quoted(jsonText(patch))}), '${pathText(path)}')`,
    value: (document) => {
      const found = find(merged(document, patch), path);
      const [only = null] = found;
      return found.length === 1 && isScalar(only) ? scalarText(only) : null;
    },
  };
}

/** JSON_OBJECT and JSON_ARRAY of values that are taken from the document. */
export function made(random: Random): Shown {
  const parts = Array.from({ length: 1 + random.below(3) }, (_, i) => ({ key: `k${i}`, of: member(random) }));
  const object = random.chance(0.6);
  const absent = random.pick(['', ' ABSENT ON NULL', ' NULL ON NULL']);
  // Members that are NULL are shown as null, elements are left out, where nothing is said.
  const leavesOut = absent === '' ? !object : absent.startsWith(' ABSENT');
  return {
    text: (document) =>
      object
        ? `JSON_OBJECT(${parts.map((p, i) => `${i % 2 === 0 ? 'KEY ' : ''}'${p.key}' VALUE ${p.of.text(document)}`).join(', ')}${absent})`
        : `JSON_ARRAY(${parts.map((p) => p.of.text(document)).join(', ')}${absent})`,
    value: (document) => {
      const all = parts
        .map((p) => ({ key: p.key, value: p.of.value(document) }))
        .filter((p) => !leavesOut || p.value !== null);
      return object
        ? jsonText(Object.fromEntries(all.map((p) => [p.key, p.value])))
        : jsonText(all.map((p) => p.value));
    },
    sqlOnly: true,
  };
}

/** A member of the document as a text or a number of SQL. */
function member(random: Random): {
  readonly text: (document: string) => string;
  readonly value: (document: JsonObject) => Json;
} {
  const name = random.pick(keys);
  const number = random.chance(0.4);
  return {
    text: (document) => `JSON_VALUE(${document}, '$.${name}'${number ? ' RETURNING NUMBER' : ''})`,
    value: (document) => {
      const found = find(document, [{ kind: 'member', name }]);
      const [only = null] = found;
      if (found.length !== 1 || !isScalar(only)) return null;
      if (!number) return scalarText(only);
      if (typeof only === 'number') return only;
      if (only === null) return null;
      if (typeof only === 'boolean' || only === '') throw new Unsettled();
      return /^-?\d+(\.\d+)?$/.test(only) ? Number(only) : null;
    },
  };
}

/** The rows of JSON_TABLE over `items`, with a nested path. */
export function tableRows(random: Random): {
  readonly text: (document: string) => string;
  readonly rows: (document: JsonObject) => readonly string[];
} {
  const nested = random.chance(0.5);
  const exists = random.chance(0.3);
  const columns = [
    'n FOR ORDINALITY',
    "a VARCHAR2(40) PATH '$.a'",
    `b ${random.chance(0.5) ? 'VARCHAR2(40)' : 'VARCHAR2(40) FORMAT JSON'} PATH '$.b'`,
    ...(exists ? ["e VARCHAR2(5) EXISTS PATH '$.b'"] : []),
    ...(nested ? ["NESTED PATH '$.c[*]' COLUMNS (m FOR ORDINALITY, v VARCHAR2(40) PATH '$')"] : []),
  ];
  const isJson = columns[2]?.includes('FORMAT') === true;
  return {
    text: (document) => `JSON_TABLE(${document}, '$.items[*]' COLUMNS (${columns.join(', ')}))`,
    rows: (document) =>
      find(document, [{ kind: 'member', name: 'items' }, { kind: 'elements' }]).flatMap((item, i) => {
        const at = (name: string): readonly Json[] => find(item, [{ kind: 'member', name }]);
        const value = (name: string): string => {
          const [only = null, more] = at(name);
          return more !== undefined || !isScalar(only) ? '' : (scalarText(only) ?? '');
        };
        if (isJson && at('b').length > 0) throw new Unsettled();
        const front = [
          String(i + 1),
          value('a'),
          isJson ? '' : value('b'),
          ...(exists ? [at('b').length > 0 ? 'true' : 'false'] : []),
        ];
        if (!nested) return [front.join('|')];
        const inner = find(item, [{ kind: 'member', name: 'c' }, { kind: 'elements' }]);
        if (inner.length === 0) return [[...front, '', ''].join('|')];
        return inner.map((x, k) => [...front, String(k + 1), isScalar(x) ? (scalarText(x) ?? '') : ''].join('|'));
      }),
  };
}

/** What aggregates make of a member of all rows. */
export function aggregated(random: Random): {
  readonly text: string;
  readonly value: (rows: readonly JsonObject[]) => string;
} {
  const of = member(random);
  const absent = random.pick(['', ' NULL ON NULL', ' ABSENT ON NULL']);
  const array = random.chance(0.5);
  const nested = random.chance(0.4);
  const part = nested ? `JSON_OBJECT('n' VALUE t.id, 'v' VALUE ${of.text('t.doc')})` : of.text('t.doc');
  const ofRow = (row: JsonObject, i: number): Json => (nested ? { n: i + 1, v: of.value(row) } : of.value(row));
  const all = (rows: readonly JsonObject[]): readonly Json[] => rows.map(ofRow);
  return array
    ? {
        text: `JSON_ARRAYAGG(${part}${nested && random.chance(0.5) ? ' FORMAT JSON' : ''} ORDER BY t.id DESC${absent})`,
        value: (rows) =>
          jsonText(
            all(rows)
              .toReversed()
              .filter((x) => absent === ' NULL ON NULL' || x !== null),
          ),
      }
    : {
        text: `JSON_OBJECT('all' VALUE JSON_ARRAYAGG(${part} ORDER BY t.id), 'count' VALUE COUNT(*))`,
        value: (rows) => jsonText({ all: all(rows).filter((x) => x !== null), count: rows.length }),
      };
}

/** The rows whose document holds something. */
export function picked(random: Random): { readonly text: string; readonly holds: (document: JsonObject) => boolean } {
  const path = somePath(random, true);
  const name = random.pick(keys);
  const wanted = random.pick(['x', 'red', '10', 'true']);
  if (random.chance(0.5))
    return {
      text: `${random.chance(0.3) ? 'NOT ' : ''}JSON_EXISTS(t.doc, '${pathText(path)}')`,
      holds: (d) => find(d, path).length > 0,
    };
  return {
    text: `JSON_VALUE(t.doc, '$.${name}') = '${wanted}'`,
    holds: (d) => {
      const found = find(d, [{ kind: 'member', name }]);
      const [only = null] = found;
      return found.length === 1 && isScalar(only) && scalarText(only) === wanted;
    },
  };
}
