import { lastName } from '../ir/dotted.js';
import type { Argument, ColumnDefinition, ScriptUnit, TypeRef } from '../ir/oracle/index.js';
import { parametersOf } from './supplied-calls.js';

/** The columns of the tables that the inputs create. */
export type CreatedColumns = ReadonlyMap<string, readonly ColumnDefinition[]>;

/** As all CREATE TABLE and ALTER TABLE of the inputs leave them, by the table's name without its owner. */
export function columnsByTable(units: readonly { readonly unit: ScriptUnit }[]): CreatedColumns {
  const columns = new Map<string, readonly ColumnDefinition[]>();
  for (const { unit } of units) {
    if (unit.kind !== 'CreateTable' && unit.kind !== 'AlterTable') continue;
    const name = lastName(unit.name);
    if (unit.kind === 'CreateTable') {
      if (unit.columns.length > 0 && !unit.asQuery) columns.set(name, unit.columns);
      continue;
    }
    const added = unit.actions.flatMap((a) => (a.kind === 'AddColumns' ? a.columns : []));
    const dropped = unit.actions.flatMap((a) => (a.kind === 'DropColumns' ? a.columns.map((c) => c.name) : []));
    const known = columns.get(name);
    if (known) columns.set(name, [...known.filter((c) => !dropped.includes(c.name.name)), ...added]);
  }
  return columns;
}

/**
 * `DBMS_ERRLOG.CREATE_ERROR_LOG(table, log, owner, tablespace, skip_unsupported)`: the CREATE TABLE that it runs, or
 * the error that it raises; undefined where the arguments or the table are not known. (PL/SQL Packages and Types
 * Reference, "CREATE_ERROR_LOG Procedure")
 */
export function createErrorLog(
  args: readonly Argument[],
  tables: CreatedColumns,
): { readonly text: string } | { readonly unsupported: readonly string[] } | undefined {
  const names: readonly string[] = parametersOf('DBMS_ERRLOG.CREATE_ERROR_LOG');
  const values = new Map<string, string | undefined>();
  for (const [i, { name, value }] of args.entries()) {
    const text =
      value.kind === 'StringLiteral'
        ? value.value
        : value.kind === 'BooleanLiteral'
          ? String(value.value)
          : value.kind === 'NullLiteral'
            ? ''
            : undefined;
    if (text === undefined) return undefined;
    values.set(name?.name ?? names[i] ?? '', text);
  }
  const table = folded(values.get('DML_TABLE_NAME') ?? '');
  const columns = tables.get(table.name);
  if (!columns) return undefined;
  const log = folded(values.get('ERR_LOG_TABLE_NAME') || `"ERR$_${table.name.slice(0, 25)}"`);
  const owner = values.get('ERR_LOG_TABLE_OWNER') || log.owner || table.owner;
  const kept: string[] = [];
  const unsupported: string[] = [];
  for (const c of columns) {
    const type = c.virtual ? 'VARCHAR2(4000)' : c.type && loggedType(c.type);
    if (type) kept.push(`"${c.name.name}" ${type}`);
    else unsupported.push(c.name.name);
  }
  if (unsupported.length > 0 && values.get('SKIP_UNSUPPORTED') !== 'true') return { unsupported };
  const all = [
    'ORA_ERR_NUMBER$ NUMBER',
    'ORA_ERR_MESG$ VARCHAR2(2000)',
    'ORA_ERR_ROWID$ VARCHAR2(4000)',
    'ORA_ERR_OPTYP$ VARCHAR2(2)',
    'ORA_ERR_TAG$ VARCHAR2(2000)',
    ...kept,
  ];
  return { text: `CREATE TABLE ${owner ? `${owner}.` : ''}"${log.name}" (${all.join(', ')})` };
}

function folded(text: string): { readonly name: string; readonly owner: string | undefined } {
  const parts = [...text.matchAll(/"([^"]+)"|[^\s."]+/g)].map(([part, quoted]) => quoted ?? part.toUpperCase());
  return { name: parts.at(-1) ?? '', owner: parts.length > 1 ? parts[0] : undefined };
}

/** The type of a column in the log; undefined for LONG, LOBs and types of users. */
function loggedType(type: TypeRef): string | undefined {
  if (type.kind !== 'BuiltinTypeRef') return undefined;
  if (/LONG|LOB|BFILE|XML|JSON|ANYDATA/.test(type.name)) return undefined;
  if (/^(NCHAR|NVARCHAR2|NATIONAL )/.test(type.name)) return 'NVARCHAR2(2000)';
  if (type.name === 'RAW') return 'RAW(2000)';
  if (/ROWID$/.test(type.name)) return 'UROWID';
  return 'VARCHAR2(4000)';
}
