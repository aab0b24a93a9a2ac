import { shapeOf } from './statement-shape.js';

/** What a step does to clients that run meanwhile. DS loss of data, LK lock, BC breaks running clients. */
export interface PlanFinding {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

/** Looks at one statement on what stood before the plan. */
export function lintStatement(sql: string, created: ReadonlySet<string>, metadataOnly = false): readonly PlanFinding[] {
  const shape = shapeOf(sql);
  const name = (shape.on.length > 0 ? shape.on : shape.name).join('.');
  if (created.has(name)) return [];
  const found: PlanFinding[] = [];
  const add = (code: string, message: string, advice: string) => found.push({ code, message, advice });
  if (shape.action === 'create' && shape.kind === 'index' && !shape.concurrently) {
    add('LK01', `CREATE INDEX blocks writes to ${name} while it builds`, 'use CREATE INDEX CONCURRENTLY');
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
