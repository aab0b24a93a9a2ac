import type { ColumnDefinition, CreateTable, Identifier } from '../../ir/oracle/index.js';
import { invalidIdentifier, type OracleFailure, oracleFailure } from '../../ir/oracle-failure.js';

interface Key {
  readonly isPrimary: boolean;
  readonly isForeign: boolean;
  readonly columns: readonly Identifier[];
  /** Those of the other table, where they are named. */
  readonly referenced?: readonly Identifier[];
}

/**
 * The error that Oracle gives for the keys of a new table: one of them is primary, they are over columns of the table,
 * LOBs have none, two keys are not over the same columns, no two constraints have one name, a key refers to as many
 * columns as it has, and a temporary table refers to no other. (SQL Language Reference, "constraint", "Restrictions on
 * Unique Constraints", "Restrictions on Primary Key Constraints"; CREATE TABLE, "Restrictions on Temporary Tables")
 */
export function keyError(table: CreateTable): OracleFailure | undefined {
  const keys = keysOf(table);
  const own = keys.filter((k) => !k.isForeign);
  if (own.filter((k) => k.isPrimary).length > 1) return oracleFailure(2260);
  const unknown = missingColumn(table, keys);
  if (unknown !== undefined) return invalidIdentifier(unknown);
  const lobs = new Set(table.columns.filter(isLob).map((c) => c.name.name));
  if (own.some((k) => k.columns.some((c) => lobs.has(c.name)))) return oracleFailure(2329);
  const lists = own.map((k) => k.columns.map((c) => c.name).join());
  if (new Set(lists).size < lists.length) return oracleFailure(2261);
  const named = namesOf(table);
  if (new Set(named).size < named.length) return oracleFailure(2264);
  if (keys.some((k) => k.referenced && k.referenced.length !== k.columns.length)) return oracleFailure(2256);
  return table.temporary === 'GLOBAL' && own.length < keys.length ? oracleFailure(14455) : undefined;
}

/** A column of a key that the table, which lists its columns, does not have. */
function missingColumn({ columns, asQuery, ofType }: CreateTable, keys: readonly Key[]): string | undefined {
  if (asQuery !== undefined || ofType !== undefined) return undefined;
  const names = new Set(columns.map((c) => c.name.name));
  return keys.flatMap((k) => k.columns).find((c) => !names.has(c.name))?.name;
}

/** Constraints have names of their own. */
const namesOf = ({ columns, constraints }: CreateTable): readonly string[] =>
  [...columns.flatMap((c) => c.constraints), ...constraints].flatMap(({ state }) =>
    state.name ? [state.name.name] : [],
  );

const isLob = ({ type }: ColumnDefinition): boolean =>
  type?.kind === 'BuiltinTypeRef' && /^(N?CLOB|BLOB|BFILE)$/.test(type.name);

function keysOf({ columns, constraints }: CreateTable): readonly Key[] {
  const ofColumns = columns.flatMap((column) =>
    column.constraints.flatMap((k): readonly Key[] =>
      k.kind === 'ColumnPrimaryKey' || k.kind === 'ColumnUnique' || k.kind === 'ColumnReferences'
        ? [
            {
              isForeign: k.kind === 'ColumnReferences',
              isPrimary: k.kind === 'ColumnPrimaryKey',
              columns: [column.name],
              referenced: k.kind === 'ColumnReferences' ? k.columns : undefined,
            },
          ]
        : [],
    ),
  );
  const ofTable = constraints.flatMap((k): readonly Key[] =>
    k.kind === 'PrimaryKey' || k.kind === 'Unique' || k.kind === 'ForeignKey'
      ? [
          {
            isForeign: k.kind === 'ForeignKey',
            isPrimary: k.kind === 'PrimaryKey',
            columns: k.columns,
            referenced: k.kind === 'ForeignKey' ? k.referenced : undefined,
          },
        ]
      : [],
  );
  return [...ofColumns, ...ofTable];
}
