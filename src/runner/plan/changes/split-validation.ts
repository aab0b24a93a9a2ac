import { sha256 } from '../../script/project.js';
import { quoteIdentifier, quotePath } from '../../sql/quoting.js';
import { tokensOf } from '../../sql/statement-tokens.js';
import type { PlanStatement } from '../plan-model.js';
import { shapeOf } from '../statements/statement-shape.js';
import { staticUndo } from '../undo.js';

/** What a unit does at once, and what it leaves to a transaction of its own after it. */
interface Steps {
  readonly now: readonly PlanStatement[];
  readonly later: readonly PlanStatement[];
}

/**
 * Takes out of a unit what looks at all rows: VALIDATE, and what needs its answer. ADD CONSTRAINT holds its lock until
 * the transaction ends, so a scan in the same transaction would block writers for as long as it takes; in one of its
 * own VALIDATE lets them work (ALTER TABLE, "Notes"). A foreign key or check that `isWatched` says others may be using,
 * or that has many rows to look at, becomes NOT VALID and VALIDATE.
 */
export function inSteps(statements: readonly PlanStatement[], isWatched: (table: string) => boolean): Steps {
  const now: PlanStatement[] = [];
  const later: PlanStatement[] = [];
  const waiting = { tables: new Set<string>(), constraints: new Set<string>() };
  for (const statement of statements) {
    const shape = shapeOf(statement.sql);
    const table = shape.name.join('.');
    const [only, ...more] = shape.alterations;
    if (shape.kind !== 'table' || only === undefined || more.length > 0) {
      now.push(statement);
      continue;
    }
    const { verb, name, text } = only;
    if (verb === 'validate constraint' && isWatched(table)) {
      later.push(statement);
      waiting.tables.add(table);
      waiting.constraints.add(name);
    } else if (
      waiting.tables.has(table) &&
      (/\bset\s+not\s+null\s*$/i.test(text) || (verb === 'drop constraint' && waiting.constraints.has(name)))
    ) {
      // SET NOT NULL is spared its scan by a check that is valid, and the check goes after it.
      later.push(statement);
    } else if (verb === 'add constraint' && name !== '' && isScan(text) && isWatched(table)) {
      now.push({ ...statement, sql: notValid(statement.sql) });
      later.push(
        laterStatement(`alter table ${quotePath(shape.name)} validate constraint ${quoteIdentifier(name)}`, statement),
      );
    } else now.push(statement);
  }
  return { now, later };
}

/** Behind its last token: a comment may follow. */
export const notValid = (sql: string): string => `${sql.slice(0, tokensOf(sql).at(-1)?.end)} not valid`;

const isScan = (text: string): boolean =>
  /^add\s+constraint\s+("(?:[^"]|"")+"|\S+)\s+(foreign\s+key|check)\b/i.test(text) && !/\bnot\s+valid\b/i.test(text);

/** A statement of the later part as it is made again from the ledger's text. */
export function laterStatement(sql: string, { file, line }: Pick<PlanStatement, 'file' | 'line'>): PlanStatement {
  const hash = sha256(sql);
  return { sql, key: `later ${hash.slice(0, 16)}`, sha256: hash, file, line, undo: staticUndo(sql, shapeOf(sql)) };
}

/** Of what an earlier run left to do, what is still wanted when the unit changes once more. */
export function stillPending(pending: readonly string[], changed: readonly PlanStatement[]): readonly string[] {
  const done = changed.flatMap(({ sql }) =>
    shapeOf(sql).alterations.flatMap(({ verb, name, text }) =>
      verb === 'drop constraint' || /\bdrop\s+not\s+null\s*$/i.test(text) ? [name, notNullCheck(name)] : [],
    ),
  );
  const gone = new Set(done);
  return pending.filter((sql) => {
    const [only] = shapeOf(sql).alterations;
    return only === undefined || only.verb === 'drop constraint' || !gone.has(only.name);
  });
}

/** The check that proves a column to be not null before it is said to be so. */
export const notNullCheck = (column: string): string => `${column}_not_null_check`.slice(0, 60);
