import { notNullCheck } from './split-validation.js';
import { shapeOf } from './statement-shape.js';
import { foldIdentifier, quoteIdentifier } from './statement-tokens.js';

/** What a step does to clients that run meanwhile. DS loss of data, LK lock, BC breaks running clients. */
export interface PlanFinding {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

/** Looks at one statement on what stood before the plan. */
export function lintStatement(
  sql: string,
  created: ReadonlySet<string>,
  metadataOnly = false,
  /** Columns that a validated CHECK of the same unit proves to be not null. */
  proved: ReadonlySet<string> = new Set(),
): readonly PlanFinding[] {
  const shape = shapeOf(sql);
  const name = (shape.on.length > 0 ? shape.on : shape.name).join('.');
  if (created.has(name)) return [];
  const found: PlanFinding[] = [];
  const add = (code: string, message: string, advice: string) => found.push({ code, message, advice });
  if (shape.action === 'create' && shape.kind === 'index' && !shape.concurrently) {
    add('LK01', `CREATE INDEX blocks writes to ${name} while it builds`, 'use CREATE INDEX CONCURRENTLY');
  }
  if (shape.action === 'drop' && ['function', 'procedure', 'routine'].includes(shape.kind)) {
    add(
      'BC04',
      `${shape.kind} ${name}${shape.signature} is dropped: clients that call it so break`,
      'keep the old signature as a routine that calls the new one, until nobody calls it',
    );
  }
  if (shape.action === 'revoke') {
    add('BC05', `privileges on ${name} are taken away`, 'see that no client needs them: pg_stat_statements, the log');
  }
  if (shape.action === 'drop' && shape.kind === 'index' && !shape.concurrently) {
    add(
      'LK05',
      `DROP INDEX blocks reads and writes of its table behind every long query`,
      'use DROP INDEX CONCURRENTLY',
    );
  }
  if (/^\s*refresh\s+materialized\s+view\b(?!\s+concurrently)/i.test(sql)) {
    add('LK06', 'REFRESH MATERIALIZED VIEW blocks readers', 'give it a unique index and use CONCURRENTLY');
  }
  if (/^\s*(truncate\b|delete\s+from\s+\S+\s*$)/i.test(sql)) {
    add('DS02', `all rows of ${name} are removed`, 'keep them in another table until the release is accepted');
  }
  if (shape.action === 'drop' && ['table', 'view', 'materialized view'].includes(shape.kind)) {
    add(
      'BC01',
      `${shape.kind} ${name} is dropped: clients that use it break`,
      'drop it in a later release, when nobody reads it (expand, then contract)',
    );
  }
  for (const { verb, name: column, text } of shape.alterations) {
    if (verb === 'drop column') {
      add(
        'DS01',
        `column ${name}.${column} and its data are dropped`,
        'release clients that do not use it first, then drop it',
      );
    } else if (verb === 'set' && column === 'schema') {
      add(
        'BC01',
        `${shape.kind} ${name} moves to another schema: clients that use it break`,
        'move it in a later release, when nobody reads it (expand, then contract)',
      );
    } else if (verb === 'add column' && isVolatile(text)) {
      add(
        'LK07',
        `column ${name}.${column} has a value of its own in every row: the table is rewritten under ACCESS EXCLUSIVE`,
        'add it without the default, set the default, then fill the rows in batches',
      );
    } else if (verb === 'add constraint' && /\b(primary\s+key|unique|exclude)\b(?!.*\busing\s+index\b)/i.test(text)) {
      add(
        'LK08',
        `the index of the constraint is built while reads and writes of ${name} wait`,
        'CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX',
      );
    } else if (verb === 'rename column' || verb === 'rename') {
      add(
        'BC02',
        `${name}: a rename breaks running clients`,
        'add the new name, write both, move the clients, then drop the old one',
      );
    } else if (verb === 'add column' && /\bnot\s+null\b/i.test(text) && !/\b(default|generated)\b/i.test(text)) {
      add(
        'BC03',
        `column ${name}.${column} is NOT NULL without a default: inserts of running clients fail, and so does this on rows`,
        'add it with a default, or nullable, fill it, then SET NOT NULL',
      );
    } else if (verb === 'alter column' && !metadataOnly && /\btype\b/i.test(text)) {
      add(
        'LK02',
        `the type of ${name}.${column} changes: the table may be rewritten under ACCESS EXCLUSIVE`,
        'add a column of the new type, fill it in batches, then switch',
      );
    } else if (verb === 'alter column' && /\bset\s+not\s+null\b/i.test(text)) {
      add(
        'BC06',
        `${name}.${column} may no longer be null: inserts of running clients that leave it out fail`,
        'release clients that fill it first',
      );
      // A validated CHECK in the same step spares the scan.
      if (!proved.has(column))
        add(
          'LK03',
          `SET NOT NULL scans ${name} under ACCESS EXCLUSIVE`,
          'add CHECK (… IS NOT NULL) NOT VALID, validate it, then SET NOT NULL',
        );
    } else if (verb === 'add constraint' && !/\bnot\s+valid\b/i.test(text) && /\b(foreign\s+key|check)\b/i.test(text)) {
      add(
        'LK04',
        `the constraint is checked on all rows of ${name} under a lock that blocks writes`,
        'add it NOT VALID, then VALIDATE CONSTRAINT',
      );
    }
  }
  return found;
}

/** Columns of `check (c is not null) not valid` that are validated in the same unit. */
export function provedNotNull(statements: readonly string[]): ReadonlySet<string> {
  const proved = new Set<string>();
  const alterations = statements.filter((sql) => /^\s*alter\b/i.test(sql));
  for (const sql of alterations) {
    const [, constraint = '', column = ''] =
      /\badd constraint\s+("(?:[^"]|"")+"|\w+)\s+check\s*\(\s*"?([^"\s]+)"?\s+is\s+not\s+null\s*\)/i.exec(sql) ?? [];
    if (constraint !== '' && alterations.some((other) => other.endsWith(`validate constraint ${constraint}`)))
      proved.add(column);
  }
  // The step after the one that added our own check.
  for (const sql of alterations) {
    const column = /\balter column\s+("(?:[^"]|"")+"|\w+)\s+set\s+not\s+null\s*$/i.exec(sql)?.[1];
    const name = column === undefined ? '' : foldIdentifier(column);
    const validated = `validate constraint ${quoteIdentifier(notNullCheck(name))}`;
    if (name !== '' && alterations.some((other) => other.endsWith(validated))) proved.add(name);
  }
  return proved;
}

/** A default that differs from row to row is written into each (ALTER TABLE, "Notes"). */
const isVolatile = (text: string): boolean =>
  /\bdefault\b.*\b(nextval|random|gen_random_uuid|clock_timestamp|timeofday|uuid_generate_\w+)\s*\(/i.test(text) ||
  /\bgenerated\b/i.test(text);
