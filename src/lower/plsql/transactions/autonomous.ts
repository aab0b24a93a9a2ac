import { isScalar } from '../../../analyze/model/operators.js';
import type { RoutineSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import type {
  PgCreateRoutine,
  PgExpr,
  PgParameterDefinition,
  PgStatement,
  PgType,
  PlBlock,
  PlStatement,
} from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains, walk } from '../../../ir/walk.js';
import { printType, quoteName } from '../../../print/index.js';
import { b, pgTypes } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { entryName } from '../../naming/naming.js';
import { handedOn } from '../routines/parameter-names.js';
import { changesSession } from './session-settings.js';

/*
 * An autonomous transaction on a connection of its own: the public routine sends a CALL over it, which runs the
 * converted body as a procedure at top level, so that its COMMIT and ROLLBACK are PostgreSQL's. (PL/SQL Language
 * Reference, "Autonomous Transactions")
 *   log_it(p)       → perform ora.autonomous(format('call log_it__at(%L::text)', p), 0, false)
 *   log_it__at(p)   → call log_it__own(p); what is not committed then is ORA-06519
 *   log_it__own(p)  → the body
 */

/**
 * Does the routine or trigger run on a connection of its own? Only what needs nothing that the caller's session alone
 * has: open cursors, temporary rows, which columns an UPDATE sets.
 */
export function runsApart(unit: UnitContext, symbol: RoutineSymbol | TriggerSymbol): boolean {
  if (unit.options.autonomous !== 'connection') return false;
  const effects = unit.analysis.effectsOf(symbol);
  return (
    effects.autonomous &&
    ![...effects.readsTables, ...effects.writesTables].some((t) => t.relation === 'table' && t.temporary) &&
    (symbol.kind === 'routine' ? routineCan(unit, symbol) : triggerCan(unit, symbol))
  );
}

function routineCan(unit: UnitContext, symbol: RoutineSymbol): boolean {
  const { definition } = symbol;
  return (
    (!symbol.nested || standsAlone(unit, symbol)) &&
    definition?.body.kind === 'Block' &&
    !definition.options.pipelined &&
    [symbol.returns, ...symbol.parameters.map((p) => p.variable.type)].every((type) => type?.kind !== 'refCursor')
  );
}

/**
 * Can a nested routine run without what is around it? Variables of that are handed over to be read. What a block
 * declares is of its session: the other one gets the routine alone, without types and other routines of the block.
 */
function standsAlone({ analysis, naming }: UnitContext, symbol: RoutineSymbol): boolean {
  const { definition } = symbol;
  if (!definition || analysis.capturesOf(symbol).some((c) => c.written || !isScalar(c.variable.type))) return false;
  if (naming.of(symbol)[0] !== 'pg_temp') return true;
  // There each takes the place of the one of its name that an earlier block has declared.
  if (symbol.overload.count > 1) return false;
  return !contains(definition, (node) => {
    switch (node.kind) {
      case 'RecordTypeDeclaration':
      case 'CollectionTypeDeclaration':
        return true;
      case 'RoutineDefinition':
        return node !== definition;
      case 'NamedTypeRef':
      case 'AnchoredTypeRef':
        return !isScalar(analysis.typeOfRef(node));
      case 'Name':
      case 'Call': {
        const { base } = analysis.resolve(node);
        return base.kind === 'routine' && base.routine.nested;
      }
      default:
        return false;
    }
  });
}

function triggerCan(unit: UnitContext, symbol: TriggerSymbol): boolean {
  const { body, on } = symbol.definition;
  let can = body.kind === 'Block' && on.kind === 'Table';
  if (can)
    walk(body, (node) => {
      if (node.kind === 'RoutineDefinition') can = false;
      if (node.kind === 'Call') {
        const { base } = unit.analysis.resolve(node);
        if (base.kind === 'pseudo' && base.name === 'UPDATING') can = false;
      }
      return can;
    });
  return can;
}

/** Does it look at what the session keeps, or change it: package variables, output, contexts, parameters? */
export function sharesSession(unit: UnitContext, symbol: RoutineSymbol | TriggerSymbol): boolean {
  const { readsState, writesState, output, dynamicSql } = unit.analysis.effectsOf(symbol);
  if (readsState || writesState || output || dynamicSql) return true;
  return symbol.definition !== undefined && changesSession(unit.analysis, symbol.definition);
}

/**
 * The entries for the body, given as the procedure under its own name, after the public routine, given with an empty
 * body.
 */
export function apartEntries(own: PgCreateRoutine, main: PgCreateRoutine, shares: boolean): PgStatement[] {
  const at = checkedEntry(own, main.name);
  // What is temporary, the other connection has its own of.
  const made = (routine: PgCreateRoutine): PgStatement =>
    main.name[0] === 'pg_temp'
      ? { kind: 'PgApart', span: routine.span, routine: { ...routine, comments: undefined } }
      : routine;
  return [
    made(own),
    made(at),
    { ...main, body: sending(at, main, main.span, shares), variableConflict: undefined, trailingComment: undefined },
  ];
}

/** What the other connection calls: the body, then a look whether it has committed all that it did. */
function checkedEntry(own: PgCreateRoutine, name: readonly string[]): PgCreateRoutine {
  const { span } = own;
  return {
    ...own,
    name: entryName(name, '__at'),
    variableConflict: undefined,
    comments: undefined,
    trailingComment: undefined,
    body: b.block(span, {
      body: [
        { kind: 'PlCall', span, name: own.name, args: own.parameters.map((p) => handedOn(own.parameters, p, span)) },
        b.ifThen(span, b.ora(span, 'transaction_begun'), [b.perform(span, b.ora(span, 'raise', b.num(span, 6519)))]),
      ],
    }),
  };
}

const handsBack = (p: PgParameterDefinition): boolean => p.mode === 'out' || p.mode === 'inout';

/** The call over the other connection; `shares`: with what the session keeps. */
function sent(at: PgCreateRoutine, span: Span, shares: boolean): PgExpr {
  const slots = at.parameters.map((p) => `${p.mode === 'out' ? 'null' : '%L'}::${printType(p.type)}`);
  const text = `call ${quoteName(at.name)}(${slots.join(', ')})`;
  const given = at.parameters.filter((p) => p.mode !== 'out').map((p) => handedOn(at.parameters, p, span));
  return b.ora(
    span,
    'autonomous',
    given.length === 0 ? b.text(span, text) : b.call(span, 'format', b.text(span, text), ...given),
    b.num(span, at.parameters.filter(handsBack).length),
    b.boolean(span, shares),
  );
}

function sending(at: PgCreateRoutine, main: PgCreateRoutine, span: Span, shares: boolean): PlBlock {
  const back = at.parameters.filter(handsBack);
  const call = sent(at, span, shares);
  if (back.length === 0) return b.block(span, { body: [b.perform(span, call)] });
  const answer = b.column(span, 'answer');
  const value = (p: PgParameterDefinition, i: number): PgExpr =>
    b.cast(span, b.subscript(span, answer, b.num(span, i + 1)), p.type);
  const assigned: PlStatement[] = back.map((p, i) =>
    main.parameters.some((m) => m.name === p.name)
      ? b.assign(span, handedOn(main.parameters, p, span), value(p, i))
      : b.returns(span, value(p, i)),
  );
  return b.block(span, {
    declarations: [b.variable(span, 'answer', { ...pgTypes.text, array: true })],
    body: [b.assign(span, answer, call), ...assigned],
  });
}

/**
 * A trigger's body as given, which knows :NEW, :OLD and the event as parameters; :NEW comes back where the body may
 * have changed it.
 */
interface ApartTrigger {
  readonly name: readonly string[];
  readonly span: Span;
  readonly row: PgType;
  readonly returnsRow: boolean;
  readonly shares: boolean;
  readonly body: PlBlock;
  readonly columnConflict: boolean;
}

/** The procedures for a trigger's body, and the statements of the trigger function that send it. */
export function apartTrigger(trigger: ApartTrigger): {
  readonly routines: readonly PgCreateRoutine[];
  readonly statements: readonly PlStatement[];
} {
  const { span, row, returnsRow } = trigger;
  const parameter = (name: string, type: PgType, mode: 'in' | 'inout' = 'in'): PgParameterDefinition => ({
    kind: 'PgParameterDefinition',
    span,
    name,
    mode,
    type,
  });
  const own: PgCreateRoutine = {
    kind: 'PgCreateRoutine',
    span,
    routine: 'procedure',
    name: entryName(trigger.name, '__own'),
    parameters: [
      parameter('new', row, returnsRow ? 'inout' : 'in'),
      parameter('old', row),
      parameter('tg_op', pgTypes.text),
    ],
    language: 'plpgsql',
    orReplace: true,
    variableConflict: trigger.columnConflict ? 'use_column' : undefined,
    body: trigger.body,
  };
  const at = checkedEntry(own, trigger.name);
  const call = sent(at, span, trigger.shares);
  const changed = b.cast(span, b.subscript(span, call, b.num(span, 1)), row);
  const statements: PlStatement[] = returnsRow
    ? [
        b.ifThen(
          span,
          b.eq(span, b.column(span, 'tg_op'), b.text(span, 'DELETE')),
          [b.perform(span, call)],
          [b.assign(span, b.column(span, 'new'), changed)],
        ),
      ]
    : [b.perform(span, call)];
  return { routines: [own, at], statements };
}
