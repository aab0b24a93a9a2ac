/** JSON_OBJECT_T and JSON_ARRAY_T. (PL/SQL Packages and Types Reference, "JSON Data Types") */
import type { Random } from '../random.js';
import {
  isArray,
  isObject,
  isScalar,
  type Json,
  type JsonObject,
  jsonText,
  keys,
  quoted,
  someScalar,
} from './documents.js';

export interface Block {
  readonly declared: readonly string[];
  readonly body: readonly string[];
  readonly expected: readonly string[];
}

const literal = (x: Json): string =>
  typeof x === 'string' ? quoted(x) : typeof x === 'boolean' ? String(x).toUpperCase() : String(x);

/** An object that is read, changed and written. */
export function objectSteps(random: Random, label: string, document: JsonObject): Block {
  const made: Record<string, Json> = { ...document };
  const o = `o_${label}`;
  const body: string[] = [`${o} := JSON_OBJECT_T.PARSE(${quoted(jsonText(document))});`];
  const expected: string[] = [];
  const show = (text: string, value: string | null): void => {
    body.push(`DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`);
    expected.push(`${label} ${value ?? ''}`);
  };
  for (let i = 0; i < 6; i++) {
    const key = random.pick(keys);
    const value = made[key];
    const there = Object.hasOwn(made, key);
    switch (random.below(9)) {
      case 0:
        if (value === undefined || isScalar(value)) {
          const text = value === undefined || value === null ? null : String(value);
          if (typeof value === 'string' || value === undefined) show(`${o}.GET_STRING('${key}')`, text);
        }
        break;
      case 1:
        if (typeof value === 'number' || value === undefined)
          show(`TO_CHAR(${o}.GET_NUMBER('${key}'))`, value === undefined ? null : String(value));
        break;
      case 2:
        show(`CASE WHEN ${o}.HAS('${key}') THEN 'has' ELSE 'lacks' END`, there ? 'has' : 'lacks');
        break;
      case 3: {
        const x = someScalar(random);
        // What becomes of a text that is NULL is not written down.
        if (x === '') break;
        if (x === null) body.push(`${o}.PUT_NULL('${key}');`);
        else body.push(`${o}.PUT('${key}', ${literal(x)});`);
        made[key] = x;
        break;
      }
      case 4:
        if (there) {
          body.push(`${o}.REMOVE('${key}');`);
          delete made[key];
        }
        break;
      case 5:
        show(`${o}.GET_SIZE`, String(Object.keys(made).length));
        break;
      case 6:
        if (there) show(`${o}.GET_TYPE('${key}')`, typeName(value ?? null));
        break;
      case 7:
        if (value !== undefined && isArray(value)) {
          show(`${o}.GET_ARRAY('${key}').GET_SIZE`, String(value.length));
          show(`${o}.GET_ARRAY('${key}').TO_STRING`, jsonText(value));
        } else if (value !== undefined && isObject(value)) show(`${o}.GET_OBJECT('${key}').TO_STRING`, jsonText(value));
        break;
      default:
        for (const k of keys)
          show(
            `CASE WHEN ${o}.GET('${k}') IS NULL THEN '${k} none' ELSE '${k} ' || ${o}.GET('${k}').TO_STRING END`,
            Object.hasOwn(made, k) ? `${k} ${jsonText(made[k] ?? null)}` : `${k} none`,
          );
    }
  }
  return { declared: [`${o} JSON_OBJECT_T;`], body, expected };
}

const typeName = (x: Json): string => (isArray(x) ? 'ARRAY' : isObject(x) ? 'OBJECT' : 'SCALAR');

/** An array that grows, and its elements. */
export function arraySteps(random: Random, label: string): Block {
  const a = `a_${label}`;
  const made: Json[] = [];
  const body: string[] = [`${a} := JSON_ARRAY_T();`];
  for (let i = 0; i < 1 + random.below(4); i++) {
    const x = someScalar(random);
    if (x === null || x === '') body.push(`${a}.APPEND_NULL;`);
    else body.push(`${a}.APPEND(${literal(x)});`);
    made.push(x === '' ? null : x);
  }
  const expected = [`${label} ${jsonText(made)}`, ...made.map((x, i) => `${label} ${i} ${jsonText(x)}`)];
  body.push(
    `DBMS_OUTPUT.PUT_LINE('${label} ' || ${a}.TO_STRING);`,
    `FOR i IN 0 .. ${a}.GET_SIZE - 1 LOOP`,
    `  DBMS_OUTPUT.PUT_LINE('${label} ' || i || ' ' || ${a}.GET(i).TO_STRING);`,
    'END LOOP;',
  );
  return { declared: [`${a} JSON_ARRAY_T;`], body, expected };
}

/** The keys of an object in their order, and the objects of an array in turn. */
export function walkSteps(label: string, document: JsonObject): Block {
  const [o, k, e] = [`o_${label}`, `k_${label}`, `e_${label}`];
  const items = document.items;
  const inner = items !== undefined && isArray(items) ? items : [];
  return {
    declared: [`${o} JSON_OBJECT_T;`, `${k} JSON_KEY_LIST;`, `${e} JSON_ELEMENT_T;`, `l_${label} JSON_ARRAY_T;`],
    body: [
      `${o} := TREAT(JSON_ELEMENT_T.PARSE(${quoted(jsonText(document))}) AS JSON_OBJECT_T);`,
      `${k} := ${o}.GET_KEYS;`,
      `IF ${k} IS NOT NULL THEN`,
      `  FOR i IN 1 .. ${k}.COUNT LOOP`,
      `    ${e} := ${o}.GET(${k}(i));`,
      `    DBMS_OUTPUT.PUT_LINE('${label} ' || ${k}(i) || ' ' || CASE WHEN ${e}.IS_OBJECT THEN 'object' WHEN ${e}.IS_ARRAY THEN 'array' WHEN ${e}.IS_STRING THEN 'string' WHEN ${e}.IS_NUMBER THEN 'number' WHEN ${e}.IS_NULL THEN 'null' ELSE 'other' END);`,
      '  END LOOP;',
      'END IF;',
      ...(inner.length > 0
        ? [
            `l_${label} := ${o}.GET_ARRAY('items');`,
            `FOR i IN 0 .. l_${label}.GET_SIZE - 1 LOOP`,
            `  IF l_${label}.GET(i).IS_OBJECT THEN`,
            `    DBMS_OUTPUT.PUT_LINE('${label} ' || i || ' ' || TREAT(l_${label}.GET(i) AS JSON_OBJECT_T).GET_SIZE);`,
            '  ELSE',
            `    DBMS_OUTPUT.PUT_LINE('${label} ' || i || ' ' || l_${label}.GET(i).TO_STRING);`,
            '  END IF;',
            'END LOOP;',
          ]
        : []),
    ],
    expected: [
      ...Object.entries(document).map(([key, x]) => `${label} ${key} ${kindName(x)}`),
      ...inner.map((x, i) => `${label} ${i} ${isObject(x) ? Object.keys(x).length : jsonText(x)}`),
    ],
  };
}

function kindName(x: Json): string {
  if (isObject(x)) return 'object';
  if (isArray(x)) return 'array';
  if (x === null) return 'null';
  return typeof x === 'boolean' ? 'other' : typeof x;
}
