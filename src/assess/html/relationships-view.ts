import type { Compilation } from '../../compile.js';
import type { Span } from '../../ir/span.js';
import type { AssessmentModel } from '../model/index.js';
import { type ObjectEntry, qualified } from '../model/objects.js';
import type { Relationship } from '../model/relationships.js';
import { type ErLink, type ErPicture, type ErTable, erPicture } from './er.js';
import type { Links } from './links.js';
import { number } from './numbers.js';

/** Inferred relationships that the page lists; the JSON report has all. */
const listed = 400;

/** Relationships between tables: what is inferred, with evidence, and a picture of each owner. */
export function relationshipsView(
  model: AssessmentModel,
  pictures: readonly OwnerPicture[],
  links: Links,
  hrefOfSpan: (span: Span) => { readonly href: string; readonly text: string } | undefined,
): object {
  const { objects, relationships } = model;
  const inferred = relationships.filter((r) => !r.declared);
  const declared = relationships.length - inferred.length;
  const named = (index: number, columns: readonly string[]): { href: string; name: string } => {
    const object = objects[index];
    return object
      ? { href: links.href(object), name: `${qualified(object)} (${columns.join(', ')})` }
      : { href: '#objects', name: '?' };
  };
  return {
    lead: `${number(declared)} foreign keys are declared. ${
      inferred.length === 0
        ? 'No further relationship can be inferred from the code.'
        : `${number(inferred.length)} further relationships follow from joins and comparisons in views and code: ` +
          'constraints that nobody declared, or that cannot be (to look at before data is moved or subsets are taken).'
    }`,
    inferred: inferred.slice(0, listed).map((r) => ({
      from: named(r.from, r.columns),
      to: named(r.to, r.referenced),
      confidence: `${Math.round(r.confidence * 100)} %`,
      level: r.confidence >= 0.8 ? 'auto' : r.confidence >= 0.6 ? 'check' : 'info',
      places: r.evidence.flatMap((e) => (e.span && hrefOfSpan(e.span)) || []),
      signs: r.evidence
        .filter((e) => e.kind !== 'join')
        .map((e) => e.text)
        .join('; '),
    })),
    more: inferred.length > listed ? `${number(inferred.length - listed)} more are in report.json.` : '',
    pictures,
  };
}

/** The tables of one owner. */
export interface OwnerPicture {
  readonly owner: string;
  readonly tables: string;
  readonly count: string;
  /** Tables without relationships. */
  readonly alone: string;
  readonly picture: ErPicture | undefined;
}

/** A picture for each owner of tables; tables of other owners that relationships lead to are guests in it. */
export function ownerPictures(compilation: Compilation, model: AssessmentModel, links: Links): readonly OwnerPicture[] {
  const { objects, relationships } = model;
  const owners = [...new Set(objects.filter((o) => o.kind === 'table').map((o) => o.owner))].sort();
  return owners.map((owner) => {
    const own = relationships.filter((r) => objects[r.from]?.owner === owner);
    const linked = new Set(own.flatMap((r) => [r.from, r.to]));
    const tables = objects.filter((o) => o.kind === 'table' && (linked.has(o.index) || o.owner === owner));
    const alone = tables.filter((o) => !linked.has(o.index));
    const drawn = tables.filter((o) => linked.has(o.index));
    return {
      owner: owner || '(none)',
      tables: number(tables.filter((o) => o.owner === owner).length),
      count: number(own.length),
      alone: alone.map(qualified).join(', '),
      picture:
        drawn.length === 0
          ? undefined
          : erPicture(
              drawn.map((o) => tableOf(compilation, o, owner, own, links)),
              own.map((r) => linkOf(r, model)),
              `Tables of ${owner || 'the schema'} and what they refer to`,
            ),
    };
  });
}

function tableOf(
  compilation: Compilation,
  object: ObjectEntry,
  owner: string,
  own: readonly Relationship[],
  links: Links,
): ErTable {
  const symbol = compilation.analysis.declared(object.unit.unit);
  const primary = (symbol?.kind === 'relation' && symbol.keys.find((k) => k.primary)?.columns) || [];
  const foreign = own.filter((r) => r.from === object.index).flatMap((r) => r.columns);
  const isGuest = object.owner !== owner;
  return {
    id: object.index,
    name: isGuest ? qualified(object) : object.name,
    href: links.href(object),
    isGuest,
    columns: [...new Set([...primary, ...foreign])].map((name) => ({
      name,
      primary: primary.includes(name),
      foreign: foreign.includes(name),
    })),
  };
}

function linkOf(r: Relationship, { objects }: AssessmentModel): ErLink {
  const [from, to] = [objects[r.from], objects[r.to]];
  const what = r.declared ? (r.constraint ?? 'foreign key') : `inferred, ${Math.round(r.confidence * 100)} %`;
  return {
    from: r.from,
    to: r.to,
    column: r.columns[0] ?? '',
    declared: r.declared,
    title:
      `${from ? qualified(from) : ''} (${r.columns.join(', ')}) → ${to ? qualified(to) : ''} ` +
      `(${r.referenced.join(', ')}): ${what}`,
  };
}
