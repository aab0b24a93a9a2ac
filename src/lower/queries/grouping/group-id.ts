import type { Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PgGroupItem } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { treeText } from '../../../ir/tree-text.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerGroupBy } from './group-by.js';

/**
 * GROUP_ID() numbers grouping sets that occur several times in GROUP BY. Where none does it is 0; else the repeated
 * sets get constants as further keys, one more each time, and GROUPING of the constants tells them apart. (SQL Language
 * Reference, "GROUP_ID")
 */
export function isGroupId(ex: ExprContext, expr: OracleNode): boolean {
  if (expr.kind !== 'Call' && expr.kind !== 'Name') return false;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'builtin' && base.name === 'GROUP_ID';
}

/** The value of GROUP_ID() in the block. */
export function groupIdValue(ex: ExprContext, select: Select, span: Span): PgExpr {
  const groups = lowerGroupBy(ex, select.groupBy ?? []);
  // More of them are refused as a whole.
  const repeats = numberOfSets(groups) > mostSets ? 0 : repeatsOf(groups).most;
  let sum: PgExpr | undefined;
  for (let i = 1; i <= repeats; i += 1) {
    const one = b.binary(span, '-', b.num(span, 1), b.call(span, 'grouping', mark(span, i)));
    sum = sum ? b.binary(span, '+', sum, one) : one;
  }
  return b.cast(span, sum ?? b.num(span, 0), pgTypes.numeric);
}

/** GROUP BY with a difference between repeated sets; the same where none is repeated. */
export function numberedSets(items: readonly PgGroupItem[], span: Span): readonly PgGroupItem[] {
  const { sets, most } = repeatsOf(items);
  if (most === 0) return items;
  return [
    {
      kind: 'grouping sets',
      items: sets.map(({ keys, repeat }) => ({
        kind: 'list',
        items: [...keys, ...Array.from({ length: repeat }, (_, i) => mark(span, i + 1))],
      })),
    },
  ];
}

const mark = (span: Span, i: number): PgExpr => b.cast(span, b.text(span, `repeated ${i}`), pgTypes.text);

interface NumberedSet {
  readonly keys: readonly PgExpr[];
  /** How many sets of the same keys come before it. */
  readonly repeat: number;
}

function repeatsOf(items: readonly PgGroupItem[]): { readonly sets: readonly NumberedSet[]; readonly most: number } {
  const seen = new Map<string, number>();
  let most = 0;
  const sets = items
    .map(setsOf)
    .reduce<readonly (readonly PgExpr[])[]>((made, next) => made.flatMap((x) => next.map((y) => [...x, ...y])), [[]])
    .map((all) => {
      const keys = new Map(all.map((e) => [treeText(e), e]));
      const set = [...keys.keys()].sort().join('\n');
      const repeat = seen.get(set) ?? 0;
      seen.set(set, repeat + 1);
      most = Math.max(most, repeat);
      return { keys: [...keys.values()], repeat };
    });
  return { sets, most };
}

/** As many grouping sets as PostgreSQL takes in one query. (src/backend/parser/parse_agg.c) */
export const mostSets = 4096;

/** How many grouping sets GROUP BY stands for. */
export const numberOfSets = (items: readonly PgGroupItem[]): number =>
  items.reduce((product, item) => product * setsIn(item), 1);

function setsIn(item: PgGroupItem): number {
  switch (item.kind) {
    case 'expr':
    case 'list':
      return 1;
    case 'grouping sets':
      return item.items.reduce((sum, i) => sum + setsIn(i), 0);
    case 'rollup':
      return item.items.length + 1;
    case 'cube':
      return 2 ** item.items.length;
  }
}

/** The grouping sets that an item of GROUP BY stands for. */
function setsOf(item: PgGroupItem): readonly (readonly PgExpr[])[] {
  switch (item.kind) {
    case 'expr':
      return [[item.value]];
    case 'list':
      return [item.items];
    case 'grouping sets':
      return item.items.flatMap(setsOf);
    case 'rollup':
      return Array.from({ length: item.items.length + 1 }, (_, i) => item.items.slice(0, item.items.length - i).flat());
    case 'cube':
      return item.items.reduce<readonly (readonly PgExpr[])[]>(
        (made, list) => made.flatMap((x) => [[...x, ...list], x]),
        [[]],
      );
  }
}
