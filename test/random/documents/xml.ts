/** XML of rows, and rows of XML. (XML DB Developer's Guide; SQL Language Reference, "XML Functions") */
import type { Random } from '../random.js';
import { quoted, Unsettled } from './documents.js';
import type { Block } from './objects.js';

export interface XmlItem {
  readonly id: string;
  readonly name: string | null;
  readonly price: string | null;
  readonly tags: readonly string[];
}

const texts = ['red', 'two words', "it's", 'A & B', '1 < 2', 'x > y', 'say "hi"', 'é', '10', 'Müller', 'a/b'];
const prices = ['1', '2.5', '10', '100', '7'];

export const someItems = (random: Random): readonly XmlItem[] =>
  Array.from({ length: random.below(4) }, (_, i) => ({
    id: String(i + 1),
    name: random.chance(0.85) ? random.pick(texts) : null,
    price: random.chance(0.8) ? random.pick(prices) : null,
    tags: Array.from({ length: random.below(3) }, () => random.pick(texts)),
  }));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** The functions of SQL write both quotes as entities. */
const escapedBySql = (text: string): string => escaped(text).replaceAll('"', '&quot;').replaceAll("'", '&apos;');
const element = (name: string, text: string | null): string =>
  text === null ? '' : `<${name}>${escaped(text)}</${name}>`;

export function xmlText(items: readonly XmlItem[], namespace: string): string {
  const inner = items.map(
    (i) =>
      `<item id="${i.id}">${element('name', i.name)}${element('price', i.price)}${i.tags.map((t) => element('tag', t)).join('')}</item>`,
  );
  return `<list${namespace === '' ? '' : ` xmlns="${namespace}"`} kind="k1">${inner.join('')}</list>`;
}

/** A value of one node, its path, and whether it is there. */
interface Found {
  readonly path: string;
  readonly nodes: (items: readonly XmlItem[]) => readonly string[];
}
function someNode(random: Random): Found {
  const n = 1 + random.below(3);
  const id = String(1 + random.below(3));
  const nth = (items: readonly XmlItem[]): readonly XmlItem[] => items.slice(n - 1, n);
  const byId = (items: readonly XmlItem[]): readonly XmlItem[] => items.filter((i) => i.id === id);
  const present = (x: string | null): readonly string[] => (x === null ? [] : [x]);
  return random.pick<Found>([
    { path: `/list/item[${n}]/name`, nodes: (items) => nth(items).flatMap((i) => present(i.name)) },
    { path: `/list/item[@id="${id}"]/price`, nodes: (items) => byId(items).flatMap((i) => present(i.price)) },
    { path: `/list/item[@id="${id}"]/tag[1]`, nodes: (items) => byId(items).flatMap((i) => i.tags.slice(0, 1)) },
    { path: `/list/item[${n}]/@id`, nodes: (items) => nth(items).map((i) => i.id) },
    { path: '/list/@kind', nodes: () => ['k1'] },
    {
      path: `//item[price>5]/name`,
      nodes: (items) => items.filter((i) => i.price !== null && Number(i.price) > 5).flatMap((i) => present(i.name)),
    },
    { path: `/list/item[last()]/name`, nodes: (items) => items.slice(-1).flatMap((i) => present(i.name)) },
    { path: `/list/item[name="red"]/@id`, nodes: (items) => items.filter((i) => i.name === 'red').map((i) => i.id) },
  ]);
}

const loop = (label: string, select: string): readonly string[] => [
  `FOR r IN (SELECT t.id, ${select} AS x FROM xt t ORDER BY t.id) LOOP`,
  `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || r.x);`,
  'END LOOP;',
];

type Rows = readonly (readonly XmlItem[])[];

/** One value of each document. */
function nodeStep(random: Random, label: string, rows: Rows): Block {
  const { path, nodes } = someNode(random);
  const way = random.below(4);
  const all = rows.map(nodes);
  if (way < 3 && all.some((found) => found.length > 1)) throw new Unsettled();
  const select = [
    `EXTRACTVALUE(t.doc, '${path}')`,
    `XMLCAST(XMLQUERY('${path}' PASSING t.doc RETURNING CONTENT) AS VARCHAR2(60))`,
    `CASE WHEN XMLEXISTS('${path}' PASSING t.doc) THEN 'yes' ELSE 'no' END`,
    `EXISTSNODE(t.doc, '${path}')`,
  ][way];
  const shown = (found: readonly string[]): string => {
    if (way < 2) return found[0] ?? '';
    return way === 2 ? (found.length > 0 ? 'yes' : 'no') : found.length > 0 ? '1' : '0';
  };
  return {
    declared: [],
    body: loop(label, select ?? ''),
    expected: all.map((found, i) => `${label} ${i + 1} ${shown(found)}`),
  };
}

/** XMLTABLE with its columns. */
function tableStep(random: Random, label: string, rows: Rows): Block {
  const tag = random.chance(0.5);
  const columns = [
    'n FOR ORDINALITY',
    "k NUMBER PATH '@id'",
    "a VARCHAR2(60) PATH 'name'",
    `p NUMBER PATH 'price'${random.chance(0.4) ? ' DEFAULT 0' : ''}`,
    ...(tag ? ["g VARCHAR2(60) PATH 'tag[2]'"] : []),
  ];
  const fallback = columns[3]?.includes('DEFAULT') ? '0' : '';
  const fewer = random.chance(0.3);
  const path = fewer ? '/list/item[price]' : '/list/item';
  const text = `SELECT t.id, j.* FROM xt t, XMLTABLE('${path}' PASSING t.doc COLUMNS ${columns.join(', ')}) j ORDER BY t.id, j.n`;
  return {
    declared: [],
    body: [
      `FOR r IN (${text}) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || '|' || r.n || '|' || r.k || '|' || r.a || '|' || r.p${tag ? " || '|' || r.g" : ''});`,
      'END LOOP;',
    ],
    expected: rows.flatMap((items, i) =>
      items
        .filter((x) => !fewer || x.price !== null)
        .map(
          (x, k) =>
            `${label} ${[i + 1, k + 1, x.id, x.name ?? '', x.price ?? fallback, ...(tag ? [x.tags[1] ?? ''] : [])].join('|')}`,
        ),
    ),
  };
}

/** XMLELEMENT, XMLATTRIBUTES, XMLFOREST, XMLCONCAT and XMLAGG of the rows of a table of texts. */
function madeStep(random: Random, label: string, names: readonly string[]): Block {
  const attribute = random.chance(0.5);
  const forest = random.chance(0.5);
  // How the quotes of an attribute are written is not told.
  if (attribute && names.some((name) => /["']/.test(name))) throw new Unsettled();
  const own = (i: number, name: string): string =>
    `<row${attribute ? ` id="${i + 1}" n="${escaped(name)}"` : ''}>${forest ? `<name>${escapedBySql(name)}</name><up>${escapedBySql(name.toUpperCase())}</up>` : escapedBySql(name)}</row>`;
  const text =
    `XMLELEMENT("row"${attribute ? ', XMLATTRIBUTES(t.id AS "id", t.name AS "n")' : ''}, ` +
    `${forest ? 'XMLFOREST(t.name AS "name", UPPER(t.name) AS "up", NULL AS "no")' : 't.name'})`;
  if (random.chance(0.5)) {
    return {
      declared: [],
      body: loop(label, `XMLSERIALIZE(CONTENT ${text} AS VARCHAR2(400))`),
      expected: names.map((name, i) => `${label} ${i + 1} ${own(i, name)}`),
    };
  }
  const descending = random.chance(0.5);
  const all = names.map((name, i) => own(i, name));
  return {
    declared: [],
    body: [
      `FOR r IN (SELECT XMLSERIALIZE(CONTENT XMLELEMENT("all", XMLAGG(${text} ORDER BY t.id${descending ? ' DESC' : ''})) AS VARCHAR2(2000)) AS x FROM xt t) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.x);`,
      'END LOOP;',
    ],
    expected: [`${label} <all>${(descending ? all.toReversed() : all).join('')}</all>`],
  };
}

/** UPDATEXML and DELETEXML, looked into. */
function changedStep(random: Random, label: string, rows: Rows): Block {
  const n = 1 + random.below(3);
  const name = random.pick(['new', 'A & B', 'two words']);
  const remove = random.chance(0.4);
  const text = remove
    ? `EXTRACTVALUE(DELETEXML(t.doc, '/list/item[${n}]'), '/list/item[${n}]/@id')`
    : `EXTRACTVALUE(UPDATEXML(t.doc, '/list/item[${n}]/name/text()', ${quoted(name)}), '/list/item[${n}]/name')`;
  return {
    declared: [],
    body: loop(label, text),
    expected: rows.map((items, i) => {
      const shown = remove ? items[n]?.id : items[n - 1]?.name === null || items[n - 1] === undefined ? '' : name;
      return `${label} ${i + 1} ${shown ?? ''}`;
    }),
  };
}

export const xmlTexts = texts;

/** A step on the table of XML documents, each beside a text. */
export function xmlStep(random: Random, label: string, rows: Rows, names: readonly string[]): Block {
  const kind = random.next();
  if (kind < 0.35) return nodeStep(random, label, rows);
  if (kind < 0.6) return tableStep(random, label, rows);
  return kind < 0.85 ? madeStep(random, label, names) : changedStep(random, label, rows);
}
