/** JSON that SQL makes, in all its forms, and what counts as JSON. (SQL Language Reference, "JSON_OBJECT", "JSON_ARRAY", "IS JSON Condition") */
import type { Random } from '../random.js';
import { type Json, jsonText, quoted, Unsettled } from './documents.js';
import type { Block } from './objects.js';

interface Part {
  readonly text: string;
  readonly value: (row: { readonly id: number; readonly name: string }) => Json;
}

function somePart(random: Random, depth: number): Part {
  switch (random.below(depth > 0 ? 11 : 8)) {
    case 0:
      return { text: 't.id', value: ({ id }) => id };
    case 1:
      return { text: 't.name', value: ({ name }) => name };
    case 2:
      return { text: "'it''s \"q\" \\ /'", value: () => 'it\'s "q" \\ /' };
    case 3: {
      const n = random.pick(['0.5', '-0.25', '1e3', '12.50', '0', '-7']);
      return { text: n, value: () => Number(n) };
    }
    case 4:
      return { text: random.pick(['NULL', "''", 'CAST(NULL AS NUMBER)']), value: () => null };
    case 5:
      return { text: "DATE '2024-01-31'", value: () => '2024-01-31T00:00:00' };
    case 6:
      return { text: `'{"x":[1,"y"]}' FORMAT JSON`, value: () => ({ x: [1, 'y'] }) };
    case 7:
      return { text: 't.id / 4', value: ({ id }) => id / 4 };
    default: {
      const { text, value } = someMade(random, depth - 1);
      return { text, value };
    }
  }
}

const nullsOf = (random: Random): '' | ' NULL ON NULL' | ' ABSENT ON NULL' =>
  random.pick<'' | ' NULL ON NULL' | ' ABSENT ON NULL'>(['', ' NULL ON NULL', ' ABSENT ON NULL']);

function someMade(random: Random, depth: number): Part {
  const parts = Array.from({ length: 1 + random.below(3) }, () => somePart(random, depth));
  const nulls = nullsOf(random);
  if (random.chance(0.6)) {
    // `KEY 'k' IS NULL` reads like a condition.
    const member = (p: Part, i: number): string =>
      random.pick([
        `KEY 'k${i}' VALUE ${p.text}`,
        `'k${i}' VALUE ${p.text}`,
        `'k${i}' : ${p.text}`,
        `KEY 'k${i}' ${p.text === 'NULL' ? 'VALUE' : 'IS'} ${p.text}`,
      ]);
    const unique = random.chance(0.15) ? ' WITH UNIQUE KEYS' : '';
    return {
      text: `JSON_OBJECT(${parts.map(member).join(', ')}${nulls}${unique})`,
      value: (row) =>
        Object.fromEntries(
          parts
            .map((p, i) => [`k${i}`, p.value(row)] as const)
            .filter(([, x]) => x !== null || nulls !== ' ABSENT ON NULL'),
        ),
    };
  }
  return {
    text: `JSON_ARRAY(${parts.map((p) => p.text).join(', ')}${nulls})`,
    value: (row) => parts.map((p) => p.value(row)).filter((x) => x !== null || nulls === ' NULL ON NULL'),
  };
}

/** A tree of JSON_OBJECT and JSON_ARRAY of each row, or of all rows. */
export function madeTreeStep(random: Random, label: string, names: readonly string[]): Block {
  const part = someMade(random, 2);
  const rows = names.map((name, i) => ({ id: i + 1, name }));
  if (random.chance(0.5)) {
    return {
      declared: [],
      body: [
        `FOR r IN (SELECT t.id, ${part.text} AS x FROM xt t ORDER BY t.id) LOOP`,
        `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || r.x);`,
        'END LOOP;',
      ],
      expected: rows.map((row) => `${label} ${row.id} ${jsonText(part.value(row))}`),
    };
  }
  const kind = random.below(4);
  const [text, value] = (
    [
      [`JSON_ARRAYAGG(${part.text} ORDER BY t.id DESC)`, rows.map(part.value).toReversed()],
      [`JSON_ARRAYAGG(t.name ORDER BY t.id RETURNING CLOB)`, rows.map((r) => r.name)],
      [
        `JSON_QUERY(JSON_OBJECTAGG(KEY 'n' || t.id VALUE ${part.text}), '$.n2')`,
        rows[1] === undefined ? null : part.value(rows[1]),
      ],
      [
        `JSON_OBJECT('rows' VALUE JSON_ARRAYAGG(${part.text} ORDER BY t.id), 'max' VALUE MAX(t.id))`,
        { rows: rows.map(part.value), max: rows.length },
      ],
    ] satisfies readonly (readonly [string, Json])[]
  )[kind] ?? ['', null];
  return {
    declared: [],
    body: [`FOR r IN (SELECT ${text} AS x FROM xt t) LOOP`, `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.x);`, 'END LOOP;'],
    expected: [`${label} ${jsonText(value)}`],
  };
}

/** Texts, and whether they are JSON: lax, strict, and with unique names. */
const candidates: readonly (readonly [text: string, lax: boolean, strict: boolean, unique: boolean])[] = [
  ['{"a":1}', true, true, true],
  ['[1,"x",null,true]', true, true, true],
  ['{}', true, true, true],
  ['[]', true, true, true],
  [' { "a" : { "b" : [ ] } } ', true, true, true],
  ['{a:1}', true, false, true],
  ["{'a':'x'}", true, false, true],
  ['{"a":TRUE}', true, false, true],
  ['{"a":1,"a":2}', true, true, false],
  ['{"a":{"b":1,"b":2}}', true, true, false],
  ['{"a":{"b":1},"b":2}', true, true, true],
  ['{"a":}', false, false, false],
  ['{"a"}', false, false, false],
  ['{"a":1', false, false, false],
  ['[1,2', false, false, false],
  ['abc', false, false, false],
  ['{"a":1}}', false, false, false],
  ['<a/>', false, false, false],
];

/** IS JSON and IS NOT JSON of texts. */
export function isJsonStep(random: Random, label: string): Block {
  const [text, lax, strict, unique] = random.pick(candidates);
  const how = random.pick([
    '',
    ' (LAX)',
    ' (STRICT)',
    ' STRICT',
    ' WITH UNIQUE KEYS',
    ' STRICT WITH UNIQUE KEYS',
    ' WITHOUT UNIQUE KEYS',
  ]);
  if (how.includes('(') && text === '') throw new Unsettled();
  const holds = (how.includes('STRICT') ? strict : lax) && (!how.includes('WITH UNIQUE') || unique);
  const not = random.chance(0.4);
  return {
    declared: [],
    body: [
      `FOR r IN (SELECT CASE WHEN x IS ${not ? 'NOT ' : ''}JSON${how} THEN 'yes' ELSE 'no' END AS y FROM (SELECT ${quoted(text)} AS x FROM DUAL)) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.y);`,
      'END LOOP;',
    ],
    expected: [`${label} ${holds !== not ? 'yes' : 'no'}`],
  };
}
