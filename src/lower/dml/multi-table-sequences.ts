import type { ColumnInfo, SequenceSymbol } from '../../analyze/model/symbols.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import type { ColumnDefinition, Expr, InsertBranch } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { foldName, quotedInText } from '../naming/naming.js';
import { isLeft, sequencesIn } from './sequence-defaults.js';
import { type DmlTable, isAltered, tableTarget, targetColumn, visibleColumns } from './target.js';

/*
 * A multi-table INSERT is one statement: what its INTO clauses draw from one sequence for a row of the source is one
 * value, whether they name the sequence, leave a column to a default that does, or to the sequence of an identity
 * column. (SQL Language Reference, "How to Use Sequence Values")
 */

/** A column that an INTO leaves to a sequence which other parts of the statement use, too. */
export interface SharedDefault {
  readonly column: ColumnInfo;
  /** Its default; absent for an identity column. */
  readonly value: Expr | undefined;
  /** The function call that draws the identity column's value. */
  readonly identity: PgExpr | undefined;
}

/**
 * The columns of each INTO that have to be written although the INTO leaves them out, and whether a sequence's NEXTVAL
 * is among their defaults.
 */
export function sharedDefaults(
  ex: ExprContext,
  inserts: readonly InsertBranch[],
): { readonly of: ReadonlyMap<InsertBranch, readonly SharedDefault[]>; readonly drawn: ReadonlySet<SequenceSymbol> } {
  const uses = new Map<unknown, number>();
  const use = (key: unknown): void => {
    uses.set(key, (uses.get(key) ?? 0) + 1);
  };
  for (const insert of inserts)
    for (const value of insert.values ?? []) for (const sequence of sequencesIn(ex, value)) use(sequence);
  const left = inserts.map((insert) => ({ insert, columns: leftToSequences(ex, insert) }));
  for (const { columns } of left) for (const { keys } of columns) keys.forEach(use);
  const isShared = ({ keys }: LeftColumn): boolean => keys.some((key) => (uses.get(key) ?? 0) > 1);
  const shared = left.map(({ insert, columns }) => {
    const both = columns.filter(isShared);
    for (const { column } of both.filter(({ isAlways }) => isAlways))
      ex.unit.report(
        differentResult(
          insert.span,
          column.name,
          'Oracle draws one identity value for all INTOs of a row, the output one for each',
        ),
      );
    return { insert, columns: both.filter(({ isAlways }) => !isAlways) };
  });
  return {
    of: new Map(shared.map(({ insert, columns }) => [insert, columns])),
    drawn: new Set(
      shared.flatMap(({ columns }) => columns.flatMap(({ value }) => (value ? sequencesIn(ex, value, 'NEXTVAL') : []))),
    ),
  };
}

interface LeftColumn extends SharedDefault {
  /** The sequences, or the identity column, whose values it takes. */
  readonly keys: readonly unknown[];
  /** An identity column that nobody but its trigger may give a value. */
  readonly isAlways: boolean;
}

function leftToSequences(ex: ExprContext, insert: InsertBranch): readonly LeftColumn[] {
  const table = tableTarget(ex, insert.target);
  const definition = table.relation?.definition;
  if (definition?.kind !== 'CreateTable' || isAltered(table.relation)) return [];
  const listed = insert.columns?.map((c) => targetColumn(table, c)) ?? visibleColumns(table);
  const given = new Map(listed.map((column, i) => [column?.name, insert.values?.[i]]));
  const isGiven = (c: ColumnDefinition): boolean => {
    const value = given.get(c.name.name);
    return value ? !isLeft(value, c) : given.has(c.name.name);
  };
  return definition.columns.flatMap((c): LeftColumn[] => {
    const column = table.columns.find((known) => known.name === c.name.name);
    if (!column || isGiven(c)) return [];
    if (c.identity)
      return [
        {
          column,
          value: undefined,
          identity: nextOfIdentity(table, column, insert.span),
          keys: [c],
          isAlways: c.identity.mode === 'ALWAYS',
        },
      ];
    const keys = c.default ? sequencesIn(ex, c.default, 'NEXTVAL') : [];
    return keys.length > 0 ? [{ column, value: c.default, identity: undefined, keys, isAlways: false }] : [];
  });
}

function nextOfIdentity({ table }: DmlTable, column: ColumnInfo, span: Span): PgExpr {
  const name = b.text(span, table.name.map(quotedInText).join('.'));
  return b.call(span, 'nextval', b.call(span, 'pg_get_serial_sequence', name, b.text(span, foldName(column.name))));
}
