import type { Analysis } from '../../../analyze/analysis.js';
import type { TextForm } from '../../../analyze/model/known-text.js';
import type { ParameterInfo, RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { ExecuteImmediate, Expr } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { remembered } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { constantText } from '../effects/texts/constant-text.js';
import { chosenAmong, chosenStatements, severalForms } from './chosen-text.js';
import { compileDynamicText } from './dynamic-text.js';

/** More texts than these are no list that somebody wrote to be tried. */
const most = 40;

/**
 * `procedure try(p varchar2) is begin execute immediate p; …`: where all calls of a nested procedure give texts that
 * are known, each text is compiled and chosen by the value of the parameter. Undefined where one is not known, or not
 * understood.
 */
export function compileDynamicArguments(rc: BodyBuilder, s: ExecuteImmediate): PlStatement[] | undefined {
  const routine = rc.symbol;
  if (routine?.kind !== 'routine' || !routine.nested || s.text.kind !== 'Name') return undefined;
  const { base, steps } = rc.unit.analysis.resolve(s.text);
  if (base.kind !== 'variable' || steps.length > 0) return undefined;
  const parameter = routine.parameters.find((p) => p.variable === base.variable);
  if (parameter?.mode !== 'IN') return undefined;
  const texts = knownArguments(rc, routine, parameter);
  if (!texts || texts.length > most) return undefined;
  return oneOfForms(
    rc,
    s,
    texts.map((text) => [text]),
    compileDynamicText,
  );
}

/**
 * `l_sql := l_sql || ' and …'` under conditions: each form that the text may have is compiled, and chosen by what the run
 * has made.
 * @param execute what executes a text with values of the run in it
 */
export function compileForms(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  execute: (inner: BodyBuilder, form: ExecuteImmediate) => PlStatement[],
): PlStatement[] | undefined {
  return oneOfForms(rc, s, severalForms(rc, s.text), (inner, form) =>
    form.text.kind === 'StringLiteral' ? compileDynamicText(inner, form) : execute(inner, form),
  );
}

function oneOfForms(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  forms: readonly TextForm[] | undefined,
  make: (inner: BodyBuilder, form: ExecuteImmediate) => PlStatement[] | undefined,
): PlStatement[] | undefined {
  const chosen = chosenAmong(rc, s.text, forms, (inner, text) => make(inner, { ...s, text }));
  if (!chosen) return undefined;
  const commits = statementEffects(rc.unit.analysis, s).transactionControl;
  const branches = chosen.branches.map(({ condition, made }) => {
    const body = commits ? made : made.filter((x) => x.kind !== 'PlTransaction');
    return { condition, made: body.length > 0 ? body : [b.nothing(s.span)] };
  });
  return [...chosenStatements(s.span, { ...chosen, branches })];
}

/** The different texts that calls give; undefined where one is not known. */
function knownArguments(rc: BodyBuilder, routine: RoutineSymbol, parameter: ParameterInfo): string[] | undefined {
  const texts = new Set<string>();
  for (const args of callsOf(rc.unit.analysis).get(routine) ?? []) {
    const actual = args.find((a) => a.parameter === parameter)?.actual ?? parameter.initial;
    const text = actual && constantText(rc.unit, actual);
    if (text === undefined) return undefined;
    texts.add(text);
  }
  return [...texts];
}

type Calls = ReadonlyMap<
  RoutineSymbol,
  readonly (readonly { readonly parameter: ParameterInfo; readonly actual: Expr | undefined }[])[]
>;

/** The calls of nested routines in the inputs. */
const callsOf = remembered((analysis: Analysis): Calls => {
  const calls = new Map<RoutineSymbol, (readonly { parameter: ParameterInfo; actual: Expr | undefined }[])[]>();
  for (const unit of analysis.units) {
    if (unit.kind !== 'AnonymousBlock') continue;
    for (const node of nodesOf(unit, 'Call', 'Name')) {
      const { base } = analysis.resolve(node);
      if (base.kind !== 'routine' || !base.routine.nested) continue;
      const found = calls.get(base.routine) ?? [];
      // The callee of a call resolves, too, without what the call gives.
      if (base.args.length > 0 || base.routine.parameters.length === 0) found.push(base.args);
      calls.set(base.routine, found);
    }
  }
  return calls;
});
