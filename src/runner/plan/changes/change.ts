import { isRemoved, pathOf } from '../../ledger/adopted-changes.js';
import type { LedgerStatement } from '../../ledger/ledger-entry.js';
import { isOfData } from '../../ledger/performed.js';
import { sha256 } from '../../script/project.js';
import { quotePath } from '../../sql/quoting.js';
import type { PlanStatement } from '../plan-model.js';
import { objectKey, type StatementShape, shapeOf } from '../statements/statement-shape.js';
import { dropOf, staticUndo } from '../undo.js';
import { alterSequence } from './sequence-change.js';
import { alterTable } from './table-change.js';
import { addAttributes } from './type-change.js';

/**
 * Why a change cannot be made without a decision, and what to do; the place is that of the
 * statement, where it is not the unit's.
 */
interface ChangeRefusal {
  readonly reason: string;
  readonly advice: string;
  readonly file?: string;
  readonly line?: number;
}

/** What moves a unit to its new contents; with refusals nothing of it is to be run. */
export interface UnitChange {
  readonly statements: readonly PlanStatement[];
  readonly refusals: readonly (ChangeRefusal & {
    readonly unit: string;
    readonly file: string;
    readonly line: number;
  })[];
}

/** What a plan knows beside the unit that it is about. */
interface PlanState {
  /** Whether what a statement is about has been dropped. */
  readonly isGone: (sql: string) => boolean;
  /** Whether a statement of data has been performed, by this unit or another one. */
  readonly isDone: (statement: PlanStatement) => boolean;
  /** Whether a unit of the project has it. */
  readonly isWanted: (key: string) => boolean;
  /** What another unit had until now, once. */
  readonly taken: (key: string) => LedgerStatement | undefined;
  /** The standing grants that a REVOKE weakens. */
  readonly grants: (revoke: string) => readonly PlanStatement[];
}

/** The statements that move a unit from what the ledger remembers to its new contents. */
export function changedStatements(
  before: readonly LedgerStatement[],
  after: readonly PlanStatement[],
  { isGone, isDone, isWanted, taken, grants }: PlanState,
): UnitChange {
  const old = new Map(before.map((statement) => [statement.key, statement]));
  const statements: PlanStatement[] = [];
  const refusals: UnitChange['refusals'][number][] = [];
  const refuse = (refusal: ChangeRefusal, place?: PlanStatement) =>
    refusals.push({ ...refusal, unit: '', file: place?.file ?? '', line: place?.line ?? 1 });
  const [first] = after;
  for (const gone of before.toReversed()) {
    if (isWanted(gone.key) || isRemoved(gone)) continue;
    if (wentAlong(gone, isGone)) continue;
    const removed = removal(gone, isWanted);
    if ('reason' in removed) refuse(removed, first);
    else
      for (const sql of removed.sql)
        statements.push(derived(sql, gone.key, first), ...(isGrant(gone) ? grants(sql) : []));
  }
  const remade = new Set<string>();
  for (const statement of after) {
    const previous = old.get(statement.key) ?? taken(statement.key);
    const shape = shapeOf(statement.sql);
    const name = (shape.on.length > 0 && shape.kind !== 'index' ? shape.on : shape.name).join('.');
    const isStanding = isOfData(statement.key) ? isDone(statement) : previous?.sha256 === statement.sha256;
    // What hangs on an object that was made anew (its grants, comments) has gone with it.
    if (isStanding && !remade.has(name)) continue;
    const isThere = previous !== undefined && !isRemoved(previous) && !wentAlong(previous, isGone);
    if (!isThere || isOfData(statement.key) || remade.has(name)) {
      statements.push(statement);
      continue;
    }
    const replaced = replacement(previous, statement, shape);
    if ('reason' in replaced) refuse(replaced, statement);
    else {
      statements.push(
        ...replaced.sql.map((sql) => ({
          ...derived(sql, statement.key, statement),
          metadataOnly: replaced.metadataOnly?.has(sql),
        })),
      );
      if (replaced.isRemade) remade.add(shape.name.join('.'));
    }
  }
  return { statements, refusals };
}

/** A statement that the plan made from one of the project. */
function derived(sql: string, key: string, place: PlanStatement | undefined): PlanStatement {
  return {
    sql,
    key,
    sha256: sha256(sql),
    file: place?.file ?? '',
    line: place?.line ?? 1,
    undo: staticUndo(sql, shapeOf(sql)),
    isChange: true,
  };
}

/** Privileges, comments, indexes and triggers go with what they are on. */
const wentAlong = ({ sql = '' }: LedgerStatement, isGone: PlanState['isGone']): boolean =>
  /^\s*(grant|revoke|comment|create\s+(or\s+replace\s+|unique\s+|constraint\s+)*(index|trigger))\b/i.test(sql) &&
  isGone(sql);

const isGrant = ({ sql = '' }: LedgerStatement): boolean => /^\s*grant\b/i.test(sql);

function removal(
  gone: LedgerStatement,
  isWanted: PlanState['isWanted'],
): { readonly sql: readonly string[] } | ChangeRefusal {
  if (gone.sql === undefined) return { sql: [] };
  const shape = shapeOf(gone.sql);
  switch (shape.action) {
    case 'create':
      if (shape.kind === 'table' || shape.kind === 'sequence' || shape.kind === 'materialized view') {
        const whole = partitionedOf(gone.sql);
        const apart =
          whole !== undefined && isWanted(`table ${quotePath(whole)}`)
            ? [`alter table ${quotePath(whole)} detach partition ${quotePath(shape.name)}`]
            : [];
        return moveAside(shape, apart);
      }
      if (shape.kind === 'schema' && shape.ifNotExists) return { sql: [] };
      return { sql: [dropOf(shape)] };
    case 'comment':
      return { sql: [gone.sql.replace(/\bis\s+(e?'(?:[^']|'')*'|\$.*\$)\s*$/is, 'is null')] };
    case 'grant':
      // Every database begins with it. (PostgreSQL manual, "The Public Schema")
      if (/^grant\s+usage\s+on\s+schema\s+public\s+to\s+public\b/i.test(gone.sql)) return { sql: [] };
      return {
        sql: [
          gone.sql
            .replace(/^grant\b/i, 'revoke')
            .replace(/\bto\b(?=[^']*$)/i, 'from')
            .replace(/\s+with\s+grant\s+option\s*$/i, ''),
        ],
      };
    case 'revoke':
      return { sql: [gone.sql.replace(/^revoke\b/i, 'grant').replace(/\bfrom\b(?=[^']*$)/i, 'to')] };
    case 'alter':
      // Whether an event trigger that is dropped was disabled.
      if (shape.kind === 'event trigger' && !isWanted(`event trigger ${quotePath(shape.name)}`)) return { sql: [] };
      return alterRemoval(gone.sql, shape);
    case 'dml':
    case 'query':
    case 'call':
    case 'do':
    case 'set':
    case 'transaction':
      // What a script once did to rows stays done.
      return { sql: [] };
    case 'drop':
    case 'other':
      return {
        reason: `what this did cannot be taken back: ${gone.sql.slice(0, 80)}`,
        advice: 'undo it by hand, then run repair --adopt',
      };
    default: {
      const forgotten: never = shape.action;
      return forgotten;
    }
  }
}

/** Rows are never dropped by a plan: the relation steps aside, and finalize drops it. */
export const asideSchema = 'oraphant_undo';

/** Rows of a partition that the project has no more are not the table's any more. */
function partitionedOf(sql: string): readonly string[] | undefined {
  const name = String.raw`(?:"(?:[^"]|"")*"|[\w$]+)`;
  const found = new RegExp(String.raw`\bpartition\s+of\s+(${name}(?:\.${name})?)`, 'i').exec(sql)?.[1];
  return found === undefined ? undefined : pathOf(found);
}

function moveAside(shape: StatementShape, before: readonly string[]): { readonly sql: readonly string[] } {
  return {
    sql: [
      ...before,
      `create schema if not exists ${asideSchema}`,
      `alter ${shape.kind} ${quotePath(shape.name)} set schema ${asideSchema}`,
    ],
  };
}

function alterRemoval(sql: string, shape: StatementShape): { readonly sql: readonly string[] } | ChangeRefusal {
  const undo = staticUndo(sql, shape);
  if (undo.kind === 'sql') return { sql: undo.sql };
  // It could not step aside beside its table.
  if (shape.kind === 'sequence' && shape.alterations.every(({ verb }) => verb === 'owned'))
    return { sql: [`alter sequence ${quotePath(shape.name)} owned by none`] };
  return {
    reason: `an alteration is no longer in the project: ${sql.slice(0, 80)}`,
    advice: 'write the alteration that takes it back, apply it by hand, then repair --adopt',
  };
}

function replacement(
  before: LedgerStatement,
  after: PlanStatement,
  shape: StatementShape,
):
  | { readonly sql: readonly string[]; readonly isRemade: boolean; readonly metadataOnly?: ReadonlySet<string> }
  | ChangeRefusal {
  const { sql } = after;
  const kept = (...statements: readonly string[]) => ({ sql: statements, isRemade: false });
  const remade = (...statements: readonly string[]) => ({ sql: statements, isRemade: true });
  if (shape.action !== 'create') return kept(sql);
  switch (shape.kind) {
    case 'function':
    case 'procedure': {
      if (before.sql !== undefined && routineHead(before.sql) === routineHead(sql)) return kept(orReplace(sql));
      const old = before.sql === undefined ? shape : shapeOf(before.sql);
      return remade(dropOf(old), sql);
    }
    case 'view':
      // Its columns may have changed, which OR REPLACE refuses: the runner then says which views stand on it.
      return kept(orReplace(sql));
    case 'trigger':
      return before.sql !== undefined && /\bconstraint\s+trigger\b/i.test(before.sql)
        ? remade(dropOf(shape), sql)
        : kept(orReplace(sql));
    case 'index':
    case 'policy':
    case 'rule':
    case 'event trigger':
    case 'materialized view':
      return remade(dropOf(shape), sql);
    case 'table': {
      const altered = before.sql === undefined ? undefined : alterTable(before.sql, sql, before.adopted);
      if (altered === undefined) {
        return {
          reason: `${objectKey(shape)} changed in a way the runner cannot read`,
          advice: 'write the ALTER TABLE by hand, then repair --adopt',
        };
      }
      return 'reason' in altered ? altered : { ...kept(...altered.sql), metadataOnly: altered.metadataOnly };
    }
    case 'schema':
      return kept();
    case 'sequence': {
      const altered = before.sql === undefined ? undefined : alterSequence(before.sql, sql);
      return altered === undefined ? unknownChange(shape) : kept(altered);
    }
    case 'type': {
      const altered = before.sql === undefined ? undefined : addAttributes(before.sql, sql);
      return altered === undefined ? unknownChange(shape) : kept(altered);
    }
    default:
      return unknownChange(shape);
  }
}

const unknownChange = (shape: StatementShape): ChangeRefusal => ({
  reason: `${objectKey(shape)} changed, and its kind cannot be altered without what depends on it`,
  advice: 'give the new version another name and move its users, or alter it by hand, then repair --adopt',
});

const orReplace = (sql: string): string =>
  /^\s*create\s+or\s+replace\b/i.test(sql) ? sql : sql.replace(/^\s*create\s+/i, 'create or replace ');

/** Signature and result: what OR REPLACE cannot change (42P13). */
function routineHead(sql: string): string {
  const end = sql.search(/\b(language|as\s+\$|as\s+'|begin\s+atomic)/i);
  return sql
    .slice(0, end < 0 ? sql.length : end)
    .replace(/^\s*create\s+(or\s+replace\s+)?/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
