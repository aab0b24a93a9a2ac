import { pathOf } from '../../ledger/adopted-changes.js';
import type { CatalogDifference } from '../../verify/catalog.js';
import { furtherKinds } from '../../verify/further-facts.js';

/** How objects that were added go again, and what was done to others. */
interface Drops {
  readonly sql: readonly string[];
  /** The tables, views and sequences among them, as `schema.name`. */
  readonly relations: readonly string[];
  readonly left: readonly { readonly object: string; readonly subject: string }[];
}

/** Those first that stand on others; of one kind all at once, as they may stand on one another. */
const kinds = [
  ...['view', 'materialized view', 'table', 'foreign table', 'sequence', 'function', 'procedure', 'aggregate'],
  ...['type', 'domain', 'schema'],
];
const relationKinds = new Set(['view', 'materialized view', 'table', 'foreign table', 'sequence']);

/** The statements that take the added objects among the differences away. */
export function dropsOf(differences: readonly CatalogDifference[]): Drops {
  const facts = differences.map((difference) => ({ ...difference, ...partsOf(difference) }));
  const added = facts.filter(({ change }) => change === 'added');
  const own = new Set(added.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name));
  const ofConstraint = new Set(
    added
      .filter(({ kind }) => kind === 'constraint')
      .map(({ name, on }) => (on.includes('.') ? `${on.replace(/\.[^.]*$/, '')}.${name}` : name)),
  );
  const single: string[] = [];
  const left: { object: string; subject: string }[] = [];
  for (const { change, object, kind, name, on } of facts) {
    if (change === 'added' && (kinds.includes(kind) || own.has(on) || own.has(relationOf(on)))) continue;
    // It goes with its constraint.
    if (kind === 'index' && change === 'added' && ofConstraint.has(name)) continue;
    const drop = change === 'added' ? dropOfPart(kind, name, on) : undefined;
    if (drop === undefined) left.push({ object, subject: plain(on === '' ? name : on) });
    else single.push(drop);
  }
  const whole = kinds.flatMap((kind) => {
    const names = added.filter((fact) => fact.kind === kind).map(({ name }) => name);
    return names.length === 0 ? [] : [`drop ${kind} if exists ${names.join(', ')}`];
  });
  const relations = added.filter(({ kind }) => relationKinds.has(kind)).map(({ name }) => plain(name));
  return { sql: [...single, ...whole], relations, left };
}

/** Of a column. */
const relationOf = (column: string): string => column.replace(/\.("(?:[^"]|"")*"|[^.]+)$/, '');

/** `public."T"` as `public.T`, a routine without its arguments. */
const plain = (name: string): string => pathOf(name.replace(/\(.*$/s, '')).join('.');

/** What a fact is about: `on` is the relation of a part of one, or of a comment. */
function partsOf({ object, after }: CatalogDifference): {
  readonly kind: string;
  readonly name: string;
  readonly on: string;
} {
  const further = [...furtherKinds].find((one) => object.startsWith(`${one} `));
  if (further !== undefined) {
    const what = object.slice(further.length + 1);
    return { kind: further, name: what, on: / (?:on|of) (.+)$/s.exec(what)?.[1] ?? what };
  }
  const [, kind = '', name = ''] = /^(materialized view|foreign table|\w+) (.+)$/s.exec(object) ?? [];
  // pg_get_indexdef writes the table qualified.
  if (kind === 'index')
    return { kind, name, on: / ON (?:ONLY )?((?:"(?:[^"]|"")*"|[^"\s])+) USING /.exec(after)?.[1] ?? '' };
  const [, part, of] = /^("(?:[^"]|"")*"|\S+) (?:on|of) (.+)$/s.exec(name) ?? [];
  if (part !== undefined && of !== undefined) return { kind, name: part, on: of };
  const column = /^(.+)\.("(?:[^"]|"")*"|[^.]+)$/s.exec(name);
  if (kind === 'column') return { kind, name: column?.[2] ?? '', on: column?.[1] ?? '' };
  return { kind, name, on: kind === 'comment' ? name : '' };
}

function dropOfPart(kind: string, name: string, on: string): string | undefined {
  if (kind === 'column') return `alter table if exists ${on} drop column if exists ${name}`;
  if (kind === 'constraint') return `alter table if exists ${on} drop constraint if exists ${name}`;
  if (['trigger', 'policy', 'rule'].includes(kind)) return `drop ${kind} if exists ${name} on ${on}`;
  if (kind === 'statistics' || kind === 'event trigger') return `drop ${kind} if exists ${name}`;
  return kind === 'index' ? `drop index if exists ${name}` : undefined;
}
