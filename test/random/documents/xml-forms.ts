/** Namespaces, XMLTABLE within XMLTABLE, XMLSEQUENCE, methods of XMLTYPE and what makes XML. (XML DB Developer's Guide; SQL Language Reference, "XML Functions") */
import type { Random } from '../random.js';
import { quoted, Unsettled } from './documents.js';
import type { Block } from './objects.js';
import { type XmlItem, xmlText } from './xml.js';

type Items = readonly XmlItem[];
const namespace = 'http://example.org/list';

const loop = (label: string, query: string, columns: readonly string[]): readonly string[] => [
  `FOR r IN (${query}) LOOP`,
  `  DBMS_OUTPUT.PUT_LINE('${label} ' || ${columns.map((c) => `r.${c}`).join(" || '|' || ")});`,
  'END LOOP;',
];

/** A document in a namespace, found by a prefix, by a default, or not found without. */
function namespaceStep(random: Random, label: string, items: Items): Block {
  const document = `XMLTYPE(${quoted(xmlText(items, namespace))})`;
  if (random.chance(0.4)) {
    const n = 1 + random.below(3);
    const known = random.chance(0.7);
    const name = items[n - 1]?.name ?? '';
    return {
      declared: [],
      body: loop(
        label,
        known
          ? `SELECT EXTRACTVALUE(${document}, '/p:list/p:item[${n}]/p:name', 'xmlns:p="${namespace}"') AS x FROM DUAL`
          : `SELECT EXTRACTVALUE(${document}, '/list/item[${n}]/name') AS x FROM DUAL`,
        ['x'],
      ),
      expected: [`${label} ${known ? name : ''}`],
    };
  }
  const prefix = random.chance(0.5) ? 'p:' : '';
  const declaration = prefix === '' ? `DEFAULT '${namespace}'` : `'${namespace}' AS "p"`;
  const known = random.chance(0.8);
  return {
    declared: [],
    body: loop(
      label,
      `SELECT j.* FROM XMLTABLE(${known ? `XMLNAMESPACES(${declaration}), ` : ''}'/${known ? prefix : ''}list/${known ? prefix : ''}item' PASSING ${document} ` +
        `COLUMNS n FOR ORDINALITY, k VARCHAR2(9) PATH '@id', a VARCHAR2(60) PATH '${known ? prefix : ''}name', p NUMBER PATH '${known ? prefix : ''}price') j ORDER BY j.n`,
      ['n', 'k', 'a', 'p'],
    ),
    expected: known
      ? items.map(
          (x, i) => `${label} ${[i + 1, x.id, x.name ?? '', x.price === null ? '' : Number(x.price)].join('|')}`,
        )
      : [],
  };
}

/** The rows of rows. */
function nestedStep(random: Random, label: string, rows: readonly Items[]): Block {
  const outer = random.chance(0.4);
  const inner = "XMLTABLE('/item/tag' PASSING j.x COLUMNS m FOR ORDINALITY, g VARCHAR2(60) PATH '.') i";
  return {
    declared: [],
    body: loop(
      label,
      `SELECT t.id, j.n, i.m, i.g FROM xt t, XMLTABLE('/list/item' PASSING t.doc COLUMNS n FOR ORDINALITY, x XMLTYPE PATH '.') j${outer ? ` LEFT JOIN ${inner} ON 1 = 1` : `, ${inner}`} ORDER BY t.id, j.n, i.m`,
      ['id', 'n', 'm', 'g'],
    ),
    expected: rows.flatMap((items, t) =>
      items.flatMap((item, n) =>
        item.tags.length === 0 && outer
          ? [`${label} ${t + 1}|${n + 1}||`]
          : item.tags.map((g, m) => `${label} ${t + 1}|${n + 1}|${m + 1}|${g}`),
      ),
    ),
  };
}

/** TABLE(XMLSEQUENCE(EXTRACT(…))). */
function sequenceStep(random: Random, label: string, rows: readonly Items[]): Block {
  const filter = random.chance(0.4) ? '[price]' : '';
  return {
    declared: [],
    body: loop(
      label,
      `SELECT t.id, EXTRACTVALUE(VALUE(v), '/item/@id') AS k, EXTRACTVALUE(VALUE(v), '/item/name') AS a FROM xt t, TABLE(XMLSEQUENCE(EXTRACT(t.doc, '/list/item${filter}'))) v ORDER BY t.id, k`,
      ['id', 'k', 'a'],
    ),
    expected: rows.flatMap((items, t) =>
      items.filter((x) => filter === '' || x.price !== null).map((x) => `${label} ${t + 1}|${x.id}|${x.name ?? ''}`),
    ),
  };
}

/** Methods of XMLTYPE in PL/SQL. */
function methodStep(random: Random, label: string, items: Items): Block {
  const x = `x_${label}`;
  const n = 1 + random.below(3);
  const item = items[n - 1];
  const lines: (readonly [string, string])[] = [
    [`${x}.GETROOTELEMENT()`, 'list'],
    [`${x}.EXISTSNODE('/list/item[${n}]/price')`, item?.price ? '1' : '0'],
    [`${x}.EXISTSNODE('/list/nothing')`, '0'],
  ];
  if (item) lines.push([`${x}.EXTRACT('/list/item[${n}]/@id').GETSTRINGVAL()`, item.id]);
  if (item?.price)
    lines.push([`${x}.EXTRACT('/list/item[${n}]/price/text()').GETNUMBERVAL()`, String(Number(item.price))]);
  if (item?.name && /^[\w ]+$/.test(item.name)) {
    lines.push([`${x}.EXTRACT('/list/item[${n}]/name/text()').GETSTRINGVAL()`, item.name]);
    lines.push([`${x}.EXTRACT('/list/item[${n}]/name').GETCLOBVAL()`, `<name>${item.name}</name>`]);
  }
  const [text, value] = random.pick(lines);
  const counted = random.chance(0.4);
  return {
    declared: [`${x} XMLTYPE;`, `i_${label} PLS_INTEGER;`],
    body: [
      `${x} := XMLTYPE(${quoted(xmlText(items, ''))});`,
      `DBMS_OUTPUT.PUT_LINE('${label} ' || ${text});`,
      ...(counted
        ? [
            `i_${label} := 1;`,
            `WHILE ${x}.EXISTSNODE('/list/item[' || i_${label} || ']') = 1 LOOP`,
            `  i_${label} := i_${label} + 1;`,
            'END LOOP;',
            `DBMS_OUTPUT.PUT_LINE('${label} ' || (i_${label} - 1));`,
          ]
        : []),
    ],
    expected: [`${label} ${value}`, ...(counted ? [`${label} ${items.length}`] : [])],
  };
}

const escaped = (s: string): string =>
  s
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');

interface Node {
  readonly text: string;
  readonly of: (row: { readonly id: number; readonly name: string }) => string;
}

function someNode(random: Random, depth: number): Node {
  switch (random.below(depth > 0 ? 9 : 7)) {
    case 0:
      return { text: 'XMLELEMENT("d", DATE \'2024-02-29\')', of: () => '<d>2024-02-29</d>' };
    case 1:
      return { text: 'XMLELEMENT("n", t.id * 1.5)', of: ({ id }) => `<n>${id * 1.5}</n>` };
    case 2:
      return { text: "XMLCOMMENT('a note')", of: () => '<!--a note-->' };
    case 3:
      return { text: "XMLCDATA('a < b & c')", of: () => '<![CDATA[a < b & c]]>' };
    case 4:
      return { text: 'XMLELEMENT(NAME "Name", t.name)', of: ({ name }) => `<Name>${escaped(name)}</Name>` };
    case 5:
      return {
        text: 'XMLFOREST(t.id AS "i", t.name AS "s", NULL AS "none")',
        of: ({ id, name }) => `<i>${id}</i><s>${escaped(name)}</s>`,
      };
    case 6:
      return {
        text: `XMLELEMENT("a", XMLATTRIBUTES(t.id AS "k", NULL AS "no", 'x' AS "y"), 'text ' || t.id)`,
        of: ({ id }) => `<a k="${id}" y="x">text ${id}</a>`,
      };
    case 7: {
      const [a, b] = [someNode(random, depth - 1), someNode(random, depth - 1)];
      return { text: `XMLCONCAT(${a.text}, ${b.text})`, of: (row) => a.of(row) + b.of(row) };
    }
    default: {
      const [a, b] = [someNode(random, depth - 1), someNode(random, depth - 1)];
      return { text: `XMLELEMENT("box", ${a.text}, ${b.text})`, of: (row) => `<box>${a.of(row)}${b.of(row)}</box>` };
    }
  }
}

/** Trees of XMLELEMENT and its like, of rows and groups of them. */
function treeStep(random: Random, label: string, names: readonly string[]): Block {
  const node = someNode(random, 2);
  const rows = names.map((name, i) => ({ id: i + 1, name }));
  const whole = (inner: string): string =>
    `XMLSERIALIZE(CONTENT ${inner} AS ${random.pick(['VARCHAR2(4000)', 'CLOB'])})`;
  if (random.chance(0.5)) {
    return {
      declared: [],
      body: loop(label, `SELECT t.id, ${whole(`XMLELEMENT("r", ${node.text})`)} AS x FROM xt t ORDER BY t.id`, [
        'id',
        'x',
      ]),
      expected: rows.map((row) => `${label} ${row.id}|<r>${node.of(row)}</r>`),
    };
  }
  const groups = [0, 1].flatMap((g) => {
    const own = rows.filter(({ id }) => id % 2 === g);
    return own.length === 0 ? [] : [`${label} ${g}|<g n="${own.length}">${own.map(node.of).join('')}</g>`];
  });
  return {
    declared: [],
    body: loop(
      label,
      `SELECT MOD(t.id, 2) AS k, ${whole(`XMLELEMENT("g", XMLATTRIBUTES(COUNT(*) AS "n"), XMLAGG(${node.text} ORDER BY t.id))`)} AS x FROM xt t GROUP BY MOD(t.id, 2) ORDER BY 1`,
      ['k', 'x'],
    ),
    expected: groups,
  };
}

/** XMLCAST to types, of paths that find one node or none. */
function castStep(random: Random, label: string, rows: readonly Items[]): Block {
  const n = 1 + random.below(3);
  const [text, of] = random.pick<readonly [string, (items: Items) => string]>([
    [
      `XMLCAST(XMLQUERY('/list/item[${n}]/price' PASSING t.doc RETURNING CONTENT) AS NUMBER) * 2`,
      (items) => (items[n - 1]?.price ? String(Number(items[n - 1]?.price) * 2) : ''),
    ],
    [
      `XMLCAST(XMLQUERY('count(/list/item)' PASSING t.doc RETURNING CONTENT) AS NUMBER)`,
      (items) => String(items.length),
    ],
    [
      `XMLCAST(XMLQUERY('/list/item[@id=$k]/name' PASSING t.doc, '${n}' AS "k" RETURNING CONTENT) AS VARCHAR2(60))`,
      (items) => items[n - 1]?.name ?? '',
    ],
    [`XMLCAST(EXTRACT(t.doc, '/list/item[${n}]/@id') AS NUMBER) + 1`, (items) => (items[n - 1] ? String(n + 1) : '')],
  ]);
  return {
    declared: [],
    body: loop(label, `SELECT t.id, ${text} AS x FROM xt t ORDER BY t.id`, ['id', 'x']),
    expected: rows.map((items, i) => `${label} ${i + 1}|${of(items)}`),
  };
}

/** A step on documents of XML in one of its other forms. */
export function xmlFormStep(random: Random, label: string, rows: readonly Items[], names: readonly string[]): Block {
  const [items] = rows;
  if (!items) throw new Unsettled();
  switch (random.below(7)) {
    case 0:
      return namespaceStep(random, label, items);
    case 1:
      return nestedStep(random, label, rows);
    case 2:
      return sequenceStep(random, label, rows);
    case 3:
      return methodStep(random, label, random.pick(rows));
    case 4:
      return castStep(random, label, rows);
    default:
      return treeStep(random, label, names);
  }
}
