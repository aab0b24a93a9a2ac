import type { Compilation, CompiledUnit } from '../../compile.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { definedAgain, triggerBeforeRows } from '../../diagnostics/op6-objects.js';
import { lastName } from '../../ir/dotted.js';
import { isCreation } from '../../ir/kinds.js';
import { commentsOnLastColumns } from '../../lower/project/comments-on-columns.js';
import type { OrderedStatement } from '../../lower/project/creation-rank.js';
import { withoutDroppedKeys } from '../../lower/project/dropped-keys.js';
import { withoutLostKeys } from '../../lower/project/lost-keys.js';
import { inCreationOrder } from '../../lower/project/order.js';
import { remembered } from '../../lower/remembered.js';
import { dynamicDefinitions } from '../../rewrite/definitions/dynamic-definitions.js';
import { lex, stretches, TokenKind } from '../../source/index.js';
import { withoutOwnDrops } from '../definitions/drops.js';
import { shape, withoutDuplicates } from '../definitions/duplicates.js';
import { droppedObject, objectOf, type SourceObject, triggerOf } from '../objects.js';
import { distinctTemporaries } from '../temporary-names.js';

/** The unit whose statement it is, and the object that it makes. */
export interface Owner {
  readonly unit: CompiledUnit;
  readonly object: SourceObject | undefined;
}

/**
 * All statements of a project in creation order. A definition that a later one replaces is left out, and so is the DROP
 * of what the project creates; queries and transaction control have no place in a schema.
 */
export function projectStatements(
  compilation: Compilation,
  report: (diagnostic: Diagnostic) => void,
): readonly OrderedStatement<Owner>[] {
  const { owners, last } = ownersOf(compilation);
  const otherKind = namesakes(owners);
  const statements: OrderedStatement<Owner>[] = [];
  const schemas = new Set<string>();
  /** What stands in the place of the definition: `isOther` where it may be another thing. */
  const replacementOf = (unit: CompiledUnit, object: SourceObject): { readonly isOther: boolean } | undefined => {
    const final = last.get(keyOf(object));
    if (final && final !== unit)
      return {
        isOther:
          isAlternative(compilation, unit, final, object) ||
          isOtherVersion(unit, final, object) ||
          isRenamedBetween(compilation, unit, final),
      };
    if (!otherKind(object)) return undefined;
    return { isOther: namespaceKinds.has(object.kind) && !isDropped(compilation, unit, object) };
  };
  for (const unit of withoutOwnDrops(compilation.units, report)) {
    const owner = owners.get(unit);
    if (!owner || unit.lowered.role === 'query') continue;
    // What it drops has been left out for another kind of its name.
    if (unit.unit.kind === 'DropObject' && otherKind(droppedObject(unit.unit, unit.owner))) continue;
    if (isOfReplacedTrigger(compilation, unit, last)) continue;
    const { object } = owner;
    const replacement = object && isDefinition(unit) ? replacementOf(unit, object) : undefined;
    if (object && replacement) {
      if (replacement.isOther) report(definedAgain(unit.unit.span, `${object.kind} ${object.name}`));
      continue;
    }
    const dynamic = dynamicNames(compilation, unit);
    for (const statement of unit.lowered.statements) {
      if (statement.kind === 'PgCreateSchema') {
        if (schemas.has(statement.name)) continue;
        schemas.add(statement.name);
      }
      statements.push({ statement, owner, late: false, session: unit.session, ...dynamic });
    }
    for (const statement of unit.lowered.late) statements.push({ statement, owner, late: true, session: unit.session });
  }
  const all = [...schemasFirst(compilation, schemas, statements), ...statements];
  const keys = withoutDroppedKeys(withoutLostKeys(distinctTemporaries(withoutDuplicates(all, report))));
  const kept = commentsOnLastColumns(keys);
  reportUnknownOrder(kept, report);
  return inCreationOrder(kept);
}

/** The schemas of owners that no CREATE USER makes; `made` are those that statements create. */
export function schemasFirst(
  compilation: Compilation,
  made: ReadonlySet<string>,
  [first]: readonly OrderedStatement<Owner>[],
): readonly OrderedStatement<Owner>[] {
  if (!first) return [];
  const names = [...ownerSchemas(compilation)].filter((name) => !made.has(name) && name !== 'public').reverse();
  return names.map((name) => ({
    statement: { kind: 'PgCreateSchema', span: { file: -1, start: 0, end: 0 }, name, ifNotExists: true },
    owner: first.owner,
    late: false,
    session: first.session,
  }));
}

/** The object of each unit, and of each object the unit that defines it last. */
function ownersOf(compilation: Compilation): {
  readonly owners: Map<CompiledUnit, Owner>;
  readonly last: Map<string, CompiledUnit>;
} {
  const last = new Map<string, CompiledUnit>();
  const owners = new Map<CompiledUnit, Owner>();
  for (const unit of compilation.units) {
    const object = objectOf(unit.unit, unit.owner);
    owners.set(unit, { unit, object });
    if (object && isDefinition(unit)) last.set(keyOf(object), unit);
  }
  return { owners, last };
}

/** ALTER TRIGGER of one that is made again further on, and is enabled then whatever it was before. */
function isOfReplacedTrigger(
  { units }: Compilation,
  unit: CompiledUnit,
  last: ReadonlyMap<string, CompiledUnit>,
): boolean {
  if (unit.unit.kind !== 'AlterObject' || unit.unit.objectKind !== 'TRIGGER' || !unit.unit.name) return false;
  const final = last.get(keyOf(triggerOf(unit.unit.name, unit.owner)));
  return final !== undefined && units.indexOf(final) > units.indexOf(unit);
}

/**
 * A trigger that fires for rows of another file's INSERT: where no script calls the two, the source
 * does not say which came first.
 */
function reportUnknownOrder(
  statements: readonly OrderedStatement<Owner>[],
  report: (diagnostic: Diagnostic) => void,
): void {
  const sessions = new Map<string, Set<number>>();
  for (const { statement, session } of statements) {
    if (statement.kind !== 'PgDmlStatement' || statement.statement.kind !== 'PgInsert') continue;
    const table = statement.statement.target.name.join('.');
    sessions.set(table, (sessions.get(table) ?? new Set()).add(session));
  }
  const seen = new Set<Owner>();
  for (const { statement, session, owner } of statements) {
    if (statement.kind !== 'PgCreateTrigger' || seen.has(owner)) continue;
    // What keeps a table's own rules was there before any row.
    if (owner.unit.unit.kind === 'CreateTable') continue;
    const table = statement.table.join('.');
    const others = [...(sessions.get(table) ?? [])].some((s) => s !== session);
    if (!others || !statement.events.some((e) => e.event === 'insert')) continue;
    seen.add(owner);
    report(triggerBeforeRows(owner.unit.unit.span, owner.object?.name ?? statement.name, table));
  }
}

/** Is the one definition renamed away before the other is made? Then they are two objects, and one of them is lost. */
function isRenamedBetween(compilation: Compilation, one: CompiledUnit, final: CompiledUnit): boolean {
  const name = 'name' in one.unit && one.unit.name && 'parts' in one.unit.name ? lastName(one.unit.name) : undefined;
  if (final.unit.span.file !== one.unit.span.file) return false;
  return renames(compilation).some(
    ({ span, from }) =>
      from === name &&
      span.file === one.unit.span.file &&
      span.start >= one.unit.span.end &&
      span.end <= final.unit.span.start,
  );
}

/** What is renamed where. */
const renames = remembered(({ units }: Compilation) =>
  units.flatMap(({ unit }) => {
    if (unit.kind === 'Rename') return [{ span: unit.span, from: unit.from.name }];
    const isRename = unit.kind === 'AlterTable' && unit.actions.some((action) => action.kind === 'RenameTable');
    return isRename ? [{ span: unit.span, from: lastName(unit.name) }] : [];
  }),
);

/** Do two definitions that are no CREATE OR REPLACE differ, without a DROP between them? */
function isAlternative(
  compilation: Compilation,
  unit: CompiledUnit,
  final: CompiledUnit,
  object: SourceObject,
): boolean {
  if (
    object.kind !== 'table' &&
    object.kind !== 'index' &&
    object.kind !== 'sequence' &&
    object.kind !== 'materialized view'
  )
    return false;
  return !isDropped(compilation, unit, object) && shape(unit.lowered.statements) !== shape(final.lowered.statements);
}

/** Does the same file drop the object further on? */
function isDropped(compilation: Compilation, unit: CompiledUnit, object: SourceObject): boolean {
  return drops(compilation).some(
    ({ source, name }) => source.file === unit.source.file && source.start > unit.source.start && name === object.name,
  );
}

/**
 * Kinds of objects that share their names: none may have the name of another. (SQL Language Reference,
 * "Database Object Names and Qualifiers")
 */
const namespaceKinds: ReadonlySet<string> = new Set([
  'table',
  'view',
  'materialized view',
  'sequence',
  'type',
  'package',
  'procedure',
  'function',
]);

/**
 * Objects of different kinds and one name: the last stands, as of two definitions of one kind, but a materialized view
 * before the table that exports list for its rows, whichever comes first. What is given back says of an object, or of a
 * body, whether another kind has its name.
 */
function namesakes(owners: ReadonlyMap<CompiledUnit, Owner>): (object: SourceObject) => SourceObject | undefined {
  const nameOf = ({ owner, name }: SourceObject): string => `${owner}.${name}`;
  const standing = new Map<string, SourceObject>();
  for (const [unit, { object }] of owners) {
    if (!object || !isDefinition(unit) || !namespaceKinds.has(object.kind)) continue;
    // The table that a materialized view takes over is there, and stays.
    if (unit.unit.kind === 'CreateMaterializedView' && unit.unit.prebuilt) continue;
    const before = standing.get(nameOf(object));
    if (before?.kind === 'materialized view' && object.kind === 'table') continue;
    standing.set(nameOf(object), object);
  }
  return (object) => {
    const stands = standing.get(nameOf(object));
    const kind = object.kind.replace(/ body$/, '');
    return stands && namespaceKinds.has(kind) && stands.kind !== kind ? stands : undefined;
  };
}

/**
 * A program, view or type of which another file has another text: which of the two the database holds depends on the
 * order in which the files are run, and that is known only where a script calls them.
 */
function isOtherVersion(unit: CompiledUnit, final: CompiledUnit, { kind }: SourceObject): boolean {
  return replaceable.has(kind) && unit.session !== final.session && wordsOf(unit) !== wordsOf(final);
}

/** What CREATE OR REPLACE makes anew. */
const replaceable: ReadonlySet<string> = new Set([
  'package',
  'package body',
  'procedure',
  'function',
  'trigger',
  'view',
  'type',
  'type body',
]);

/**
 * The text of a unit, however it is laid out and commented, whatever the case of its words and whether it may replace;
 * strings count as they are, and quoted names that would be others without the quotes.
 */
function wordsOf({ source: { text } }: CompiledUnit): string {
  const words: string[] = [];
  for (const { kind, start, end } of stretches(lex(text))) {
    if (kind === 'comment' || kind === 'whitespace') continue;
    const word = text.slice(start, end);
    if (kind === TokenKind.QuotedIdentifier) words.push(plainName.exec(word)?.[1]?.toLowerCase() ?? word);
    else words.push(kind === TokenKind.StringLiteral ? word : word.toLowerCase());
  }
  return words
    .join(' ')
    .replace(/^create (or replace )?/, '')
    .replace(/( ;)+$/, '');
}

/** A quoted name that is the same without its quotes. */
const plainName = /^"([A-Z][A-Z0-9_$#]*)"$/;

const drops = remembered((compilation: Compilation) =>
  compilation.units.flatMap(({ unit, source }) =>
    unit.kind === 'DropObject' ? [{ source, name: unit.name.parts[unit.name.parts.length - 1]?.name }] : [],
  ),
);

const keyOf = (object: SourceObject): string => `${object.kind} ${object.owner}.${object.name}`;

/** What a block of an installation creates, and which tables it changes, by dynamic SQL. */
function dynamicNames(
  compilation: Compilation,
  unit: CompiledUnit,
): Pick<OrderedStatement<Owner>, 'provides' | 'changes'> {
  if (unit.unit.kind !== 'AnonymousBlock') return {};
  const provides: string[] = [];
  const changes: string[] = [];
  for (const made of dynamicDefinitions(unit.unit)) {
    const object = objectOf(made, unit.owner);
    if (!object) continue;
    const name = `${compilation.naming.schemaOf(object.owner)}.${compilation.naming.fold(object.name)}`;
    if (isCreation(made)) provides.push(name);
    else if (made.kind === 'AlterTable') changes.push(name);
  }
  return { provides, changes };
}

function ownerSchemas(compilation: Compilation): ReadonlySet<string> {
  const names = new Set<string>();
  for (const unit of compilation.units) {
    const object = objectOf(unit.unit, unit.owner);
    if (object && isDefinition(unit) && unit.lowered.statements.length > 0)
      names.add(compilation.naming.schemaOf(object.owner));
  }
  return names;
}

/** Is it a CREATE? */
function isDefinition(unit: CompiledUnit): boolean {
  return isCreation(unit.unit);
}
