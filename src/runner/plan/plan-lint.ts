import { foldIdentifier, quoteIdentifier } from '../sql/quoting.js';
import { notNullCheck } from './changes/split-validation.js';
import type { PlanFinding } from './plan-model.js';
import { type Alteration, type StatementShape, shapeOf } from './statements/statement-shape.js';

const finding = (code: string, message: string, advice: string): PlanFinding => ({ code, message, advice });

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
  return [
    ...ofStatement(sql, shape, name),
    ...shape.alterations.flatMap((alteration) =>
      ofAlteration(alteration, `${shape.kind} ${name}`, name, { metadataOnly, proved }),
    ),
  ];
}

function ofStatement(sql: string, shape: StatementShape, name: string): readonly PlanFinding[] {
  if (/^\s*refresh\s+materialized\s+view\b(?!\s+concurrently)/i.test(sql))
    return [finding('LK06', 'REFRESH MATERIALIZED VIEW blocks readers', 'give it a unique index and use CONCURRENTLY')];
  if (/^\s*(truncate\b|delete\s+from\s+\S+\s*$)/i.test(sql))
    return [
      finding('DS02', `all rows of ${name} are removed`, 'keep them in another table until the release is accepted'),
    ];
  switch (shape.action) {
    case 'create':
      if (shape.kind !== 'index' || shape.concurrently) return [];
      return [
        finding('LK01', `CREATE INDEX blocks writes to ${name} while it builds`, 'use CREATE INDEX CONCURRENTLY'),
      ];
    case 'drop':
      return ofDrop(shape, name);
    case 'revoke':
      return [
        finding(
          'BC05',
          `privileges on ${name} are taken away`,
          'see that no client needs them: pg_stat_statements, the log',
        ),
      ];
    default:
      return [];
  }
}

function ofDrop({ kind, signature, concurrently }: StatementShape, name: string): readonly PlanFinding[] {
  switch (kind) {
    case 'function':
    case 'procedure':
    case 'routine':
      return [
        finding(
          'BC04',
          `${kind} ${name}${signature} is dropped: clients that call it so break`,
          'keep the old signature as a routine that calls the new one, until nobody calls it',
        ),
      ];
    case 'index':
      if (concurrently) return [];
      return [
        finding(
          'LK05',
          'DROP INDEX blocks reads and writes of its table behind every long query',
          'use DROP INDEX CONCURRENTLY',
        ),
      ];
    case 'table':
    case 'view':
    case 'materialized view':
      return [
        finding(
          'BC01',
          `${kind} ${name} is dropped: clients that use it break`,
          'drop it in a later release, when nobody reads it (expand, then contract)',
        ),
      ];
    default:
      return [];
  }
}

/** What is known of the values that a step meets. */
interface KnownRows {
  /** The change of a type rewrites nothing. */
  readonly metadataOnly: boolean;
  /** Columns that are proved to be not null. */
  readonly proved: ReadonlySet<string>;
}

function ofAlteration(alteration: Alteration, object: string, table: string, rows: KnownRows): readonly PlanFinding[] {
  const { verb, name, text } = alteration;
  switch (verb) {
    case 'drop column':
      return [
        finding(
          'DS01',
          `column ${table}.${name} and its data are dropped`,
          'release clients that do not use it first, then drop it',
        ),
      ];
    case 'set':
      if (name !== 'schema') return [];
      return [
        finding(
          'BC01',
          `${object} moves to another schema: clients that use it break`,
          'move it in a later release, when nobody reads it (expand, then contract)',
        ),
      ];
    case 'rename':
    case 'rename column':
      return [
        finding(
          'BC02',
          `${table}: a rename breaks running clients`,
          'add the new name, write both, move the clients, then drop the old one',
        ),
      ];
    case 'add column':
      return ofNewColumn(alteration, table);
    case 'alter column':
      return ofChangedColumn(alteration, table, rows);
    case 'add constraint':
      return ofNewConstraint(text, table);
    default:
      return [];
  }
}

function ofNewColumn({ name, text }: Alteration, table: string): readonly PlanFinding[] {
  if (isVolatile(text))
    return [
      finding(
        'LK07',
        `column ${table}.${name} has a value of its own in every row: the table is rewritten under ACCESS EXCLUSIVE`,
        'add it without the default, set the default, then fill the rows in batches',
      ),
    ];
  if (/\bnot\s+null\b/i.test(text) && !/\b(default|generated)\b/i.test(text))
    return [
      finding(
        'BC03',
        `column ${table}.${name} is NOT NULL without a default: inserts of running clients fail, and so does this ` +
          'on rows',
        'add it with a default, or nullable, fill it, then SET NOT NULL',
      ),
    ];
  return [];
}

function ofChangedColumn(
  { name, text }: Alteration,
  table: string,
  { metadataOnly, proved }: KnownRows,
): readonly PlanFinding[] {
  if (!metadataOnly && /\btype\b/i.test(text))
    return [
      finding(
        'LK02',
        `the type of ${table}.${name} changes: the table may be rewritten under ACCESS EXCLUSIVE`,
        'add a column of the new type, fill it in batches, then switch',
      ),
    ];
  if (!/\bset\s+not\s+null\b/i.test(text)) return [];
  const breaks = finding(
    'BC06',
    `${table}.${name} may no longer be null: inserts of running clients that leave it out fail`,
    'release clients that fill it first',
  );
  // A validated CHECK in the same step spares the scan.
  if (proved.has(name)) return [breaks];
  const scans = finding(
    'LK03',
    `SET NOT NULL scans ${table} under ACCESS EXCLUSIVE`,
    'add CHECK (… IS NOT NULL) NOT VALID, validate it, then SET NOT NULL',
  );
  return [breaks, scans];
}

function ofNewConstraint(text: string, table: string): readonly PlanFinding[] {
  if (/\b(primary\s+key|unique|exclude)\b(?!.*\busing\s+index\b)/i.test(text))
    return [
      finding(
        'LK08',
        `the index of the constraint is built while reads and writes of ${table} wait`,
        'CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX',
      ),
    ];
  if (!/\bnot\s+valid\b/i.test(text) && /\b(foreign\s+key|check)\b/i.test(text))
    return [
      finding(
        'LK04',
        `the constraint is checked on all rows of ${table} under a lock that blocks writes`,
        'add it NOT VALID, then VALIDATE CONSTRAINT',
      ),
    ];
  return [];
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
