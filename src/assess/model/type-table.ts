import type { ColumnInfo, RelationSymbol } from '../../analyze/model/symbols.js';
import type { Compilation } from '../../compile.js';
import type { PgCreateTable, PgType } from '../../ir/postgres/index.js';
import { pgTypeOf } from '../../lower/types.js';
import { printType } from '../../print/index.js';
import type { ObjectEntry } from './objects.js';
import { lossOf, oracleRange, oracleTypeText, postgresRange } from './type-ranges.js';

/** One column of a table, before and after. */
export interface ColumnMapping {
  /** Index of the table among the objects. */
  readonly object: number;
  readonly column: string;
  readonly nullable: boolean;
  readonly oracle: string;
  readonly oracleRange: string;
  readonly postgres: string;
  readonly postgresRange: string;
  /** What values could lose; '' where nothing can be lost. */
  readonly loss: string;
}

/** Every column of the tables of the inputs in their order, as the output declares it. */
export function typeTable(compilation: Compilation, objects: readonly ObjectEntry[]): readonly ColumnMapping[] {
  return objects.flatMap((object) => {
    const { unit, lowered } = object.unit;
    if (unit.kind !== 'CreateTable') return [];
    const symbol = compilation.analysis.declared(unit);
    if (symbol?.kind !== 'relation') return [];
    const table = lowered.statements.find((s): s is PgCreateTable => s.kind === 'PgCreateTable' && !s.partitionOf);
    return columnsOf(symbol).map((column) => {
      const made = table?.columns.find((c) => c.name === compilation.naming.fold(column.name));
      const type: PgType = made?.type ?? pgTypeOf(compilation.naming, column.type, 'column');
      const postgres = printType(type);
      return {
        object: object.index,
        column: column.name,
        nullable: column.nullable,
        oracle: oracleTypeText(column.type),
        oracleRange: oracleRange(column.type),
        postgres,
        postgresRange: postgresRange(postgres, column.type),
        loss: lossOf(column.type, postgres),
      };
    });
  });
}

const columnsOf = (symbol: RelationSymbol): readonly ColumnInfo[] => symbol.columns.filter((c) => !c.hidden);

/** The pairs of types that occur, the most frequent first. */
export function typePairs(
  columns: readonly ColumnMapping[],
): readonly { readonly oracle: string; readonly postgres: string; readonly count: number; readonly loss: string }[] {
  const pairs = new Map<string, { oracle: string; postgres: string; count: number; loss: string }>();
  for (const c of columns) {
    const general = (text: string): string =>
      text.replace(/\([^)]*\)/g, (m) => (m === '(0)' ? m : m.includes(',') ? '(p,s)' : '(n)'));
    const [oracle, postgres] = [general(c.oracle), general(c.postgres)];
    const key = `${oracle}\0${postgres}\0${c.loss}`;
    const pair = pairs.get(key) ?? { oracle, postgres, count: 0, loss: c.loss };
    pair.count += 1;
    pairs.set(key, pair);
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count || (a.oracle < b.oracle ? -1 : 1));
}
