import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { lastName, simpleName } from '../../../ir/dotted.js';
import type { CreateTable, Expr, Partitioning } from '../../../ir/oracle/index.js';

/** A unique key of a partitioned table must contain the partition key. (PostgreSQL manual, 5.11.2.3) */
export function keptByPartitions(relation: RelationSymbol | undefined, columns: readonly string[]): boolean {
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateTable') return true;
  const isVirtual = (key: string): boolean => definition.columns.some((c) => c.name.name === key && c.virtual);
  return partitionKeys(definition).every((k) => columns.includes(k) && !isVirtual(k));
}

/**
 * PostgreSQL makes lists of one column alone: a table with others is not partitioned. (PostgreSQL
 * manual, CREATE TABLE, "PARTITION BY")
 */
export function listsSeveral(p: Partitioning | undefined): boolean {
  return p !== undefined && ((p.method === 'LIST' && p.columns.length > 1) || listsSeveral(p.subpartitioning));
}

/** Oracle names of the columns by which the converted table is partitioned, at both levels. */
export function partitionKeys(definition: CreateTable): readonly string[] {
  const keys: string[] = [];
  if (listsSeveral(definition.partitioning)) return keys;
  for (let p = definition.partitioning; p; p = p.subpartitioning) {
    if (p.method === 'REFERENCE' || p.method === 'SYSTEM' || p.method === 'CONSISTENT HASH') continue;
    keys.push(...p.columns.map(columnOfExpr));
  }
  return keys;
}

function columnOfExpr(expr: Expr): string {
  return expr.kind === 'Name' ? lastName(expr) : '';
}

/** MAXVALUE and DEFAULT where they are read as names. */
export function isNameOf(e: Expr, name: string): boolean {
  return e.kind === 'Name' && simpleName(e) === name;
}

/** `VALUES (DEFAULT)`: the rows that no other list holds. */
export const isDefaultMark = (value: Expr): boolean => value.kind === 'DefaultMarker' || isNameOf(value, 'DEFAULT');
