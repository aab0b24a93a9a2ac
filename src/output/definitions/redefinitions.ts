import type { CompiledUnit } from '../../compile.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { PgCreateRoutine, PgStatement } from '../../ir/postgres/index.js';
import { foldName, type Naming } from '../../lower/naming/naming.js';
import { printType, quoteLiteral, quoteName } from '../../print/index.js';
import { withoutLeadingComments } from '../../source/tokens/leading-comments.js';
import { bodyKey, definitionKey, droppedKeys, isBodyAlone, nameInKey, specificationKey } from './definition-keys.js';
import {
  changedRoutines,
  dependents,
  dropRoutine,
  dropType,
  dropView,
  forgetState,
  goneTypes,
  heading,
  isRoutine,
  isTrigger,
  isType,
  isView,
  nameOf,
  namesIn,
  quotedSignature,
  readersOf,
  replacement,
  typesMadeOf,
  usersOfTypes,
  usesType,
} from './replaced-statements.js';

/** A statement of a script, and the unit from which it comes. */
export interface ScriptStatement {
  readonly statement: PgStatement;
  readonly owner: CompiledUnit;
}

/** What a unit needs before its own statements so that it can take the place of an earlier definition. */
type Preparations = ReadonlyMap<CompiledUnit, readonly string[]>;

/**
 * CREATE OR REPLACE of something the script has created before: routines of the same heading are replaced, others
 * dropped; types that stay the same stay; a package loses its state. (PL/SQL Language Reference, "CREATE PACKAGE
 * Statement", "Package State")
 */
export function replacing(
  statements: readonly ScriptStatement[],
  naming: Naming,
): {
  readonly statements: readonly ScriptStatement[];
  readonly preparations: Preparations;
  /** Units with OR REPLACE that the script comes to first: an earlier run may have left what they replace. */
  readonly firsts: ReadonlySet<CompiledUnit>;
} {
  const byUnit = new Map<CompiledUnit, ScriptStatement[]>();
  for (const item of statements) addUnder(byUnit, item.owner, item);
  const script = new Redefinitions([...byUnit.keys()], naming);
  for (const [unit, own] of byUnit) script.add(unit, own);
  return { statements: script.statements, preparations: script.preparations, firsts: script.firsts };
}

const dropping = /'\s*drop\s+(table|type|package|user)\b/i;

/** What the keys of blocks begin with, which make routines and types of their own. */
const block = 'block ';

/** The script as far as it has been gone through. */
class Redefinitions {
  readonly statements: ScriptStatement[] = [];
  readonly preparations = new Map<CompiledUnit, readonly string[]>();
  readonly firsts = new Set<CompiledUnit>();
  /** By key of a definition, the statements that have made it, and the unit that they are of. */
  private readonly made = new Map<string, readonly PgStatement[]>();
  private readonly makers = new Map<string, CompiledUnit>();
  /** Keys of the bodies behind which views that call them are made again. */
  private readonly called = new Set<string>();
  /** The definition that was last made again, where what it makes invalid is no more than itself: a body. */
  private bodyAlone: string | undefined;
  private previous: string | undefined;
  /** Is there dynamic SQL that drops tables or types? */
  private readonly dropsByTexts: boolean;

  constructor(
    private readonly units: readonly CompiledUnit[],
    private readonly naming: Naming,
  ) {
    this.dropsByTexts = units.some(({ source }) => dropping.test(source.text));
  }

  add(unit: CompiledUnit, own: readonly ScriptStatement[]): void {
    this.drop(unit, droppedKeys(unit));
    const key = definitionKey(unit);
    if (key === undefined) {
      this.previous = this.bodyAlone = undefined;
      if (this.dropsByTexts && unit.unit.kind === 'AnonymousBlock') this.clear(unit);
      this.made.set(
        `${block}${unit.unit.span.file}:${unit.unit.span.start}`,
        own.map((o) => o.statement).filter(isLocal),
      );
      this.statements.push(...own);
      return;
    }
    this.define(unit, key, own);
    if (this.called.delete(key)) this.statements.push({ statement: revalidation(unit), owner: unit });
  }

  /** All that blocks before have left: the block may drop whatever it stands on. */
  private clear(unit: CompiledUnit): void {
    const left: PgStatement[] = [];
    for (const [key, local] of this.made) {
      if (!key.startsWith(block)) continue;
      left.push(...local);
      this.made.delete(key);
    }
    const [routines, types] = [left.filter(isRoutine), left.filter(isType)];
    if (left.length > 0) this.preparations.set(unit, [...types, ...routines].reverse().flatMap(dropped));
  }

  /** What blocks before have left goes before the tables and types on which it stands. */
  private drop(unit: CompiledUnit, keys: readonly string[]): void {
    const going = keys.flatMap((key) => this.made.get(key) ?? []);
    for (const key of keys) this.made.delete(key);
    const blocks = new Map([...this.made].filter(([key]) => key.startsWith(block)));
    const types = typesMadeOf(blocks, '', going);
    const left = [...types, ...usersOfTypes(blocks, '', [...going, ...types])];
    if (left.length > 0) this.preparations.set(unit, left.reverse().flatMap(dropped));
  }

  private define(unit: CompiledUnit, key: string, own: readonly ScriptStatement[]): void {
    const before = this.made.get(key);
    // A view that is made again because of something else keeps its triggers.
    const isSame = this.makers.get(key)?.unit.span.start === unit.unit.span.start;
    if (!isSame) this.noteRedefinition(key);
    const now = own.map((o) => o.statement);
    this.makers.set(key, unit);
    this.made.set(key, now);
    if (!before) this.first(unit, key, own);
    else if (isFunctionOfTrigger(before, now)) {
      this.made.set(key, [...now, ...before.filter((s) => !isRoutine(s))]);
      this.statements.push(...now.map((statement) => ({ statement: { ...statement, orReplace: true }, owner: unit })));
    } else this.replace(unit, key, { before, now, isSame });
  }

  /**
   * A new body leaves valid what uses the package, and those keep their state; a new specification before it does not.
   * (Database Development Guide, "Invalidation of Dependent Objects"; PL/SQL Language Reference, "Package State")
   */
  private noteRedefinition(key: string): void {
    this.bodyAlone = isBodyAlone(key, this.previous) ? key : undefined;
    this.previous = key;
  }

  /** What the script has not made itself an earlier run may have left. */
  private first(unit: CompiledUnit, key: string, own: readonly ScriptStatement[]): void {
    this.statements.push(...own);
    if (!saysReplace(unit)) return;
    this.firsts.add(unit);
    const specification = this.made.get(specificationKey(key)) ?? [];
    const all = [...specification, ...own.map((o) => o.statement)];
    this.preparations.set(unit, takingOver(key, all, own, this.naming));
  }

  private replace(
    unit: CompiledUnit,
    key: string,
    {
      before,
      now,
      isSame,
    }: { readonly before: readonly PgStatement[]; readonly now: readonly PgStatement[]; readonly isSame: boolean },
  ): void {
    const { made } = this;
    // Packages and types alone have bodies.
    const body = (bodyKey(key) === key ? undefined : made.get(bodyKey(key))) ?? [];
    const { kept, prepare, typesChange } = replacement(before, now);
    // Routines of the body and of other units use the types, other views this one: they go before it and come again
    // after it.
    const views = typesChange
      ? []
      : dependents(made, key, [...before.filter(isView), ...changedRoutines(before, now)], {
          withOwnTriggers: isSame,
        });
    const rows = typesChange ? [] : [...before, ...views].filter(isView);
    const ofTypes = typesChange ? typesMadeOf(made, key, before.filter(isType)) : [];
    const between = typesChange
      ? [...ofTypes, ...body.filter(isRoutine), ...usersOfTypes(made, key, [...before.filter(isType), ...ofTypes])]
      : [...views, ...usersOfTypes(made, key, rows)];
    // A body that was written for types that are gone is invalid in Oracle, too.
    const gone = goneTypes(before, now);
    const follows = body.length > 0 && bodyFollows(this.units, unit, key);
    // So is one that is still to be replaced: it was written for the old types.
    const replaced = new Set(follows ? body : []);
    // Views that call what a package makes of the types wait for it.
    const waiting =
      typesChange &&
      key.startsWith('package ') &&
      dependents(made, key, [...before, ...body].filter(isRoutine), { withOwnTriggers: false }).some(isView);
    if (waiting) this.called.add(follows ? bodyKey(key) : key);
    const late = this.comingAnew(unit);
    const again = between.filter((s) => {
      if (isLocal(s)) return false;
      if (isRoutine(s)) return !replaced.has(s) && !usesType(s, gone);
      // What is made from a view that is made anew comes with that.
      if (isView(s) && [...namesIn(s.query)].some((name) => late.has(name))) late.add(nameOf(s));
      return !late.has(isView(s) ? nameOf(s) : s.kind === 'PgCreateTrigger' ? s.table.join('.') : '');
    });
    this.preparations.set(unit, [
      ...(waiting ? invalidation(before) : []),
      ...[...between].reverse().flatMap(dropped),
      ...prepare,
      ...before.filter(isView).map(dropView),
      ...(isSame && this.bodyAlone !== undefined ? [] : forgetState(before, body)),
    ]);
    const readers = readersOf(made, key, rows).filter((r) => !between.includes(r) && !isLocal(r));
    this.statements.push(...[...kept, ...again, ...readers].map((statement) => ({ statement, owner: unit })));
  }

  /** The views that the units behind a redefinition make because of it, in another way than before. */
  private comingAnew(redefinition: CompiledUnit): Set<string> {
    const names = new Set<string>();
    for (const unit of this.units.slice(this.units.indexOf(redefinition) + 1)) {
      const key = definitionKey(unit);
      if (key === undefined || this.makers.get(key)?.unit.span.start !== unit.unit.span.start) break;
      for (const view of this.made.get(key)?.filter(isView) ?? []) names.add(nameOf(view));
    }
    return names;
  }
}

/** A routine or type of a block before: nothing calls it any more. */
const isLocal = (statement: PgStatement): boolean =>
  (isRoutine(statement) || isType(statement)) && statement.name[0] === 'pg_temp';

/** What takes away what has to come again behind a definition: triggers go with their views. */
function dropped(statement: PgStatement): readonly string[] {
  if (isRoutine(statement)) return [dropRoutine(statement)];
  if (isType(statement)) return [dropType(statement)];
  return isView(statement) ? [dropView(statement)] : [];
}

/** Views that call routines of the schema of the types raise ORA-04063 until they are made again. */
function invalidation(types: readonly PgStatement[]): readonly string[] {
  const [schema] = types.find(isType)?.name ?? [];
  return schema === undefined ? [] : [`select ora.invalidate_views_calling(${quoteLiteral(schema)})`];
}

const revalidation = ({ unit: { span } }: CompiledUnit): PgStatement => ({
  kind: 'PgFixedStatement',
  span,
  text: 'select ora.revalidate_views()',
});

const saysReplace = ({ source }: CompiledUnit): boolean =>
  /^create\s+or\s+replace\s/i.test(withoutLeadingComments(source.text));

/**
 * What an earlier run of a script has left in the place of a definition goes: routines of its names with other
 * parameters, of a package body all that are no longer in it, and the triggers of a trigger. The rest is replaced in
 * place. (PL/SQL Language Reference, "CREATE FUNCTION Statement", OR REPLACE)
 */
function takingOver(
  key: string,
  kept: readonly PgStatement[],
  own: readonly ScriptStatement[],
  naming: Naming,
): readonly string[] {
  const routines = own.flatMap(({ statement }) => (isRoutine(statement) ? [statement] : []));
  const names = [...new Set(routines.map(({ name }) => quoteName(name)))];
  // A specification brings aggregates, too.
  const signatures = kept.flatMap((s) => {
    if (s.kind === 'PgCreateAggregate') return [`${quoteName(s.name)}(${printType(s.argument)})`];
    return isRoutine(s) ? [quotedSignature(s)] : [];
  });
  // Texts of dynamic SQL in the body are routines of the owner's schema, where everything else stays.
  const [, owner = '', name = ''] = /^package body ([^.]*)\.(.*)$/.exec(key) ?? [];
  const schema = name === '' ? undefined : naming.packageSchema({ owner, name });
  if (names.length === 0) return [];
  if (key.startsWith('trigger ')) {
    const base = foldName(nameInKey(key));
    return [`select ora.drop_triggers_of(${quoteLiteral(routines[0]?.name[0] ?? '')}, ${quoteLiteral(base)})`];
  }
  const all = schema === undefined ? '' : `, ${quoteLiteral(schema)}`;
  return [`select ora.drop_other_routines(${textArray(names)}, ${textArray(signatures)}${all})`];
}

const textArray = (texts: readonly string[]): string => `array[${texts.map(quoteLiteral).join(', ')}]::text[]`;

/** Is it the function of a trigger alone that is made anew? The trigger stays as it is, enabled or not. */
function isFunctionOfTrigger(before: readonly PgStatement[], now: readonly PgStatement[]): now is PgCreateRoutine[] {
  const headings = before.filter(isRoutine).map(heading);
  return before.some(isTrigger) && now.length > 0 && now.every((s) => isRoutine(s) && headings.includes(heading(s)));
}

/** Does the script create the body again after this specification, before another one? */
function bodyFollows(units: readonly CompiledUnit[], unit: CompiledUnit, key: string): boolean {
  for (const next of units.slice(units.indexOf(unit) + 1)) {
    const made = definitionKey(next);
    if (made === key || made === bodyKey(key)) return made === bodyKey(key);
  }
  return false;
}
