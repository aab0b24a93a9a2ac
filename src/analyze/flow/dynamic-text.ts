import { conditionsOf } from '../../ir/conditions-of.js';
import { characterOf } from '../../ir/literals.js';
import type { Argument, Block, CaseStatement, Expr, If, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains } from '../../ir/walk.js';
import type { BoundArgument } from '../analysis.js';
import { type AnalyzeContext, once } from '../context.js';
import { calledRoutines } from '../model/callees.js';
import type { KnownText, VariablePart } from '../model/known-text.js';
import type { PackageSymbol, RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';
import { followTexts, type HeldTexts, plainVariable, TextFlow, writtenIn } from './text-flow.js';
import { concatenated, headOf, knownTextOfFunction, wholeText } from './text-functions.js';

/*
 * Dynamic SQL usually stands in a variable: `l_sql := '…'; EXECUTE IMMEDIATE l_sql`. Where the statements in front of
 * it say what the variable holds, the text is known at compile time as if it stood there itself.
 */

/** No text of PL/SQL is longer. */
const longestText = 32767;

/** What local variables hold at a place. */
type Texts = HeldTexts<KnownText>;

/** The text that an expression gives, as far as literals and what is known of variables tell. */
export function textOf(
  cx: AnalyzeContext,
  expr: Expr,
  known?: ReadonlyMap<VariableSymbol, KnownText>,
): KnownText | undefined {
  switch (expr.kind) {
    case 'StringLiteral':
      return wholeText(expr.value);
    case 'NumberLiteral':
      return /^\d{1,9}$/.test(expr.text) ? wholeText(String(Number(expr.text))) : undefined;
    case 'Binary':
      return expr.op === '||' ? concatenated(operand(cx, expr.left, known), operand(cx, expr.right, known)) : undefined;
    case 'Call': {
      const character = characterOf(expr);
      return character === undefined ? textOfCall(cx, expr, known) : wholeText(character);
    }
    case 'Name': {
      const variable = plainVariable(cx, expr);
      const held = variable && known?.get(variable);
      if (held !== undefined) return held;
      const value = variable && textOfConstant(variable);
      return value && value !== expr
        ? textOf(cx, value, known)
        : (textOfCall(cx, expr, known) ?? unknownPart(cx, expr));
    }
    case 'Member':
      return unknownPart(cx, expr);
    default:
      return undefined;
  }
}

/** An operand of `||`, to which NULL adds nothing. */
const operand: typeof textOf = (cx, expr, known) =>
  expr.kind === 'NullLiteral' ? wholeText('') : textOf(cx, expr, known);

/**
 * What a constant is set to, where it holds just the text of that: CHAR is padded, and a text becomes a number. (PL/SQL
 * Language Reference, "CHAR and VARCHAR2 Variables")
 */
export function textOfConstant({ constant, type, initial }: VariableSymbol): Expr | undefined {
  if (!constant || !initial) return undefined;
  if (isText(type)) return initial;
  const isWhole =
    type.kind === 'plsInteger' || (type.kind === 'number' && !type.float && !type.digits && (type.scale ?? 0) >= 0);
  return isWhole && initial.kind === 'NumberLiteral' ? initial : undefined;
}

/** What a call gives: of a function of Oracle that works on texts, or one of the inputs that only puts a text together. */
function textOfCall(
  cx: AnalyzeContext,
  expr: Extract<Expr, { kind: 'Call' | 'Name' }>,
  known?: ReadonlyMap<VariableSymbol, KnownText>,
): KnownText | undefined {
  const resolution = cx.facts.resolutions.get(expr);
  if (!resolution || resolution.steps.length > 0) return undefined;
  const { base } = resolution;
  const given = (args: readonly Argument[]): readonly (KnownText | undefined)[] =>
    args.map((arg) => (arg.name ? undefined : textOf(cx, arg.value, known)));
  switch (base.kind) {
    case 'builtin':
      return knownTextOfFunction(base.name, given(base.args));
    case 'supplied':
      return knownTextOfFunction(`${base.package}.${base.member}`, given(base.args));
    case 'routine': {
      const returned = returnedText(cx, base.routine);
      return returned && withActuals(cx, returned, base.args, known);
    }
    default:
      return undefined;
  }
}

/** The variables of a function that its text, or a part of it, is held in on the way, and how much they take. */
interface Narrow {
  readonly parts: KnownText['parts'];
  readonly length: number;
}

const narrows = new WeakMap<KnownText, readonly Narrow[]>();

/**
 * The text with what is given in the place of parameters; undefined where something else of the function is in it, or
 * where it may be too long for a variable of the function, which is ORA-06502.
 */
function withActuals(
  cx: AnalyzeContext,
  text: KnownText,
  args: readonly BoundArgument[],
  known?: ReadonlyMap<VariableSymbol, KnownText>,
): KnownText | undefined {
  for (const { parts, length } of narrows.get(text) ?? []) {
    const held = partsWithActuals(cx, parts, args, known);
    if (!held?.whole || held.text.length > length) return undefined;
  }
  return partsWithActuals(cx, text.parts, args, known);
}

function partsWithActuals(
  cx: AnalyzeContext,
  parts: KnownText['parts'],
  args: readonly BoundArgument[],
  known?: ReadonlyMap<VariableSymbol, KnownText>,
): KnownText | undefined {
  let made: KnownText | undefined;
  for (const part of parts ?? []) {
    const variable = typeof part === 'string' ? undefined : plainVariable(cx, part);
    const argument = variable && args.find(({ parameter }) => parameter.variable === variable);
    const actual = argument && isText(variable.type) ? (argument.actual ?? argument.parameter.initial) : undefined;
    const piece = typeof part === 'string' ? wholeText(part) : actual && textOf(cx, actual, known);
    if (!piece) return undefined;
    made = made === undefined ? piece : concatenated(made, piece);
  }
  return made;
}

/**
 * The text that a function of the inputs returns, where it does nothing but put it together of literals and its
 * parameters: it is not called then.
 */
function returnedText(cx: AnalyzeContext, routine: RoutineSymbol): KnownText | undefined {
  const noted = cx.facts.returnedTexts;
  if (!noted.has(routine)) {
    // Of one that calls itself nothing is known.
    noted.set(routine, undefined);
    noted.set(routine, new ReturnedText(cx).of(routine));
  }
  return noted.get(routine);
}

/** What only the run tells, but the same value wherever it is read until the variable changes. */
function unknownPart(cx: AnalyzeContext, expr: VariablePart): KnownText | undefined {
  return baseOf(cx, expr) ? { text: '', whole: false, parts: [expr] } : undefined;
}

/** The local variable behind a name with fields. */
function baseOf(cx: AnalyzeContext, expr: VariablePart): VariableSymbol | undefined {
  const resolution = cx.facts.resolutions.get(expr);
  const isLocal =
    resolution?.base.kind === 'variable' &&
    resolution.base.variable.storage !== 'package' &&
    resolution.steps.every((step) => step.kind === 'field');
  return isLocal && resolution.base.kind === 'variable' ? resolution.base.variable : undefined;
}

/** Notes the texts behind EXECUTE IMMEDIATE and OPEN … FOR that are known by what variables hold there. */
export function noteDynamicTexts(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  followTexts(cx, units, (excluded) => new KnownTexts(cx, excluded));
}

/** What is known at compile time of a text that is executed, or of any other. */
export function dynamicText(cx: AnalyzeContext, expr: Expr): KnownText | undefined {
  return cx.facts.dynamicTexts.get(expr) ?? textOf(cx, expr);
}

/** Follows one text a variable. */
class KnownTexts extends TextFlow<KnownText> {
  protected readonly uninitialized = undefined;

  protected known(expr: Expr, held: Texts): KnownText | undefined {
    return textOf(this.cx, expr, held);
  }

  protected override hold(variable: VariableSymbol, text: KnownText | undefined, held: Texts): void {
    const isOwn = text && this.uses(text, (v) => v === variable || this.excluded.has(v));
    super.hold(variable, isOwn ? withoutParts(text) : text, held);
  }

  protected override leave(declared: ReadonlySet<VariableSymbol>, held: Texts): void {
    for (const [variable, text] of held)
      if (this.uses(text, (v) => declared.has(v))) held.set(variable, withoutParts(text));
  }

  protected override statement(s: Statement, held: Texts): void {
    if (s.kind === 'ForAll' && s.statement.kind === 'ExecuteImmediate') this.note(s.statement.text, held);
    super.statement(s, held);
  }

  protected joinHandlers({ handlers }: Block, _ends: readonly Texts[], held: Texts): void {
    this.forget(
      handlers.flatMap((h) => h.body),
      held,
    );
  }

  /** What stands before them holds at the beginning of each branch, but for what the conditions write. */
  protected branches(s: If | CaseStatement, held: Texts): void {
    const start = new Map(held);
    this.forget(conditionsOf(s), start);
    for (const { body } of s.branches) this.after(body, start);
    this.after(s.otherwise ?? [], start);
    this.forget([s], held);
  }

  protected note(expr: Expr, held: Texts): void {
    const text = textOf(this.cx, expr, held);
    if (text !== undefined) this.cx.facts.dynamicTexts.set(expr, text);
  }

  protected forget(nodes: readonly OracleNode[], held: Texts): void {
    if (held.size === 0) return;
    for (const node of nodes) {
      const written = writtenIn(this.cx, node);
      const otherwise = once(() => writtenIn(this.cx, node, (inner) => isAppend(this.cx, inner)));
      for (const variable of written) {
        const before = held.get(variable);
        if (!before) continue;
        const head = headOf(before);
        if (head && !otherwise().has(variable)) held.set(variable, { text: before.text, whole: false, head });
        else held.delete(variable);
      }
      for (const [variable, text] of held)
        if (this.uses(text, (v) => written.has(v))) held.set(variable, withoutParts(text));
    }
  }

  private uses(text: KnownText, isMeant: (variable: VariableSymbol) => boolean): boolean {
    return [...(text.parts ?? []), ...(text.head ?? [])].some((part) => {
      const variable = typeof part === 'string' ? undefined : baseOf(this.cx, part);
      return variable !== undefined && isMeant(variable);
    });
  }
}

/** Follows a function that may do nothing else than to put a text together. */
class ReturnedText extends KnownTexts {
  private returned: KnownText | undefined;
  private isPlain = true;
  private readonly narrow: Narrow[] = [];

  constructor(cx: AnalyzeContext) {
    super(cx, new Set());
  }

  of({ definition, container, parameters, returns, declaration }: RoutineSymbol): KnownText | undefined {
    const body = definition?.body;
    if (body?.kind !== 'Block' || !isText(returns) || declaration.options.pipelined) return undefined;
    // A call would initialise the package.
    if (container?.kind === 'package' && this.actsAtStart(container)) return undefined;
    const isSimple =
      body.handlers.length === 0 &&
      parameters.every(({ mode }) => mode === 'IN') &&
      body.declarations.every((d) => d.kind === 'VariableDeclaration' && (!d.initial || textOf(this.cx, d.initial)));
    if (!isSimple) return undefined;
    this.block(body, new Map());
    if (this.returned && this.narrow.length > 0) narrows.set(this.returned, this.narrow);
    return this.isPlain ? this.returned : undefined;
  }

  /** Has the package an initialisation part, or variables whose first values routines give? */
  private actsAtStart({ body, members }: PackageSymbol): boolean {
    const calls = (node: OracleNode): boolean => {
      const resolution = this.cx.facts.resolutions.get(node);
      return resolution !== undefined && (resolution.base.kind === 'sequence' || calledRoutines(resolution).length > 0);
    };
    const values = [...members.values()].flat().map((m) => (m.kind === 'variable' ? m.initial : undefined));
    return body?.initialization !== undefined || values.some((value) => value && contains(value, calls));
  }

  protected override statement(s: Statement, held: Texts): void {
    switch (s.kind) {
      case 'NullStatement':
        return;
      case 'Assignment':
        this.isPlain &&= s.target.kind === 'Name' && this.known(s.value, held) !== undefined;
        super.statement(s, held);
        return;
      case 'Return':
        this.isPlain &&= this.returned === undefined;
        this.returned = s.value && this.known(s.value, held);
        return;
      default:
        this.isPlain = false;
    }
  }

  /** A text that is too long is ORA-06502 in the function. */
  protected override hold(variable: VariableSymbol, text: KnownText | undefined, held: Texts): void {
    const { type } = variable;
    const length = type.kind === 'varchar2' ? (type.length ?? Infinity) : Infinity;
    if (text?.whole && text.text.length > length) this.isPlain = false;
    else if (text && !text.whole && length < longestText) this.narrow.push({ parts: text.parts, length });
    super.hold(variable, text, held);
  }
}

const isText = (type: OracleType | undefined): boolean => type?.kind === 'varchar2' || type?.kind === 'clob';

/** What no variable has part in. */
const withoutParts = ({ text, whole, head }: KnownText): KnownText =>
  head?.every((part) => typeof part === 'string') ? { text, whole, head } : { text, whole };

/** `v || …`. */
function appendsTo(cx: AnalyzeContext, value: Expr, variable: VariableSymbol): boolean {
  let first = value;
  while (first.kind === 'Binary' && first.op === '||') first = first.left;
  return first !== value && plainVariable(cx, first) === variable;
}

/** `v := v || …;` */
function isAppend(cx: AnalyzeContext, node: OracleNode): boolean {
  if (node.kind !== 'Assignment' || node.target.kind !== 'Name') return false;
  const variable = plainVariable(cx, node.target);
  return variable !== undefined && appendsTo(cx, node.value, variable);
}
