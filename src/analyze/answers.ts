import { InternalError } from '../diagnostics/diagnostic.js';
import { dotted } from '../ir/dotted.js';
import type {
  Call,
  CorrelationName,
  Expr,
  Member,
  MethodCallOnType,
  Name,
  New,
  Query,
  QueryBody,
  ScriptUnit,
  Select,
  Star,
  TypeRef,
} from '../ir/oracle/index.js';
import type { Span } from '../ir/span.js';
import type { AddedUnits } from './added-units.js';
import type { Analysis, Resolution } from './analysis.js';
import { type AnalyzeContext, once } from './context.js';
import { capturesOf } from './effects/captures.js';
import { sharedCounters } from './effects/cursor-counters.js';
import type { computeEffects } from './effects/effects.js';
import type { Facts } from './facts.js';
import { dynamicText } from './flow/dynamic-text.js';
import { valueFlow } from './flow/value-flow.js';
import type { StarColumn } from './model/row-source.js';
import type { RelationSymbol, RoutineSymbol, TriggerSymbol } from './model/symbols.js';
import { type OracleType, unknown } from './model/types.js';
import { starColumns } from './resolve/queries/star-columns.js';

/** What is known beside the side tables. */
interface Known {
  readonly effects: () => ReturnType<typeof computeEffects>;
  readonly added: AddedUnits;
  readonly plainDdl: ReadonlySet<object>;
  readonly ownerAt: (place: Span) => string;
  readonly mayGrow: (relation: RelationSymbol) => boolean;
  readonly showsConstraintStates: () => boolean;
}

/** The answers that lowering and rules get, from the side tables. */
export function answersOf(
  cx: AnalyzeContext,
  { effects, added, plainDdl, ownerAt, mayGrow, showsConstraintStates }: Known,
): Analysis {
  const { facts, catalog } = cx;
  const unresolved = namesWithoutMeaning();
  const flow = once(() => valueFlow(answers));
  const answers: Analysis = {
    catalog,
    diagnostics: facts.diagnostics,
    plainDdl,
    units: added.programs,
    texts: added.statements,
    precedes: cx.precedes,
    columnChanges: () => added.columnChanges,
    typeOf: (expr: Expr) => facts.types.get(expr) ?? unknown,
    mayBeNull: (expr: Expr) => !facts.notNull.has(expr),
    resolve: (expr: ResolvedNode): Resolution => facts.resolutions.get(expr) ?? unresolved(expr),
    symbolOf: (name) => facts.symbols.get(name),
    typeOfRef: (type: TypeRef) => facts.typeRefs.get(type) ?? unknown,
    isUnknown: (type: TypeRef) => facts.typeRefs.get(type)?.kind === 'unknown',
    isUnknownRow: (type: TypeRef) => isRowOfUnknown(facts.typeRefs.get(type)),
    columnsOf: (query: Query | QueryBody) => facts.outputs.get(query) ?? [],
    sourceOf: (item) => facts.sources.get(item),
    isReadAsRow: (source) => facts.readAsRows.has(source),
    expandStar: (star: Star, select: Select) => expandedStar(facts, star, select),
    jsonMembers: (item) => facts.jsonMembers.get(item),
    effectsOf: (routine: RoutineSymbol | TriggerSymbol) => effects().of(routine),
    endsTransaction: (call, callee) => effects().endsTransaction(call, callee),
    effectsWithin: (node) => effects().within(node),
    userErrorEscapes: (node) => effects().userErrorEscapes(node),
    addUnit: (unit, owner, standsForWord) => added.add(unit, owner, standsForWord),
    ownerAt,
    objectAt: (parts, place) =>
      catalog.lookup(
        parts.map((p) => p.name),
        ownerAt(place),
      ),
    declared: (unit: ScriptUnit) => facts.declared.get(unit),
    declaredBy: (node: object) => facts.declared.get(node),
    mayGrow,
    showsConstraintStates,
    capturesOf: (routine: RoutineSymbol) => capturesOf(cx, routine),
    isWritten: (target: object) => facts.writes.has(target),
    valueLoop: (loop) => facts.valueLoops.get(loop),
    cursorCounters: (cursor) => sharedCounters(facts, cursor),
    dynamicText: (expr: Expr) => dynamicText(cx, expr),
    textForms: (expr: Expr) => facts.textForms.get(expr),
    textOutlines: (expr: Expr) => facts.textOutlines.get(expr),
    writesToEmptyLocator: (call) => facts.emptyLocators.has(call),
    isEndlessNumber: (expr) => flow().isEndlessNumber(expr),
    mayBeginApart: (expr) => flow().mayBeginApart(expr),
    zoneOrigins: (...values) => flow().zoneOrigins(...values),
  };
  return answers;
}

/** What names mean that nothing is known of; asked for again and again: the callee of each call is one. */
function namesWithoutMeaning(): (expr: ResolvedNode) => Resolution {
  const known = new Map<ResolvedNode, Resolution>();
  return (expr) => {
    const before = known.get(expr);
    if (before) return before;
    const made: Resolution = { base: { kind: 'unresolved', name: nameOf(expr) }, steps: [], type: unknown };
    known.set(expr, made);
    return made;
  };
}

/** `c%ROWTYPE` of a cursor whose columns are not known. */
const isRowOfUnknown = (type: OracleType | undefined): boolean =>
  type?.kind === 'record' && type.identity.kind === 'cursor' && type.fields.length === 0;

/** The columns that `*` or `alias.*` stands for. */
function expandedStar(facts: Facts, star: Star, select: Select): readonly StarColumn[] {
  const name = star.qualifier?.parts.at(-1)?.name;
  const rows = (facts.selectSources.get(select) ?? []).filter((s) => name === undefined || s.alias === name);
  return starColumns(rows, name === undefined ? facts.mergedStars.get(select) : undefined);
}

type ResolvedNode = Name | Call | Member | New | CorrelationName | MethodCallOnType;

function nameOf(expr: ResolvedNode): string {
  switch (expr.kind) {
    case 'Name':
      return dotted(expr);
    case 'Call':
      return nameOf(expr.callee);
    case 'Member':
      return expr.name.name;
    case 'MethodCallOnType':
      return expr.method.name;
    case 'New':
      return nameOf(expr.call);
    case 'CorrelationName':
      return `:${expr.correlation}.${expr.column.name}`;
    default:
      throw new InternalError('analyze', 'unexpected name');
  }
}
