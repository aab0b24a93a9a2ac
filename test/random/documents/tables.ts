/** JSON_TABLE of many columns, nested paths beside and within each other. (SQL Language Reference, "JSON_TABLE") */
import type { Random } from '../random.js';
import { find, isScalar, type Json, type JsonObject, jsonText, Unsettled } from './documents.js';
import type { Block } from './objects.js';

const at = (item: Json, name: string): readonly Json[] => find(item, [{ kind: 'member', name }]);
const plain = (x: Json): string => (x === null ? '' : String(x));
const numberText = (n: number): string => String(n).replace(/^(-?)0\./, '$1.');

interface Column {
  readonly text: string;
  readonly name: string;
  readonly of: (item: Json) => string;
}

function someColumn(random: Random, i: number): Column {
  const name = `c${i}`;
  const member = random.pick(['a', 'b', 'c', 'name']);
  const onError = random.pick(['', '', " DEFAULT 'err' ON ERROR"]);
  const onEmpty = random.pick(['', '', " DEFAULT 'emp' ON EMPTY"]);
  // What is given for errors alone is given for nothing, too.
  const missing = onEmpty !== '' ? 'emp' : onError !== '' ? 'err' : '';
  const failed = onError !== '' ? 'err' : '';
  switch (random.below(6)) {
    case 0:
    case 1:
      return {
        text: `${name} VARCHAR2(40) PATH '$.${member}'${onError}${onEmpty}`,
        name,
        of: (item) => {
          const found = at(item, member);
          const [only] = found;
          if (only === undefined) return missing;
          return found.length > 1 || !isScalar(only) ? failed : plain(only);
        },
      };
    case 2: {
      const fallback = random.chance(0.4);
      return {
        text: `${name} NUMBER PATH '$.${member}'${fallback ? ' DEFAULT -1 ON ERROR' : ''}`,
        name,
        of: (item) => {
          const found = at(item, member);
          const [only] = found;
          if (only === undefined || found.length > 1 || !isScalar(only)) return fallback ? '-1' : '';
          if (only === null) return '';
          if (typeof only === 'boolean' || only === '') throw new Unsettled();
          if (typeof only === 'number' || /^-?\d+(\.\d+)?$/.test(only)) return numberText(Number(only));
          return fallback ? '-1' : '';
        },
      };
    }
    case 3: {
      const wrapped = random.chance(0.5);
      return {
        text: `${name} VARCHAR2(400) FORMAT JSON${wrapped ? ' WITH WRAPPER' : ''} PATH '$.${member}'`,
        name,
        of: (item) => {
          const found = at(item, member);
          const [only] = found;
          if (only === undefined) {
            if (wrapped) throw new Unsettled();
            return '';
          }
          if (wrapped) return jsonText(found);
          // A scalar without a wrapper is an error in one place of the manual, and itself in another.
          if (found.length > 1 || isScalar(only)) throw new Unsettled();
          return jsonText(only);
        },
      };
    }
    case 4: {
      const asNumber = random.chance(0.5);
      return {
        text: `${name} ${asNumber ? 'NUMBER' : 'VARCHAR2(5)'} EXISTS PATH '$.${member}'`,
        name,
        of: (item) => (at(item, member).length > 0 ? (asNumber ? '1' : 'true') : asNumber ? '0' : 'false'),
      };
    }
    default:
      return {
        text: `"${member}" VARCHAR2(40)`,
        name: `"${member}"`,
        of: (item) => {
          const found = at(item, member);
          const [only = null] = found;
          return found.length > 1 || !isScalar(only) ? '' : plain(only);
        },
      };
  }
}

/** JSON_TABLE joined with its table, by a comma or an outer join. */
export function wideTableStep(random: Random, label: string, rows: readonly JsonObject[]): Block {
  const columns = Array.from({ length: 1 + random.below(4) }, (_, i) => someColumn(random, i + 1)).filter(
    (c, i, all) => all.findIndex((d) => d.name === c.name) === i,
  );
  const siblings = random.pick([0, 0, 1, 2]);
  const outer = random.chance(0.3);
  const filter = random.chance(0.25) ? random.pick(['a', 'b']) : undefined;
  const nested = ['c', 'b'].slice(0, siblings).map((member, i) => ({
    member,
    text: `NESTED PATH '$.${member}[*]' COLUMNS (m${i} FOR ORDINALITY, v${i} VARCHAR2(40) PATH '$')`,
    names: [`m${i}`, `v${i}`],
  }));
  const names = ['n', ...columns.map((c) => c.name), ...nested.flatMap((n) => n.names)];
  const path = `$.items[*]${filter === undefined ? '' : `?(exists(@.${filter}))`}`;
  const table = `JSON_TABLE(t.doc, '${path}' COLUMNS (n FOR ORDINALITY, ${[...columns, ...nested].map((c) => c.text).join(', ')})) j`;
  const order = `ORDER BY t.id, j.n${nested.map((n) => `, j.${n.names[0]} NULLS LAST`).join('')}`;
  const expected = rows.flatMap((row, i) => {
    const items = find(row, [{ kind: 'member', name: 'items' }, { kind: 'elements' }]).filter(
      (item) => filter === undefined || at(item, filter).length > 0,
    );
    if (items.length === 0 && outer) return [`${label} ${i + 1} ${names.map(() => '').join('|')}`];
    return items.flatMap((item, k) => {
      const front = [String(k + 1), ...columns.map((c) => c.of(item))];
      const blank = nested.map(() => ['', '']);
      const parts = nested.flatMap((n, which) =>
        find(item, [{ kind: 'member', name: n.member }, { kind: 'elements' }]).map((x, m) =>
          blank.with(which, [String(m + 1), isScalar(x) ? plain(x) : '']),
        ),
      );
      return (parts.length > 0 ? parts : [blank]).map(
        (part) => `${label} ${i + 1} ${[...front, ...part.flat()].join('|')}`,
      );
    });
  });
  return {
    declared: [],
    body: [
      `FOR r IN (SELECT t.id, j.* FROM jt t${outer ? ` LEFT JOIN ${table} ON 1 = 1` : `, ${table}`} ${order}) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || ${names.map((c) => `r.${c}`).join(" || '|' || ")});`,
      'END LOOP;',
    ],
    expected,
  };
}
