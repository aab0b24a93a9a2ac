import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol, Symbol } from '../../../analyze/model/symbols.js';
import { containerOf, lookup, symbolsOf } from '../../../analyze/names/referenced-symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { unknownType } from '../../../diagnostics/op1-types.js';
import { notCompiled } from '../../../diagnostics/op3.js';
import { lastName } from '../../../ir/dotted.js';
import type { ScriptUnit, TableRef } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span, TextPart } from '../../../ir/span.js';
import { contains, walk } from '../../../ir/walk.js';
import { literal } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { type DictionaryName, dictionaryNameOf } from './dictionary-name.js';

/**
 * `select ora.note_dependencies(null, 'V', 'VIEW', array[null], array['EMP'], array['TABLE'])`: what an object needs by
 * the text of its source, which PostgreSQL keeps for views alone. Noted where the inputs read *_DEPENDENCIES. (Database
 * Reference, "ALL_DEPENDENCIES")
 */
export function dependencyNotes(
  analysis: Analysis,
  unit: ScriptUnit,
  made: readonly PgStatement[],
  diagnostics: readonly Diagnostic[] = [],
): PgStatement[] {
  const own = dictionaryNameOf(analysis, unit);
  if (!own) return [];
  const needs = new Needs(analysis, unit, own);
  needs.ofHeading();
  walk(unit, (node) => needs.ofNode(node));
  // It is invalid until it is compiled again: no column has that name.
  const isWrong = (d: Diagnostic): boolean => isInvalid(d) && isOfUnit(unit, d.inText);
  if (made.some((statement) => namesNothing(unit, statement)) || (hasCode(unit) && diagnostics.some(isWrong)))
    needs.add({ owner: own.owner, name: '.', type: 'COLUMN' });
  return [noteStatement(unit.span, own, needs.all)];
}

function noteStatement(span: Span, own: DictionaryName, needed: readonly DictionaryName[]): PgStatement {
  const array = (values: readonly string[]): string =>
    `array[${values.map((v) => (v === '' ? 'null' : literal(v))).join(', ')}]::text[]`;
  return runtimeStatement(
    span,
    'note_dependencies',
    own.owner === '' ? 'null' : literal(own.owner),
    literal(own.name),
    literal(own.type),
    array(needed.map((o) => o.owner)),
    array(needed.map((o) => o.name)),
    array(needed.map((o) => o.type)),
  );
}

/** What a unit needs, each object once, in the order in which it is met. */
class Needs {
  private readonly objects = new Map<string, DictionaryName>();
  private readonly seen = new Set<Symbol>();
  /** The table of a trigger, whose columns :NEW and :OLD have. */
  private firedOn: RelationSymbol | undefined;

  constructor(
    private readonly analysis: Analysis,
    private readonly unit: ScriptUnit,
    private readonly own: DictionaryName,
  ) {}

  get all(): readonly DictionaryName[] {
    return [...this.objects.values()];
  }

  add(object: DictionaryName): void {
    const { own } = this;
    if (object.owner !== own.owner || object.name !== own.name || object.type !== own.type)
      this.objects.set(`${object.owner}\0${object.name}\0${object.type}`, object);
  }

  /** What comes with the kind of the unit: STANDARD, the specification of a body, a trigger's table, a synonym's object. */
  ofHeading(): void {
    const { analysis, unit, own } = this;
    if (hasCode(unit)) this.add({ owner: 'SYS', name: 'STANDARD', type: 'PACKAGE' });
    if (own.type.endsWith(' BODY')) this.add({ ...own, type: own.type.slice(0, -' BODY'.length) });
    if (unit.kind === 'CreateTrigger' && unit.on.kind === 'Table') {
      const on = lookup(analysis, unit.on.name, own.owner);
      this.firedOn = on?.kind === 'relation' ? on : undefined;
      this.reference(on);
    }
    if (unit.kind === 'CreateSynonym') this.reference(lookup(analysis, unit.target, own.owner));
  }

  ofNode(node: OracleNode): void {
    const { analysis, own } = this;
    for (const symbol of symbolsOf(analysis, node, own.owner)) this.reference(symbol);
    for (const [table, name] of columnsWritten(analysis, node)) this.column(table, name);
    switch (node.kind) {
      case 'TableRef':
        this.missingTable(node);
        return;
      case 'CorrelationName': {
        const { base } = analysis.resolve(node);
        if (base.kind === 'correlation' && base.which !== 'PARENT') this.column(this.firedOn, base.name);
        return;
      }
      case 'Name':
      case 'Call':
      case 'Member': {
        const { base } = analysis.resolve(node);
        if (base.kind === 'column') this.column(base.source.relation, base.column.name);
        if (base.kind !== 'supplied') return;
        this.add({ owner: 'PUBLIC', name: base.package, type: 'SYNONYM' });
        this.add({ owner: 'SYS', name: base.package, type: 'PACKAGE' });
        return;
      }
      default:
    }
  }

  private reference(symbol: Symbol | undefined): void {
    if (symbol === undefined || this.seen.has(symbol)) return;
    this.seen.add(symbol);
    const object = objectOf(this.analysis, symbol);
    // A body needs itself no more than its specification does.
    if (object && (object.name !== this.own.name || object.owner !== this.own.owner)) this.add(object);
  }

  /** Fine-grained dependencies: other columns may come and go. */
  private column(table: RelationSymbol | undefined, name: string): void {
    if (table?.definition && table.definition.kind !== 'CreateMaterializedView' && !table.supplied)
      this.add({ owner: table.owner, name: `${table.name}.${name}`, type: 'COLUMN' });
  }

  private missingTable(node: TableRef): void {
    const { analysis, unit, own } = this;
    if (!hasCode(unit) || node.name.link !== undefined) return;
    const source = analysis.sourceOf(node);
    const [last, owner] = [...node.name.parts].reverse();
    if (source?.kind === 'relation' && !source.relation && last && isOfUnit(unit, node.span.inText))
      this.add({ owner: owner?.name ?? own.owner, name: last.name, type: 'NON-EXISTENT' });
  }
}

const isInvalid = ({ code }: Diagnostic): boolean => code === unknownType.code || code === notCompiled.code;

/** Does the code name something that is nowhere, or have what Oracle does not compile? */
const namesNothing = (unit: ScriptUnit, statement: PgStatement): boolean =>
  contains(statement, (n) => n.kind === 'PlRaise' && n.refused?.invalid !== undefined && isOfUnit(unit, n.span.inText));

/** Does the place belong to the unit itself, not to a text that it executes? */
export const isOfUnit = (unit: ScriptUnit, inText: TextPart | undefined): boolean =>
  inText?.text === unit.span.inText?.text;

/** The columns that INSERT and UPDATE name as those they write. */
function columnsWritten(analysis: Analysis, node: OracleNode): readonly (readonly [RelationSymbol, string])[] {
  if (node.kind !== 'Update' && node.kind !== 'Insert') return [];
  const relation = analysis.sourceOf(node.target)?.relation;
  if (!relation) return [];
  const set = node.kind === 'Insert' ? [] : node.set;
  const names = [
    ...(node.kind === 'Insert' ? (node.columns ?? []) : []),
    ...set.flatMap((i) => (i.kind === 'SetColumn' ? [i.column] : i.kind === 'SetColumns' ? i.columns : [])),
  ];
  return names.map((name) => [relation, lastName(name)] as const);
}

const hasCode = ({ kind }: ScriptUnit): boolean =>
  kind === 'CreateRoutine' ||
  kind === 'CreatePackage' ||
  kind === 'CreatePackageBody' ||
  kind === 'CreateTrigger' ||
  kind === 'CreateType' ||
  kind === 'CreateTypeBody';

/** The object of the schema that a symbol is or belongs to. */
function objectOf(analysis: Analysis, symbol: Symbol | undefined): DictionaryName | undefined {
  let at = symbol;
  for (let outer = at && containerOf(at); outer; outer = at && containerOf(at)) at = outer;
  if (!at) return undefined;
  switch (at.kind) {
    case 'relation':
      return at.supplied ? undefined : { owner: at.owner, name: at.name, type: at.relation.toUpperCase() };
    case 'routine':
      return at.nested ? undefined : { owner: at.owner, name: at.name, type: at.routine };
    case 'package':
      return { owner: at.owner, name: at.name, type: 'PACKAGE' };
    case 'sequence':
      return { owner: at.owner, name: at.name, type: 'SEQUENCE' };
    case 'objectType':
    case 'collectionType':
      return analysis.catalog.types.includes(at) ? { owner: at.owner, name: at.name, type: 'TYPE' } : undefined;
    case 'synonym':
      return { owner: at.owner, name: at.name, type: 'SYNONYM' };
    default:
      return undefined;
  }
}
