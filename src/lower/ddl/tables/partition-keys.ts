import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { CreateTable, Expr } from '../../../ir/oracle/index.js';

/** A unique key of a partitioned table must contain the partition key. (PostgreSQL manual, 5.11.2.3) */
export function keptByPartitions(relation: RelationSymbol | undefined, columns: readonly string[]): boolean {
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateTable') return true;
  return partitionKeys(definition).every((k) => columns.includes(k));
}

/** Oracle names of the columns by which the converted table is partitioned, at both levels. */
export function partitionKeys(definition: CreateTable): readonly string[] {
  const keys: string[] = [];
  for (let p = definition.partitioning; p; p = p.subpartitioning) {
    if (p.method === 'REFERENCE' || p.method === 'SYSTEM' || p.method === 'CONSISTENT HASH') continue;
    keys.push(...p.columns.map(columnOfExpr));
  }
  return keys;
}

function columnOfExpr(expr: Expr): string {
  return expr.kind === 'Name' ? (expr.parts[expr.parts.length - 1]?.name ?? '') : '';
}
