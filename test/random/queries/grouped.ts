import { aggregateItem, type GroupItem } from './aggregates.js';
import { type Column, type Query, type QueryGenerator, type Scope, sortable } from './scope.js';
import { source } from './source.js';
import { distinct, groups, key, type Type, type Value } from './values.js';

/* GROUP BY with ROLLUP, CUBE and GROUPING SETS. (SQL Language Reference, "SELECT", group_by_clause) */

type Keys = readonly Column[];

/** How the groups are made: the text, and the keys of each level. */
interface Grouping {
  readonly text: string;
  readonly levels: readonly Keys[];
}

const listed = (keys: Keys): string => keys.map((k) => k.text).join(', ');

function groupingOf({ random }: QueryGenerator, keys: Keys): Grouping {
  if (keys.length === 0) return { text: '', levels: [[]] };
  const kind = random.next();
  if (kind < 0.6) return { text: ` GROUP BY ${listed(keys)}`, levels: [keys] };
  if (kind < 0.75) {
    return {
      text: ` GROUP BY ROLLUP(${listed(keys)})`,
      levels: Array.from({ length: keys.length + 1 }, (_, i) => keys.slice(0, keys.length - i)),
    };
  }
  if (kind < 0.87) {
    const subsets = Array.from({ length: 2 ** keys.length }, (_, bits) =>
      keys.filter((__, i) => ((bits >> i) & 1) === 1),
    );
    return { text: ` GROUP BY CUBE(${listed(keys)})`, levels: subsets };
  }
  const [first = keys[0] as Column, ...rest] = keys;
  if (rest.length > 0 && random.chance(0.5)) {
    return {
      text: ` GROUP BY ${first.text}, ROLLUP(${listed(rest)})`,
      levels: [keys, ...rest.map((_, i) => [first, ...rest.slice(0, rest.length - 1 - i)])],
    };
  }
  const sets = [keys, ...keys.map((k) => [k])].slice(0, 1 + random.below(3));
  return { text: ` GROUP BY GROUPING SETS (${sets.map((s) => `(${listed(s)})`).join(', ')})`, levels: sets };
}

export function grouped(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const { random } = g;
  const from = source(g, depth);
  const keys = random.chance(0.85)
    ? distinct(
        Array.from({ length: 1 + random.below(3) }, () => random.pick(sortable(from.scope))),
        (c) => c.text,
      )
    : [];
  const grouping = groupingOf(g, keys);
  const several = grouping.levels.length > 1;
  const items = types.map((type) => groupItem(g, from.scope, keys, type, several));
  const having = random.chance(0.3) ? groupItem(g, from.scope, [], 'NUMBER', false) : undefined;
  const least = random.below(4);
  return {
    types,
    text: `SELECT ${items.map((item, i) => `${item.text} AS c${i + 1}`).join(', ')} ${from.text}${grouping.text}${having ? ` HAVING ${having.text} > ${least}` : ''}`,
    rows: () => {
      const rows = from.rows();
      return grouping.levels.flatMap((level) => {
        const nulled = new Set(keys.filter((k) => !level.includes(k)).map((k) => k.text));
        const made = groups(rows, (row) => key(level.map((k) => row.get(k.text) ?? null)));
        // Without GROUP BY there is always one group; the grand total of ROLLUP needs a row.
        const all = keys.length === 0 && made.length === 0 ? [[]] : made;
        return all
          .filter((group) => !having || above(having.value(group, nulled), least))
          .map((group) => items.map((item) => item.value(group, nulled)));
      });
    },
  };
}

const above = (x: Value, least: number): boolean => typeof x === 'number' && x > least;

function groupItem(g: QueryGenerator, scope: Scope, keys: Keys, type: Type, several: boolean): GroupItem {
  const { random } = g;
  const same = keys.filter((k) => k.type === type);
  if (same.length > 0 && random.chance(0.5)) {
    const { text } = random.pick(same);
    return { text, value: ([first], nulled) => (nulled.has(text) ? null : (first?.get(text) ?? null)) };
  }
  if (several && type === 'NUMBER' && random.chance(0.4)) {
    if (random.chance(0.5)) {
      const ids = keys.toReversed();
      return {
        text: `GROUPING_ID(${listed(ids)})`,
        value: (_, nulled) => ids.reduce((bits, k) => bits * 2 + (nulled.has(k.text) ? 1 : 0), 0),
      };
    }
    const k = random.pick(keys).text;
    return { text: `GROUPING(${k})`, value: (_, nulled) => (nulled.has(k) ? 1 : 0) };
  }
  return aggregateItem(g, scope, type);
}
