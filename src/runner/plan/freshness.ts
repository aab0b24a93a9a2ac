import type { PlanStatement } from './plan-model.js';
import { shapeOf } from './statements/statement-shape.js';

/**
 * What a plan has made or taken away so far. A privilege or a comment goes with the object it is on: where the object
 * is made anew, its unchanged GRANT has to run again, and where it is gone there is nothing to revoke.
 */
export class Freshness {
  private readonly made = new Set<string>();
  private readonly gone = new Set<string>();
  private readonly schemas = new Set<string>();
  /** What has stepped aside, with its indexes, triggers, privileges and comments. */
  private readonly aside = new Set<string>();

  /** Takes in the statements of a unit in the order in which they run. */
  add(statements: readonly PlanStatement[]): void {
    for (const { sql } of statements) {
      const shape = shapeOf(sql);
      const object = objectOf(shape.name, shape.signature);
      if (shape.action === 'drop') this.gone.add(object);
      if (shape.alterations.some(({ verb, name }) => verb === 'set' && name === 'schema')) this.aside.add(object);
      // OR REPLACE keeps owner and privileges; what it finds missing it makes, which a change says without it.
      if (shape.action !== 'create' || (shape.orReplace && !this.gone.has(object))) continue;
      this.gone.delete(object);
      this.made.add(object);
      if (shape.name.length > 1) this.schemas.add(`${classOf(shape.kind)} ${shape.name[0]}`);
    }
  }

  /** Whether a statement that stands unchanged was lost with what it was on. */
  wants(sql: string): boolean {
    const shape = shapeOf(sql);
    if (shape.action !== 'grant' && shape.action !== 'revoke' && shape.action !== 'comment') return false;
    const all = /\bon\s+all\s+(routines|functions|procedures|tables|sequences)\s+in\s+schema\b/i
      .exec(sql)?.[1]
      ?.toLowerCase();
    if (all !== undefined) {
      const kind = all === 'tables' ? 'table' : all === 'sequences' ? 'sequence' : 'routine';
      return this.schemas.has(`${kind} ${shape.name[0] ?? ''}`);
    }
    return [shape, ...shape.others].some(({ name, signature }) => this.made.has(objectOf(name, signature)));
  }

  /** Whether what a statement of before is about has been dropped by the plan, or has stepped aside. */
  isGone(sql: string): boolean {
    const { name, signature, on, others } = shapeOf(sql);
    const object = objectOf(name, signature);
    return (
      (others.length === 0 && (this.gone.has(object) || this.aside.has(object))) || this.aside.has(objectOf(on, ''))
    );
  }
}

/** By name and number of arguments: argument lists are written in more than one way. */
function objectOf(name: readonly string[], signature: string): string {
  const inside = signature.slice(1, -1).trim();
  let depth = 0;
  let count = inside === '' ? 0 : 1;
  for (const c of inside) {
    if (c === '(') depth += 1;
    else if (c === ')') depth -= 1;
    else if (c === ',' && depth === 0) count += 1;
  }
  return `${name.join('.')}${signature === '' ? '' : `/${count}`}`;
}

function classOf(kind: string): string {
  if (['function', 'procedure', 'routine', 'aggregate'].includes(kind)) return 'routine';
  return ['table', 'view', 'materialized view'].includes(kind) ? 'table' : kind;
}
