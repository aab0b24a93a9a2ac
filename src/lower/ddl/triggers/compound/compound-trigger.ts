import type { TriggerSymbol } from '../../../../analyze/model/symbols.js';
import { triggerRefused } from '../../../../diagnostics/op1-triggers.js';
import { internalFailure } from '../../../../diagnostics/op9.js';
import { mapTree } from '../../../../ir/map-tree.js';
import type { Block, CompoundTriggerBody } from '../../../../ir/oracle/index.js';
import type { PgExpr, PgStatement, PgType, PlDeclaration, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import { Refusal, refuse, type UnitContext } from '../../../context.js';
import { BodyBuilder } from '../../../plsql/body/body-builder.js';
import { lowerDeclarations } from '../../../plsql/declarations/declarations.js';
import { leavingAsInSql } from '../../../plsql/errors/user-exceptions.js';
import { initialisationChecks } from '../../../plsql/packages/package-init.js';
import { stubBody } from '../../../plsql/routines/stub.js';
import { lowerBlockBody } from '../../../plsql/statements/block.js';
import { handsEventOn } from '../../../plsql/transactions/triggering-event.js';
import { bindEvent, columnMarks } from '../columns/trigger-marks.js';
import { refuseMutatingTable } from '../mutating/mutating-table.js';
import { rowTiming } from '../row-timing.js';
import { functionOf, handOnEvent } from '../trigger-function.js';
import { sectionName, triggerFunction } from '../trigger-names.js';
import { createTrigger, resultOf, type TriggerShape } from '../trigger-shape.js';
import { triggerWhen } from '../trigger-when.js';
import { isLocalToSections } from './compound-locals.js';
import { isFixed } from './fixed-constants.js';
import { holdsName, mayWrite } from './section-writes.js';

type Section = CompoundTriggerBody['sections'][number];

const timings = {
  'BEFORE STATEMENT': { timing: 'before', forEach: 'statement' },
  'BEFORE EACH ROW': { timing: 'before', forEach: 'row' },
  'AFTER EACH ROW': { timing: 'after', forEach: 'row' },
  'AFTER STATEMENT': { timing: 'after', forEach: 'statement' },
  'INSTEAD OF EACH ROW': { timing: 'instead of', forEach: 'row' },
} as const;

/**
 * A compound trigger: one function and trigger a section. Its variables live from the start to the end of the firing
 * statement: the session's store holds them between sections, and the section before the statement, made where there is
 * none, sets them anew. (PL/SQL Language Reference, "Compound DML Triggers")
 */
export function compoundTrigger(unit: UnitContext, shape: TriggerShape, body: CompoundTriggerBody): PgStatement[] {
  const before: PgStatement[] = [];
  const made: PgStatement[] = [];
  const sections: Section[] = body.sections.some((s) => s.timing === 'BEFORE STATEMENT')
    ? [...body.sections]
    : [
        {
          timing: 'BEFORE STATEMENT',
          block: { kind: 'Block', span: body.span, labels: [], declarations: [], body: [], handlers: [] },
        },
        ...body.sections,
      ];
  const known = new Set<string>();
  for (const section of sections) {
    const lowered = lowerSection(unit, sectionShape(unit, shape, section), body, section);
    // Types and nested routines of the trigger are the same for all sections; a section may have some of its own.
    for (const statement of lowered.before) {
      const text = JSON.stringify(statement);
      if (!known.has(text)) before.push(statement);
      known.add(text);
    }
    made.push(...lowered.statements);
  }
  return [...before, ...made];
}

function sectionShape(unit: UnitContext, shape: TriggerShape, section: Section): TriggerShape {
  const { timing, forEach } = timings[section.timing];
  const withItsRow = section.timing === 'AFTER EACH ROW' && rowTiming(unit, shape.symbol).timing === 'withItsRow';
  return {
    ...shape,
    timing: withItsRow ? 'before' : timing,
    forEach,
    function: triggerFunction(unit, shape.symbol, section.timing.toLowerCase().replaceAll(' ', '_')),
    name: sectionName(unit, shape.symbol, shape.name, section.timing),
  };
}

/** The function and the trigger of one section; a stub where it cannot be converted. */
function lowerSection(
  unit: UnitContext,
  shape: TriggerShape,
  body: CompoundTriggerBody,
  section: Section,
): { readonly before: readonly PgStatement[]; readonly statements: readonly PgStatement[] } {
  const mark = unit.before.length;
  try {
    const statements = convertedSection(unit, shape, body, section);
    return { before: unit.before.splice(mark), statements };
  } catch (error) {
    const { span } = section.block;
    const diagnostic =
      error instanceof Refusal ? error.diagnostic : internalFailure(span, `trigger ${shape.symbol.name}`, error);
    unit.report(diagnostic);
    unit.before.splice(mark);
    return { before: [], statements: [functionOf(shape, stubBody(span, diagnostic)), createTrigger(shape)] };
  }
}

/** @throws Refusal */
function convertedSection(
  unit: UnitContext,
  shape: TriggerShape,
  body: CompoundTriggerBody,
  section: Section,
): readonly PgStatement[] {
  const { span } = section.block;
  const first = section.timing === 'BEFORE STATEMENT';
  const when = shape.forEach === 'row' ? triggerWhen(unit, shape) : {};
  const bodies = [section.block, ...body.declarations];
  const marks = columnMarks(unit, shape, bodies);
  // Looked through as a whole, so that a variable has one name in all sections.
  const rc = BodyBuilder.start(unit, shape.symbol, body, shape.function.at(-1));
  rc.triggerResult = resultOf(shape, span);
  const initial = lowerDeclarations(rc, body.declarations);
  const state = stateOf(unit, rc.outermostDeclarations, shape.symbol, body);
  const handOn = handsEventOn(unit, shape.symbol) ? handOnEvent(rc, shape.symbol, span) : undefined;
  const bound = bindEvent(rc, shape, marks, bodies);
  const guard = when.guard ? [b.ifThen(span, b.not(span, b.isTrue(span, when.guard)), rc.triggerReturn(span))] : [];
  const block = lowerSectionBlock(rc, section.block).filter((s) => s.kind !== 'PlNull' || s.comments);
  // One too many is read or stored for nothing, which does no harm.
  const used = first ? state : state.filter((v) => holdsName(block, v.name));
  const store = used.filter((v) => first || (!v.constant && mayWrite(block, v.name))).map((v) => storeOf(v, span));
  const statements: PlStatement[] = [
    ...(handOn?.() ?? []),
    ...initialisationChecks(unit, shape.symbol, [section.block]),
    ...bound,
    ...guard,
    ...(first ? initial : used.map((v) => b.assign(span, b.column(span, v.name), readOf(v, span)))),
    ...storeBeforeReturn(block, store),
    ...store,
    ...rc.triggerReturn(span),
  ];
  const own = rc.outermostDeclarations.filter((d) => !isUnstored(d) || holdsName(statements, d.name));
  const declarations = first ? own : sectionDeclarations(own, state, used);
  const whole = refuseMutatingTable(unit, shape, b.block(span, { declarations, body: statements }));
  return [
    functionOf(shape, leavingAsInSql(unit.analysis, shape.symbol, whole), {
      columnConflict: rc.variables.usesColumnConflict,
    }),
    ...marks.triggers,
    { ...createTrigger(shape), when: when.native },
  ];
}

function lowerSectionBlock(rc: BodyBuilder, block: Block): PlStatement[] {
  const declarations: PlDeclaration[] = [];
  const inner = rc.innerBlock(declarations);
  const { statements, handlers } = lowerBlockBody(inner, block);
  if (declarations.length === 0 && handlers.length === 0) return statements;
  return [b.block(block.span, { declarations, body: statements, handlers })];
}

// ---------- state ----------

interface StateVariable {
  readonly name: string;
  readonly type: PgType;
  readonly key: string;
  readonly constant: boolean;
  /** The trigger fires for more than one event. */
  readonly byEvent: boolean;
}

/** The variables that the trigger's declarations have become; of constants, those that each section cannot work out. */
function stateOf(
  unit: UnitContext,
  declarations: readonly PlDeclaration[],
  trigger: TriggerSymbol,
  body: CompoundTriggerBody,
): StateVariable[] {
  const path = unit.naming.of(trigger).join('.');
  const byEvent = new Set(trigger.definition.events.map((e) => e.event)).size > 1;
  return declarations.flatMap((d) => {
    if (d.kind !== 'PlVariable' || isFixed(d, declarations)) return [];
    if (isUnstored(d)) {
      const source = body.declarations.find((x) => x.span === d.span);
      if (source && isLocalToSections(body, source)) return [];
      return refuse(
        triggerRefused(trigger.span, trigger.name, `its variable ${d.name} cannot be kept between sections`),
      );
    }
    return [{ name: d.name, type: d.type, key: `${path}.${d.name}`, constant: d.constant === true, byEvent }];
  });
}

/** Is it of a type that has no text to be stored as? */
const isUnstored = (d: PlDeclaration): boolean =>
  d.kind === 'PlVariable' &&
  d.type.name.length === 1 &&
  (d.type.name[0] === 'record' || d.type.name[0] === 'refcursor');

function readOf(v: StateVariable, span: Span): PgExpr {
  return b.cast(span, b.ora(span, 'state_get', keyOf(v, span)), v.type);
}

function storeOf(v: StateVariable, span: Span): PlStatement {
  return b.perform(span, b.ora(span, 'state_set', keyOf(v, span), b.cast(span, b.column(span, v.name), pgTypes.text)));
}

/** A MERGE fires the sections for the statement once for INSERT and once for UPDATE; each has its own variables. */
function keyOf(v: StateVariable, span: Span): PgExpr {
  const key = b.text(span, v.key);
  return v.byEvent ? b.binary(span, '||', b.text(span, `${v.key}.`), b.column(span, 'tg_op')) : key;
}

/** A RETURN in the middle stores first. */
function storeBeforeReturn(statements: readonly PlStatement[], store: readonly PlStatement[]): PlStatement[] {
  if (store.length === 0) return [...statements];
  return mapTree([...statements], (statement) => {
    if (statement.kind !== 'PlReturn') return undefined;
    return b.block(statement.span, { body: [...store, statement] });
  });
}

/** Declarations of a later section: variables without their initial values, and only those it uses. */
function sectionDeclarations(
  declarations: readonly PlDeclaration[],
  state: readonly StateVariable[],
  used: readonly StateVariable[],
): PlDeclaration[] {
  return declarations.flatMap((d) => {
    if (d.kind !== 'PlVariable' || !state.some((v) => v.name === d.name)) return [d];
    return used.some((v) => v.name === d.name)
      ? [{ ...d, constant: undefined, initial: undefined, notNull: undefined }]
      : [];
  });
}
