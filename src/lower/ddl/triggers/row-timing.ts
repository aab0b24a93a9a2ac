import type { Analysis, Effects } from '../../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol, TriggerSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import { lastName } from '../../../ir/dotted.js';
import type { Expr, Update } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { namePattern } from '../../../ir/patterns-of-names.js';
import { contains, isQuery, walk } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { tablesBehind } from '../../dml/tables-behind.js';
import { calleesWithin, reachedFrom } from '../../plsql/effects/callees.js';
import { remembered } from '../../remembered.js';
import { referencedTables } from '../tables/constraints/shifted-keys.js';
import { carriedOn, isRefusedDelete, triggersFiredBy } from './cascades/cascades.js';
import { type NamedForRows, rowCallsInTexts } from './mutating/row-calls-in-texts.js';

/**
 * When an AFTER EACH ROW trigger fires. Oracle fires it right after its row, before the BEFORE trigger of the next one;
 * PostgreSQL after all rows of the statement. (PL/SQL Language Reference, "Order in Which Triggers Fire"; PostgreSQL
 * manual, 39.1)
 * - `asWritten`: no BEFORE trigger can tell, and no function that a statement calls for its rows;
 * - `withItsRow`: it can stand as the last BEFORE trigger of its row, since it needs nothing of the row being stored;
 * - `differs`: it cannot.
 */
type RowTiming = 'asWritten' | 'withItsRow' | 'differs';

/** A trigger for each row, or such a section of a compound one. */
interface RowSection {
  readonly symbol: TriggerSymbol;
  /** Of its table; DELETE of what fires where a delete is carried on. */
  readonly events: readonly string[];
  readonly effects: Effects;
  readonly code: OracleNode;
  /** Variables of a compound trigger that it uses. */
  readonly state: ReadonlySet<VariableSymbol>;
}

/** When the trigger fires, and what can tell. */
interface RowTimingOf {
  readonly timing: RowTiming;
  /** The BEFORE trigger that can tell, or a function that statements call for each row. */
  readonly meets?: TriggerSymbol | RoutineSymbol;
  /**
   * Where a row is refused by a constraint, the trigger has fired before in PostgreSQL, and what
   * it does outside of tables stays.
   */
  readonly beforeConstraints: boolean;
  /**
   * It fires behind all rows: where a constraint refuses one of them it has not fired for those before, and what it
   * does outside of tables is missing.
   */
  readonly behindConstraints?: boolean;
}

const asWritten: RowTimingOf = { timing: 'asWritten', beforeConstraints: false };

/** Of the AFTER EACH ROW trigger, or the AFTER EACH ROW section. */
export function rowTiming(unit: UnitContext, symbol: TriggerSymbol): RowTimingOf {
  const { table } = symbol;
  if (!table) return asWritten;
  const here = (s: RowSection): boolean => areThereTogether(unit, s.symbol, symbol);
  const afters = rowSections(unit, table, 'AFTER').filter(here);
  // A trigger defined twice has one name and time, those of the last definition.
  const own = afters.find((s) => s.symbol.name === symbol.name && s.symbol.owner === symbol.owner);
  if (!own) return asWritten;
  const befores = [...rowSections(unit, table, 'BEFORE'), ...cascadedSections(unit, table)].filter(here);
  const called = calledForRowsOf(unit, table);
  const metBy = (section: RowSection): TriggerSymbol | RoutineSymbol | undefined =>
    befores.find((before) => meet(unit, before, section))?.symbol ??
    called.find((call) => meetsCall(unit, call, section))?.routine;
  const { output, writesState } = own.effects;
  const stays = output || writesState || isApart(unit, own) || own.state.size > 0;
  const shows = stays && mayBeRefused(unit, own, table);
  if (!afters.some((s) => metBy(s) && shareEvent(s, own))) return { ...asWritten, behindConstraints: shows };
  const meets = metBy(own);
  // AFTER triggers keep their order among themselves, so they move together.
  if (!afters.every((s) => !shareEvent(s, own) || isIndependent(unit, s, table)))
    return meets ? { timing: 'differs', meets, beforeConstraints: false } : asWritten;
  return { timing: 'withItsRow', ...(meets && { meets }), beforeConstraints: shows };
}

/** Does it, or what it calls, write in a transaction of its own? */
const isApart = ({ analysis }: UnitContext, { effects, code }: RowSection): boolean =>
  effects.autonomous ||
  [...reachedFrom(analysis, calleesWithin(analysis, code))].some((r) => analysis.effectsOf(r).autonomous);

/** Neither of the triggers is dropped before the other is created. */
function areThereTogether({ analysis }: UnitContext, a: TriggerSymbol, other: TriggerSymbol): boolean {
  if (a === other) return true;
  const [first, second] = a.definition.span.start < other.definition.span.start ? [a, other] : [other, a];
  const { file, end } = first.definition.span;
  if (second.definition.span.file !== file) return true;
  return !analysis.units.some(
    (u) =>
      u.kind === 'DropObject' &&
      u.objectKind === 'TRIGGER' &&
      lastName(u.name) === first.name &&
      u.span.file === file &&
      u.span.start >= end &&
      u.span.start < second.definition.span.start,
  );
}

/** The triggers of the table that fire for each row at that time. */
export function rowSections(unit: UnitContext, table: RelationSymbol, timing: 'BEFORE' | 'AFTER'): RowSection[] {
  return unit.analysis.catalog.triggers.flatMap((symbol): RowSection[] => {
    if (symbol.table !== table) return [];
    const { definition } = symbol;
    if (definition.body.kind === 'CompoundTriggerBody') {
      const section = definition.body.sections.find((s) => s.timing === `${timing} EACH ROW`);
      if (!section) return [];
      return [
        {
          symbol,
          events: eventsOf(symbol),
          effects: unit.analysis.effectsWithin(section.block),
          code: section.block,
          state: stateOf(unit, symbol, section.block),
        },
      ];
    }
    if (!definition.forEachRow || definition.timing !== timing) return [];
    return [
      {
        symbol,
        events: eventsOf(symbol),
        effects: unit.analysis.effectsOf(symbol),
        code: definition.body,
        state: new Set(),
      },
    ];
  });
}

const eventsOf = ({ definition }: TriggerSymbol): readonly string[] => definition.events.map((e) => e.event);

/** What fires in other tables where a delete is carried on: between the BEFORE and AFTER triggers of a row. */
function cascadedSections({ analysis }: UnitContext, table: RelationSymbol): RowSection[] {
  return carriedOn(analysis, table).flatMap((key) =>
    triggersFiredBy(analysis, key).map((symbol) => {
      const effects = analysis.effectsOf(symbol);
      return {
        symbol,
        events: ['DELETE'],
        effects: { ...effects, writesTables: new Set([...effects.writesTables, key.child]) },
        code: symbol.definition.body,
        state: new Set<VariableSymbol>(),
      };
    }),
  );
}

/** The variables of the compound trigger that the code uses, itself or in its routines. */
function stateOf(unit: UnitContext, symbol: TriggerSymbol, code: OracleNode): ReadonlySet<VariableSymbol> {
  const { body } = symbol.definition;
  if (body.kind !== 'CompoundTriggerBody') return new Set();
  const used = new Set<VariableSymbol>();
  walk(code, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return;
    const { base } = unit.analysis.resolve(node as Extract<Expr, { kind: 'Name' }>);
    if (base.kind === 'variable') used.add(base.variable);
    if (base.kind === 'routine' && base.routine.nested)
      for (const c of unit.analysis.capturesOf(base.routine)) used.add(c.variable);
  });
  const declared = new Set(
    body.declarations.flatMap((d) => {
      const variable = d.kind === 'VariableDeclaration' && !d.constant ? unit.analysis.declaredBy(d) : undefined;
      return variable?.kind === 'variable' ? [variable] : [];
    }),
  );
  return new Set([...used].filter((v) => declared.has(v)));
}

/** A function that a statement calls for the rows that it changes. */
type CallForRows = Pick<NamedForRows, 'routine' | 'events'>;

/** What the statements of the inputs that change several rows of the table call for them. */
function calledForRowsOf({ analysis }: UnitContext, table: RelationSymbol): readonly CallForRows[] {
  return calls(analysis).filter((call) => call.table === undefined || call.table === table);
}

const calls = remembered((analysis: Analysis): readonly NamedForRows[] => {
  const found: NamedForRows[] = [...rowCallsInTexts(analysis)];
  for (const unit of analysis.units)
    walk(unit, (node) => {
      const events = eventsOfStatement(node);
      if (events.length === 0 || !('target' in node)) return true;
      const routines = calleesWithin(analysis, node);
      if (routines.length === 0) return true;
      for (const table of tablesBehind(analysis, (node as Update).target))
        found.push(...routines.map((routine) => ({ routine, events, table })));
      return true;
    });
  return found;
});

/** INSERT … VALUES has one row. */
function eventsOfStatement(node: OracleNode): readonly string[] {
  switch (node.kind) {
    case 'Insert':
      return contains(node, isQuery) ? ['INSERT'] : [];
    case 'Update':
      return ['UPDATE'];
    case 'Delete':
      return ['DELETE'];
    case 'Merge':
      return ['INSERT', 'UPDATE', 'DELETE'];
    default:
      return [];
  }
}

/** Can the function tell whether the trigger has fired for the rows before? */
function meetsCall(unit: UnitContext, { routine, events }: CallForRows, after: RowSection): boolean {
  if (!after.events.some((e) => events.includes(e))) return false;
  const { analysis } = unit;
  const [a, z] = [analysis.effectsOf(routine), after.effects];
  const meets = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => [...one].some((t) => other.has(t));
  return (
    (a.output && z.output) ||
    meets(a.readsTables, z.writesTables) ||
    ((a.writesState || z.writesState) &&
      meets(
        packageVariables(analysis, [routine]),
        packageVariables(analysis, calleesWithin(analysis, after.code), after.code),
      ))
  );
}

/** The variables of packages that the routines, what they call, and the code name. */
function packageVariables(
  analysis: Analysis,
  routines: readonly RoutineSymbol[],
  code?: OracleNode,
): ReadonlySet<VariableSymbol> {
  const found = new Set<VariableSymbol>();
  const bodies = [...reachedFrom(analysis, routines)].flatMap(({ definition }) => (definition ? [definition] : []));
  for (const body of code ? [...bodies, code] : bodies)
    walk(body, (node) => {
      if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return;
      const { base } = analysis.resolve(node);
      if (base.kind === 'variable' && base.variable.storage === 'package' && !base.variable.constant)
        found.add(base.variable);
    });
  return found;
}

/** Can the order of the two be seen? */
function meet(unit: UnitContext, before: RowSection, after: RowSection): boolean {
  if (!shareEvent(before, after)) return false;
  const [a, z] = [before.effects, after.effects];
  const meets = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => [...one].some((t) => other.has(t));
  return (
    meets(a.readsTables, z.writesTables) ||
    meets(a.writesTables, z.readsTables) ||
    meets(a.writesTables, z.writesTables) ||
    mayTouch(unit, before, z) ||
    mayTouch(unit, after, a) ||
    (a.output && z.output) ||
    (a.writesState && (z.readsState || z.writesState)) ||
    (a.readsState && z.writesState) ||
    meets(before.state, after.state)
  );
}

/**
 * May the dynamic SQL of the section meet the other in a table? A text that is not known as a whole may be about any.
 */
function mayTouch(unit: UnitContext, { effects, code }: RowSection, other: Effects): boolean {
  if (!effects.dynamicSql) return false;
  const tables = [...other.readsTables, ...other.writesTables];
  const texts: (string | undefined)[] = [];
  walk(code, (node) => {
    if (node.kind !== 'ExecuteImmediate' && node.kind !== 'DynamicText') return;
    const known = unit.analysis.dynamicText(node.text);
    texts.push(known?.whole === true ? known.text : undefined);
  });
  const names = tables.map((t) => new RegExp(namePattern(t.name), 'i'));
  const isBelow = [...effects.calls].some((callee) => unit.analysis.effectsOf(callee).dynamicSql);
  if (isBelow || texts.length === 0 || texts.includes(undefined)) return tables.length > 0 || other.dynamicSql;
  return other.dynamicSql || texts.some((text) => names.some((name) => name.test(text ?? '')));
}

const shareEvent = (a: RowSection, other: RowSection): boolean => a.events.some((e) => other.events.includes(e));

/** Nothing it does depends on the row being in the table already. */
function isIndependent(unit: UnitContext, { effects, code }: RowSection, table: RelationSymbol): boolean {
  const touched = [...effects.readsTables, ...effects.writesTables];
  return (
    !effects.dynamicSql &&
    !effects.transactionControl &&
    table.relation === 'table' &&
    !table.columns.some((c) => c.virtual) &&
    !asksForPlace(code) &&
    touched.every((t) => t !== table && t.relation === 'table') &&
    ![...effects.writesTables].some((t) => referencedTables(unit.analysis, t).includes(table))
  );
}

/** `:NEW.ROWID`: the row has it when it is stored. */
function asksForPlace(code: OracleNode): boolean {
  return contains(code, (node) => node.kind === 'CorrelationName' && node.column.name === 'ROWID');
}

/** May a constraint refuse what fires the trigger? A delete only foreign keys of others. */
function mayBeRefused({ analysis }: UnitContext, { events }: RowSection, table: RelationSymbol): boolean {
  if (events.every((e) => e === 'DELETE')) return isRefusedDelete(analysis, table);
  return table.constraints.length > 0 || table.keys.length > 0 || table.columns.some((c) => !c.nullable);
}
