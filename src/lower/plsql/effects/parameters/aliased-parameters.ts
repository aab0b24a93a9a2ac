import type { Analysis, BoundArgument, ResolvedStep } from '../../../../analyze/analysis.js';
import type { ParameterInfo, RoutineSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import { aliasedParameter } from '../../../../diagnostics/op3-calls.js';
import type { Expr, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, isRoutine, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { remembered, rememberedOf } from '../../../remembered.js';
import { calleesOf, reachedFrom } from '../callees.js';
import { variableByReference } from './by-reference.js';

/*
 * An IN parameter is the caller's variable itself, and so is one with NOCOPY: what the routine writes to the variable
 * by its own name is seen in the parameter, and the other way round. PL/pgSQL copies. (PL/SQL Language Reference,
 * "Subprogram Parameter Aliasing")
 */

/** A variable, or a part of it, that is named somewhere. */
interface Place {
  readonly variable: VariableSymbol;
  readonly steps: readonly ResolvedStep[];
}

/** Reports what is handed to a routine that can see it under two names. */
export function reportAliases(unit: UnitContext, routine: RoutineSymbol, bound: readonly BoundArgument[]): void {
  const { analysis } = unit;
  if (!routine.definition) return;
  for (const argument of bound) {
    const place = handedOver(analysis, argument);
    if (!place || !argument.actual) continue;
    const { parameter } = argument;
    const isSeen = isSeenBy(place.variable, routine);
    const isAliased =
      parameter.mode === 'IN'
        ? isSeen && writesBelow(analysis, routine, place) && isReadAfterWrite(analysis, routine, parameter, place)
        : (isSeen && below(analysis, routine).named.has(place.variable)) ||
          isHandedOverTwice(analysis, routine, bound, argument, place);
    if (!isAliased) continue;
    unit.report(aliasedParameter(argument.actual.span, parameter.variable.name, place.variable.name));
    return;
  }
}

/** Can the routine name this very variable? One of another call of an enclosing routine is none of it. */
function isSeenBy({ storage, container }: VariableSymbol, routine: RoutineSymbol): boolean {
  if (storage === 'package') return true;
  if (container?.kind !== 'routine') return storage !== 'self' && routine.nested;
  for (let c = routine.container; c; c = c.kind === 'routine' ? c.container : undefined)
    if (c === container) return true;
  return false;
}

/** The variable that a parameter stands for while the routine runs; a value of another type is a copy. */
function handedOver(analysis: Analysis, argument: BoundArgument): Place | undefined {
  const { parameter, actual } = argument;
  if (actual?.kind !== 'Name' && actual?.kind !== 'Call' && actual?.kind !== 'Member') return undefined;
  const { base, steps, type } = analysis.resolve(actual);
  if (base.kind !== 'variable' || base.variable.constant) return undefined;
  if (steps.some((s) => s.kind !== 'field' && s.kind !== 'element')) return undefined;
  if (parameter.mode === 'IN' ? type.kind !== parameter.variable.type.kind : !variableByReference(analysis, argument))
    return undefined;
  return { variable: base.variable, steps };
}

/**
 * Is the same variable given to another parameter that shows it? What is IN shows it where it is read after the first
 * one was written.
 */
const isHandedOverTwice = (
  analysis: Analysis,
  routine: RoutineSymbol,
  bound: readonly BoundArgument[],
  argument: BoundArgument,
  place: Place,
): boolean =>
  bound.some((other) => {
    if (other === argument || other.parameter.mode === 'OUT' || !other.actual) return false;
    const at = placeOf(analysis, other.actual);
    if (at === undefined || !meet(at, place)) return false;
    if (other.parameter.mode === 'IN OUT') return true;
    const own = { variable: argument.parameter.variable, steps: at.steps.slice(place.steps.length) };
    return handedOver(analysis, other) !== undefined && isReadAfterWrite(analysis, routine, other.parameter, own);
  });

function placeOf(analysis: Analysis, node: OracleNode): Place | undefined {
  if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return undefined;
  const { base, steps } = analysis.resolve(node);
  return base.kind === 'variable' ? { variable: base.variable, steps } : undefined;
}

/** Can both be the same place? Two fields of one record are not, nor those of the elements of one collection. */
function meet(a: Place, b: Place): boolean {
  if (a.variable !== b.variable) return false;
  for (const [i, step] of a.steps.entries()) {
    const other = b.steps[i];
    if (other?.kind !== step.kind) return true;
    if (step.kind === 'field') {
      if (other.kind === 'field' && step.name !== other.name) return false;
    } else if (step.kind !== 'element') return true;
  }
  return true;
}

/** Does the routine read the parameter after it, or what it calls, has written the variable? */
function isReadAfterWrite(
  analysis: Analysis,
  routine: RoutineSymbol,
  { variable: parameter }: ParameterInfo,
  place: Place,
): boolean {
  return new ReadAfterWrite(analysis, routine, parameter, place).isFound();
}

/** Follows the statements of a body in the order in which they run. */
class ReadAfterWrite {
  private found = false;
  constructor(
    private readonly analysis: Analysis,
    private readonly routine: RoutineSymbol,
    private readonly parameter: VariableSymbol,
    private readonly place: Place,
  ) {}

  isFound(): boolean {
    const body = this.routine.definition?.body;
    if (body?.kind !== 'Block') return false;
    this.statement(body, false);
    return this.found;
  }

  private writes(node: OracleNode): boolean {
    return contains(
      node,
      (n) => {
        if (calleesOf(this.analysis, n).some((c) => writesBelow(this.analysis, c, this.place))) return true;
        const at = this.analysis.isWritten(n) ? placeOf(this.analysis, n) : undefined;
        return at !== undefined && meet(at, this.place);
      },
      isRoutine,
    );
  }

  private reads(node: OracleNode): boolean {
    return contains(
      node,
      (n) =>
        placeOf(this.analysis, n)?.variable === this.parameter ||
        calleesOf(this.analysis, n).some(
          (c) => c.nested && this.analysis.capturesOf(c).some(({ variable }) => variable === this.parameter),
        ),
      isRoutine,
    );
  }

  /** Whether the variable may have been written once the node is done, if it was before it. */
  private through(node: OracleNode | undefined, before: boolean): boolean {
    if (!node) return before;
    if (before && this.reads(node)) this.found = true;
    return before || this.writes(node);
  }

  private list(statements: readonly Statement[], before: boolean): boolean {
    return statements.reduce((written, s) => this.statement(s, written), before);
  }

  private statement(s: Statement, before: boolean): boolean {
    switch (s.kind) {
      case 'LabelledStatement':
        return this.statement(s.statement, before);
      case 'Block': {
        const declared = s.declarations.reduce(
          (written, d) => (d.kind === 'RoutineDefinition' ? written : this.through(d, written)),
          before,
        );
        const after = this.list(s.body, declared);
        const raised = declared || s.body.some((one) => this.writes(one));
        return s.handlers.map((h) => this.list(h.body, raised)).some(Boolean) || after;
      }
      case 'If': {
        let asked = before;
        const ends = s.branches.map((branch) => {
          asked = this.through(branch.condition, asked);
          return this.list(branch.body, asked);
        });
        return [...ends, this.list(s.otherwise ?? [], asked)].some(Boolean);
      }
      case 'CaseStatement': {
        let asked = this.through(s.operand, before);
        const ends = s.branches.map((branch) => {
          asked = branch.when.reduce((written, when) => this.through(when, written), asked);
          return this.list(branch.body, asked);
        });
        return [...ends, this.list(s.otherwise ?? [], asked)].some(Boolean);
      }
      case 'BasicLoop':
        return this.list(s.body, this.list(s.body, before));
      case 'WhileLoop':
        return this.again(s.body, this.through(s.condition, before), s.condition);
      case 'ForLoop':
        return this.again(
          s.body,
          s.controls.reduce((written, c) => this.through(c, written), before),
        );
      case 'CursorForLoop':
        return this.again(s.body, this.through(s.source, before));
      case 'Return':
      case 'Raise':
        this.through(s, before);
        return false;
      default:
        return this.through(s, before);
    }
  }

  private again(body: readonly Statement[], before: boolean, condition?: Expr): boolean {
    return this.list(body, this.through(condition, this.list(body, before))) || before;
  }
}

/** Does the routine, or what it calls, write the place? Another field of the record is none of it. */
const writesBelow = (analysis: Analysis, routine: RoutineSymbol, place: Place): boolean =>
  (below(analysis, routine).written.get(place.variable) ?? []).some((at) => meet(at, place));

/** The variables that outlive a routine: those that are named, and the places where they are written. */
interface Uses {
  readonly named: Set<VariableSymbol>;
  readonly written: Map<VariableSymbol, readonly Place[]>;
}

const below = rememberedOf((analysis: Analysis, routine: RoutineSymbol): Uses => {
  const uses: Uses = { named: new Set(), written: new Map() };
  for (const callee of reachedFrom(analysis, [routine])) {
    const own = ownUses(analysis)(callee);
    for (const variable of own.named) uses.named.add(variable);
    for (const places of own.written.values()) for (const place of places) noteWritten(uses, place);
  }
  return uses;
});

/** Places that the same path leads to are one. */
function noteWritten({ written }: Uses, place: Place): void {
  const known = written.get(place.variable) ?? [];
  const path = pathOf(place);
  if (!known.some((at) => pathOf(at) === path)) written.set(place.variable, [...known, place]);
}

/** The fields and elements as far as they tell places apart. */
function pathOf({ steps }: Place): string {
  const end = steps.findIndex((s) => s.kind !== 'field' && s.kind !== 'element');
  return (end < 0 ? steps : steps.slice(0, end)).map((s) => (s.kind === 'field' ? s.name : '()')).join('.');
}

const ownUses = remembered((analysis: Analysis) =>
  remembered((routine: RoutineSymbol): Uses => {
    const uses: Uses = { named: new Set(), written: new Map() };
    if (routine.definition)
      walk(routine.definition, (node) => {
        const place = placeOf(analysis, node);
        if (!place || (place.variable.storage !== 'package' && place.variable.container === routine)) return;
        uses.named.add(place.variable);
        if (analysis.isWritten(node)) noteWritten(uses, place);
      });
    return uses;
  }),
);
