import { backOfDropUnnamed } from './changes/unnamed-constraint.js';
import { shapeOf } from './statements/statement-shape.js';

/** A lock on an object that other sessions may be using. */
export interface LockImpact {
  readonly lock: string;
  readonly on: string;
  readonly blocks: 'nothing' | 'writes' | 'reads and writes';
  readonly rewrites: boolean;
}

/**
 * The locks of a statement on what stood before the plan: an object that the plan itself creates is nobody's yet.
 * (PostgreSQL manual, "Explicit Locking", and the notes of each command.)
 */
export function lockImpact(sql: string, created: ReadonlySet<string>, metadataOnly = false): readonly LockImpact[] {
  // What it drops locks as what it was made with.
  const shape = shapeOf(backOfDropUnnamed(sql) ?? sql);
  const on = (shape.on.length > 0 ? shape.on : shape.name).join('.');
  const impact = (
    lock: string,
    blocks: LockImpact['blocks'],
    { rewrites } = { rewrites: false },
  ): readonly LockImpact[] => (created.has(on) || on === '' ? [] : [{ lock, on, blocks, rewrites }]);
  switch (shape.action) {
    case 'create':
      if (shape.kind === 'index') {
        return shape.concurrently ? impact('SHARE UPDATE EXCLUSIVE', 'nothing') : impact('SHARE', 'writes');
      }
      if (shape.kind === 'trigger') return impact('SHARE ROW EXCLUSIVE', 'writes');
      if (shape.kind === 'policy' || shape.kind === 'rule') return impact('ACCESS EXCLUSIVE', 'reads and writes');
      if (shape.kind === 'view' && shape.orReplace) return impact('ACCESS EXCLUSIVE', 'reads and writes');
      return [];
    case 'drop':
      if (['function', 'procedure', 'routine', 'schema', 'role', 'type', 'domain'].includes(shape.kind)) return [];
      return shape.concurrently
        ? impact('SHARE UPDATE EXCLUSIVE', 'nothing')
        : impact('ACCESS EXCLUSIVE', 'reads and writes');
    case 'alter':
      return shape.kind !== 'table'
        ? []
        : shape.alterations.flatMap(({ verb, text }) => {
            if (verb === 'validate constraint') return impact('SHARE UPDATE EXCLUSIVE', 'nothing');
            if (verb === 'add constraint' && /\bforeign\s+key\b/i.test(text)) {
              return impact('SHARE ROW EXCLUSIVE', 'writes');
            }
            if (verb === 'enable trigger' || verb === 'disable trigger') return impact('SHARE ROW EXCLUSIVE', 'writes');
            const rewrites = verb === 'alter column' && !metadataOnly && /\btype\b/i.test(text);
            return impact('ACCESS EXCLUSIVE', 'reads and writes', { rewrites });
          });
    case 'dml':
      return impact('ROW EXCLUSIVE', 'nothing');
    default:
      return [];
  }
}
