import { foldIdentifier, quoteIdentifier, quotePath } from '../sql/quoting.js';
import { backOfDropUnnamed, dropUnnamed, unnamedConstraint } from './changes/unnamed-constraint.js';
import { definitionNote } from './statements/definition-note.js';
import { ownStatement } from './statements/own-statements.js';
import type { StatementShape } from './statements/statement-shape.js';
import { synonymNote } from './statements/synonym-note.js';

/** How a statement is undone, as `plan --json` shows it. */
export type Undo =
  /** Nothing to undo: it changes nothing that lasts, or goes with the object it belongs to. */
  | { readonly kind: 'none' }
  /** It makes an object that was not there: the object goes. `object` is its name for what else belongs to it. */
  | { readonly kind: 'drop'; readonly sql: string; readonly object: string }
  | { readonly kind: 'sql'; readonly sql: readonly string[] }
  /** What it replaces is read from the catalog just before it runs. */
  | { readonly kind: 'capture'; readonly subject: string | undefined }
  /** `isSeen`: what it does is looked at when it runs, and it may have a way back after all. */
  | { readonly kind: 'no'; readonly why: string; readonly subject: string | undefined; readonly isSeen?: boolean };

/** What has no rows of its own: its definition brings it back. */
const rowlessKinds: ReadonlySet<string> = new Set([
  'function',
  'procedure',
  'view',
  'materialized view',
  'index',
  'trigger',
  'policy',
]);

function movedBack(shape: StatementShape, text: string): readonly string[] {
  const to = foldIdentifier(/(\S+)\s*$/.exec(text)?.[1] ?? '');
  const from = shape.name.length > 1 ? (shape.name[0] ?? '') : 'public';
  const name = shape.name.at(-1) ?? '';
  return [`alter ${shape.kind} ${quotePath([to, name])} set schema ${quoteIdentifier(from)}`];
}

const named = (name: readonly string[]): string => name.join('.');

/**
 * What is known from the statement alone. DROP says RESTRICT by default: what somebody built on
 * the object stops the rollback.
 */
export function staticUndo(sql: string, shape: StatementShape): Undo {
  const subject = shape.on.length > 0 ? named(shape.on) : named(shape.name);
  switch (shape.action) {
    case 'create':
      if (shape.temporary) return { kind: 'none' };
      if (shape.name.length === 0) return { kind: 'no', why: 'the object has no name of its own', subject };
      if (shape.kind === 'other' || shape.kind === 'operator' || shape.kind === 'cast') {
        return { kind: 'no', why: 'the runner does not know this kind of object', subject: undefined };
      }
      if (shape.orReplace || shape.ifNotExists) return { kind: 'capture', subject: undefined };
      return { kind: 'drop', sql: dropOf(shape), object: named(shape.name) };
    case 'comment':
      return { kind: 'capture', subject };
    case 'grant':
    case 'revoke':
      return { kind: 'capture', subject: shape.others.length > 0 ? undefined : subject };
    case 'alter':
      return alterUndo(shape, subject);
    case 'dml':
      return subject === ''
        ? { kind: 'no', why: 'rows are changed', subject: undefined, isSeen: true }
        : { kind: 'no', why: `rows of ${subject} are changed`, subject };
    case 'drop':
      return rowlessKinds.has(shape.kind)
        ? { kind: 'capture', subject: undefined }
        : { kind: 'no', why: `${shape.kind} ${subject} is dropped`, subject };
    case 'query':
      if (definitionNote(sql) || synonymNote(sql)) return { kind: 'capture', subject: undefined };
      return /\bsetval\s*\(/i.test(sql)
        ? { kind: 'no', why: 'a sequence is set', subject: setvalSubject(sql) }
        : { kind: 'none' };
    case 'call':
    case 'do': {
      const back = backOfDropUnnamed(sql);
      if (back !== undefined) return { kind: 'sql', sql: [back] };
      const own = ownStatement(sql);
      if (own !== undefined) return own.kind === 'nothing' ? { kind: 'none' } : { kind: 'capture', subject: undefined };
      return { kind: 'no', why: 'a block may change anything', subject: undefined, isSeen: true };
    }
    case 'set':
    case 'transaction':
      return { kind: 'none' };
    case 'other':
      return { kind: 'no', why: 'the runner does not know this statement', subject: undefined };
    default: {
      const forgotten: never = shape.action;
      return forgotten;
    }
  }
}

function setvalSubject(sql: string): string | undefined {
  return /setval\s*\(\s*'([^']+)'/i.exec(sql)?.[1]?.replaceAll('"', '');
}

/** DROP for what CREATE made. */
export function dropOf(shape: StatementShape): string {
  const name = quotePath(shape.name);
  const concurrently = shape.concurrently ? ' concurrently' : '';
  if (shape.on.length > 0 && shape.kind !== 'index') return `drop ${shape.kind} ${name} on ${quotePath(shape.on)}`;
  return `drop ${shape.kind}${concurrently} ${name}${shape.signature}`;
}

/** Each alteration has a reverse of its own, or none; the reverses run backwards. */
function alterUndo(shape: StatementShape, subject: string): Undo {
  const [only] = shape.alterations;
  if (shape.alterations.length === 1 && only?.verb === 'set' && only.name === 'schema') {
    return { kind: 'sql', sql: movedBack(shape, only.text) };
  }
  if (shape.alterations.length === 1 && ['detach', 'owned'].includes(only?.verb ?? ''))
    return { kind: 'capture', subject };
  // RESTART sets its value, which is another session's by now.
  if (
    shape.kind === 'sequence' &&
    shape.alterations.every(({ text }) => !/\b(restart|owned|owner|rename|set)\b/i.test(text))
  )
    return { kind: 'capture', subject };
  if (shape.kind === 'type' && shape.alterations.every(({ verb }) => verb === 'add attribute')) {
    const dropped = shape.alterations.map(({ name }) => `drop attribute ${quoteIdentifier(name)}`);
    return { kind: 'sql', sql: [`alter type ${quotePath(shape.name)} ${dropped.toReversed().join(', ')}`] };
  }
  if (shape.kind !== 'table' || shape.alterations.length === 0) {
    return { kind: 'no', why: `${shape.kind} ${subject} is altered`, subject };
  }
  if (shape.alterations.length === 1 && ['alter', 'alter column', 'drop constraint'].includes(only?.verb ?? '')) {
    return { kind: 'capture', subject };
  }
  const table = `alter table ${quotePath(shape.name)}`;
  const undo: string[] = [];
  for (const { verb, name, text } of shape.alterations) {
    const object = quoteIdentifier(name);
    switch (verb) {
      case 'add constraint':
        undo.unshift(`${table} drop constraint ${object}`);
        break;
      case 'add column':
        undo.unshift(`${table} drop column ${object}`);
        break;
      case 'validate constraint':
        break;
      case 'enable trigger':
        undo.unshift(`${table} disable trigger ${object}`);
        break;
      case 'disable trigger':
        undo.unshift(`${table} enable trigger ${object}`);
        break;
      default: {
        const unnamed = verb === 'add' ? unnamedConstraint(text) : undefined;
        if (unnamed === undefined)
          return { kind: 'no', why: `table ${subject} is altered (${text.slice(0, 60)})`, subject };
        undo.unshift(dropUnnamed(shape.name, unnamed));
      }
    }
  }
  return { kind: 'sql', sql: undo };
}
