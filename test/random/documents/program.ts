import type { RandomProgram } from '../cases.js';
import { Random } from '../random.js';
import { type JsonObject, jsonText, quoted, someDocument, Unsettled } from './documents.js';
import { isJsonStep, madeTreeStep } from './made.js';
import { arraySteps, type Block, objectSteps, walkSteps } from './objects.js';
import {
  aggregated,
  dotted,
  jsonExists,
  jsonQuery,
  jsonValue,
  made,
  mergePatch,
  OracleFailure,
  picked,
  type Shown,
  tableRows,
} from './queries.js';
import { itemMethod, jsonReturning } from './returning.js';
import { wideTableStep } from './tables.js';
import { treeSteps } from './trees.js';
import { someItems, xmlStep, xmlText, xmlTexts } from './xml.js';
import { xmlFormStep } from './xml-forms.js';

const steps = 18;

const guarded = (label: string, lines: readonly string[]): string[] => [
  'BEGIN',
  ...lines.map((line) => `  ${line}`),
  'EXCEPTION',
  '  WHEN OTHERS THEN',
  `    DBMS_OUTPUT.PUT_LINE('${label} error ' || SQLCODE);`,
  'END;',
];

function linesOr(label: string, compute: () => readonly string[]): readonly string[] {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OracleFailure) return [`${label} error ${-error.code}`];
    throw error;
  }
}

const makers: readonly ((random: Random) => Shown)[] = [
  jsonValue,
  jsonReturning,
  jsonReturning,
  itemMethod,
  jsonQuery,
  jsonExists,
  dotted,
  mergePatch,
  made,
];

/** What the expression shows in every row, or in PL/SQL. */
function shownStep(random: Random, label: string, rows: readonly JsonObject[], own: JsonObject): Block {
  const { text, value, sqlOnly } = random.pick(makers)(random);
  if (sqlOnly || random.chance(0.6)) {
    const codes = new Set<string>();
    const expected = linesOr(label, () => {
      const shown = rows.map((row, i) => {
        try {
          return `${label} ${i + 1} ${value(row) ?? ''}`;
        } catch (error) {
          if (error instanceof OracleFailure) codes.add(error.message);
          else throw error;
          return '';
        }
      });
      if (codes.size > 1) throw new Unsettled();
      for (const row of rows) value(row);
      return shown;
    });
    return {
      declared: [],
      body: guarded(label, [
        `FOR r IN (SELECT t.id, ${text('t.doc')} AS x FROM jt t ORDER BY t.id) LOOP`,
        `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || r.x);`,
        'END LOOP;',
      ]),
      expected,
    };
  }
  return {
    declared: [],
    body: guarded(label, [`DBMS_OUTPUT.PUT_LINE('${label} ' || ${text('v_doc')});`]),
    expected: linesOr(label, () => [`${label} ${value(own) ?? ''}`]),
  };
}

/** JSON_TABLE beside the table. */
function tableStep(random: Random, label: string, rows: readonly JsonObject[]): Block {
  const { text, rows: rowsOf } = tableRows(random);
  const nested = text('').includes('NESTED');
  const exists = text('').includes('EXISTS');
  const columns = ['n', 'a', 'b', ...(exists ? ['e'] : []), ...(nested ? ['m', 'v'] : [])];
  return {
    declared: [],
    body: [
      `FOR r IN (SELECT t.id, j.* FROM jt t, ${text('t.doc')} j ORDER BY t.id, j.n${nested ? ', j.m' : ''}) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || ${columns.map((c) => `r.${c}`).join(" || '|' || ")});`,
      'END LOOP;',
    ],
    expected: rows.flatMap((row, i) => rowsOf(row).map((line) => `${label} ${i + 1} ${line}`)),
  };
}

/** One document of all rows. */
function aggregateStep(random: Random, label: string, rows: readonly JsonObject[]): Block {
  const { text, value } = aggregated(random);
  return {
    declared: [],
    body: [`FOR r IN (SELECT ${text} AS x FROM jt t) LOOP`, `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.x);`, 'END LOOP;'],
    expected: [`${label} ${value(rows)}`],
  };
}

/** The rows that a condition picks. */
function pickedStep(random: Random, label: string, rows: readonly JsonObject[]): Block {
  const { text, holds } = picked(random);
  const negated = text.startsWith('NOT ');
  return {
    declared: [],
    body: [
      `FOR r IN (SELECT t.id FROM jt t WHERE ${text} ORDER BY t.id) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id);`,
      'END LOOP;',
    ],
    expected: rows.flatMap((row, i) => (holds(row) !== negated ? [`${label} ${i + 1}`] : [])),
  };
}

function settled(make: () => Block): Block {
  for (;;) {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
    }
  }
}

/** The program of a seed. */
export function documentProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const rows = Array.from({ length: 3 }, () => someDocument(random));
  const own = someDocument(random);
  const lists = rows.map(() => someItems(random));
  const names = rows.map(() => random.pick(xmlTexts));
  const blocks = Array.from({ length: steps }, (_, i) => {
    const label = `s${i + 1}`;
    return settled(() => {
      const more = random.next();
      if (more < 0.12) return wideTableStep(random, label, rows);
      if (more < 0.24) return madeTreeStep(random, label, names);
      if (more < 0.28) return isJsonStep(random, label);
      if (more < 0.36) return treeSteps(random, label);
      if (more < 0.56) return xmlFormStep(random, label, lists, names);
      const kind = random.next();
      if (kind < 0.12) return tableStep(random, label, rows);
      if (kind < 0.3) return objectSteps(random, label, own);
      if (kind > 0.8) return xmlStep(random, label, lists, names);
      if (kind < 0.36) return arraySteps(random, label);
      if (kind < 0.42) return walkSteps(label, own);
      if (kind < 0.5) return aggregateStep(random, label, rows);
      if (kind < 0.57) return pickedStep(random, label, rows);
      return shownStep(random, label, rows, own);
    });
  });
  return {
    setup: [
      `CREATE TABLE jt (id NUMBER, doc ${random.pick(['CLOB', 'VARCHAR2(4000)'])} CHECK (doc IS JSON));`,
      ...rows.map((row, i) => `INSERT INTO jt VALUES (${i + 1}, ${quoted(jsonText(row))});`),
      'CREATE TABLE xt (id NUMBER, name VARCHAR2(40), doc XMLTYPE);',
      ...lists.map(
        (items, i) =>
          `INSERT INTO xt VALUES (${i + 1}, ${quoted(names[i] ?? '')}, XMLTYPE(${quoted(xmlText(items, ''))}));`,
      ),
    ],
    run: [
      'DECLARE',
      `  v_doc VARCHAR2(4000) := ${quoted(jsonText(own))};`,
      ...blocks.flatMap((b) => b.declared.map((line) => `  ${line}`)),
      'BEGIN',
      ...blocks.flatMap((b) => b.body.map((line) => `  ${line}`)),
      "  DBMS_OUTPUT.PUT_LINE('end');",
      'END;',
      '/',
    ],
    expected: [...blocks.flatMap((b) => b.expected), 'end'],
  };
}
