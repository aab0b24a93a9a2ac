import { simpleName } from '../../../ir/dotted.js';
import type { Block, Expr, Statement } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, ofKinds, walk } from '../../../ir/walk.js';
import type { AnalyzeContext, Presence } from '../../context.js';
import type { Scope } from '../../model/scope.js';
import type { VariableSymbol } from '../../model/symbols.js';
import type { OracleType } from '../../model/types.js';
import { builtinFunction } from '../../oracle/builtin-functions.js';
import { memberOnlyReads } from '../../oracle/supplied-packages.js';
import { presentIfNotTrue, presentIfTrue } from './presence-conditions.js';

/*
 * Which variables hold a value at a statement, by the way that leads to it: behind IF v IS NULL THEN RETURN; END IF, in
 * WHILE v < 3 LOOP, after v := 0. Variables and parameters of the body's own are followed, of bodies without GOTO and
 * where no nested routine can change them. What is written anywhere on the way holds nothing that is known, but what an
 * assignment gives it. (PL/SQL Language Reference, "PL/SQL Control Statements")
 */

/**
 * The context for the body of a program unit, at whose start nothing is known of its variables. `owner`: the unit,
 * undefined for an anonymous block.
 */
export function startingBody(cx: AnalyzeContext, owner: Presence['owner'], body: Block): AnalyzeContext {
  return contains(body, isGoto) ? withoutPresence(cx) : { ...cx, present: { owner, variables: new Set() } };
}

const isGoto = (node: OracleNode): boolean => node.kind === 'Goto';

/** The context for what runs at another time than where it stands, or may be changed from elsewhere. */
export function withoutPresence(cx: AnalyzeContext): AnalyzeContext {
  return cx.present ? { ...cx, present: undefined } : cx;
}

/** The context for a block: its nested routines may write what they like whenever one is called. */
export function inBlock(cx: AnalyzeContext, { declarations }: Block): AnalyzeContext {
  return declarations.some((d) => d.kind === 'RoutineDefinition' || d.kind === 'RoutineDeclaration')
    ? withoutPresence(cx)
    : cx;
}

/** Where the list of writes stands now: what is written from here on is behind it. */
export const markWrites = (cx: AnalyzeContext): number => cx.facts.written.length;

/** Nothing is known any more of what has been written since the mark. */
export function forgetWritten(cx: AnalyzeContext, mark: number): void {
  if (cx.present) for (const variable of cx.facts.written.slice(mark)) cx.present.variables.delete(variable);
}

/** A value that is not NULL has been assigned: `v := 0`, `v NUMBER := 0`. */
export function noteAssigned(cx: AnalyzeContext, variable: VariableSymbol | undefined, value: Expr): void {
  const { present, facts } = cx;
  if (!present || !variable || !isFollowed(present, variable) || !facts.notNull.has(value)) return;
  // An empty LOB is a value, and NULL as text.
  if (isPlain(variable.type) && isPlain(facts.types.get(value))) present.variables.add(variable);
}

/** Behind EXIT WHEN and CONTINUE WHEN the condition was not true. */
export function noteNotTrue(cx: AnalyzeContext, condition: Expr, mark: number): void {
  if (cx.present) add(cx.present.variables, testedSince(cx, mark, presentIfNotTrue(cx.facts, condition)));
}

/**
 * The body of a loop, which may follow itself: `resolve` does it in a context that knows
 * only what the loop leaves alone.
 */
export function inLoop(
  cx: AnalyzeContext,
  loop: Statement,
  scope: Scope,
  resolve: (own: AnalyzeContext) => void,
): void {
  const { present } = cx;
  if (!present) {
    resolve(cx);
    return;
  }
  const { changed, kept } = present.variables.size > 0 ? namesWritten(loop, scope) : nothingWritten;
  for (const variable of [...present.variables]) if (changed.has(variable.name)) present.variables.delete(variable);
  const mark = markWrites(cx);
  resolve(withVariables(cx, present.variables));
  for (const variable of cx.facts.written.slice(mark))
    if (changed.has(variable.name) || !kept.has(variable.name)) present.variables.delete(variable);
}

/** In a WHILE loop its condition was true. */
export function noteTrue(cx: AnalyzeContext, condition: Expr, mark: number): void {
  if (cx.present) add(cx.present.variables, testedSince(cx, mark, presentIfTrue(cx.facts, condition)));
}

/** The ways from one place to another: branches of IF and CASE, a body and its handlers. */
interface Ways {
  /** One way, on which these variables hold values besides; `statements` say whether it gets to the end. */
  way(given: readonly VariableSymbol[], statements: readonly Statement[], resolve: (own: AnalyzeContext) => void): void;
  /** What every later way has besides. */
  further(given: readonly VariableSymbol[]): void;
  /** The place where the ways meet: what holds a value on all of them. `direct`: one leads past all. */
  meet({ direct }: { readonly direct: boolean }): void;
}

/** The ways that fork here. */
export function fork(cx: AnalyzeContext): Ways {
  const { present } = cx;
  if (!present)
    return { way: (_given, _statements, resolve) => resolve(cx), further: () => undefined, meet: () => undefined };
  const ends: ReadonlySet<VariableSymbol>[] = [];
  return {
    way(given, statements, resolve) {
      const own = withVariables(cx, present.variables);
      add(own.present?.variables, given);
      resolve(own);
      if (own.present && !leaves(cx, statements)) ends.push(own.present.variables);
    },
    further(given) {
      add(present.variables, given);
    },
    meet({ direct }) {
      const [first, ...others] = direct ? [...ends, new Set(present.variables)] : ends;
      present.variables.clear();
      if (first)
        add(
          present.variables,
          [...first].filter((variable) => others.every((other) => other.has(variable))),
        );
    },
  };
}

/** What holds a value where the condition, resolved since the mark, is true, and where it is not. */
export function presentBehind(
  cx: AnalyzeContext,
  condition: Expr,
  mark: number,
): { readonly ifTrue: readonly VariableSymbol[]; readonly ifNotTrue: readonly VariableSymbol[] } {
  forgetWritten(cx, mark);
  return cx.present
    ? {
        ifTrue: testedSince(cx, mark, presentIfTrue(cx.facts, condition)),
        ifNotTrue: testedSince(cx, mark, presentIfNotTrue(cx.facts, condition)),
      }
    : { ifTrue: [], ifNotTrue: [] };
}

/** Body and handlers of a block: a handler follows any part of the body. */
export function inHandlers(
  cx: AnalyzeContext,
  block: Block,
  resolve: (own: AnalyzeContext, part: readonly Statement[]) => void,
): void {
  const { present } = cx;
  if (!present || block.handlers.length === 0) {
    resolve(cx, block.body);
    for (const handler of block.handlers) resolve(cx, handler.body);
    return;
  }
  const mark = markWrites(cx);
  const ways = fork(cx);
  ways.way([], block.body, (own) => resolve(own, block.body));
  forgetWritten(cx, mark);
  for (const handler of block.handlers) ways.way([], handler.body, (own) => resolve(own, handler.body));
  ways.meet({ direct: false });
}

/** The context for a part of an expression in which these variables hold values besides. */
export function withPresent(cx: AnalyzeContext, given: readonly VariableSymbol[]): AnalyzeContext {
  if (!cx.present || given.length === 0) return cx;
  const own = withVariables(cx, cx.present.variables);
  add(own.present?.variables, given);
  return own;
}

const withVariables = (cx: AnalyzeContext, variables: ReadonlySet<VariableSymbol>): AnalyzeContext => ({
  ...cx,
  present: cx.present && { ...cx.present, variables: new Set(variables) },
});

function add(variables: Set<VariableSymbol> | undefined, more: readonly VariableSymbol[]): void {
  for (const variable of more) variables?.add(variable);
}

/** Those of the variables that are followed, and that the condition itself has not written by a call. */
function testedSince(cx: AnalyzeContext, mark: number, tested: readonly VariableSymbol[]): readonly VariableSymbol[] {
  const { present } = cx;
  const written = cx.facts.written.slice(mark);
  return present ? tested.filter((v) => isFollowed(present, v) && isPlain(v.type) && !written.includes(v)) : [];
}

const isFollowed = ({ owner }: Presence, { storage, container }: VariableSymbol): boolean =>
  (storage === 'local' || storage === 'parameter') && container === owner;

const plainTypes: ReadonlySet<OracleType['kind']> = new Set([
  'number',
  'plsInteger',
  'binaryFloat',
  'binaryDouble',
  'varchar2',
  'char',
  'date',
  'timestamp',
  'boolean',
] as const);

const isPlain = (type: OracleType | undefined): boolean => type !== undefined && plainTypes.has(type.kind);

/** Does the last of the statements lead elsewhere for sure? */
function leaves(cx: AnalyzeContext, statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  switch (last?.kind) {
    case 'Return':
    case 'Raise':
      return true;
    case 'Exit':
    case 'Continue':
      return last.when === undefined;
    case 'CallStatement': {
      if (last.call.kind !== 'Call') return false;
      const base = cx.facts.resolutions.get(last.call)?.base;
      return base?.kind === 'supplied' && base.member === 'RAISE_APPLICATION_ERROR';
    }
    default:
      return false;
  }
}

const writers = ofKinds('Assignment', 'IntoClause', 'Call', 'MethodCallOnType', 'ExecuteImmediate', 'OpenFor');

interface WrittenNames {
  readonly changed: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
}

const nothingWritten: WrittenNames = { changed: new Set(), kept: new Set() };

/**
 * Names that the loop may write to, before what they mean is known: targets, and arguments of all that may have OUT
 * parameters. `kept`: those that only go from one value to another, `n := n + 1`.
 */
function namesWritten(loop: Statement, scope: Scope): WrittenNames {
  const changed = new Set<string>();
  const kept = new Set<string>();
  const note = (target: Expr): void =>
    walk(target, (node) => {
      if (node.kind === 'Name') for (const { name } of node.parts) changed.add(name);
    });
  walk(loop, (node) => {
    if (!writers.holds(node)) return;
    switch (node.kind) {
      case 'Assignment': {
        const name = nameOf(node.target);
        if (name !== undefined && givesValue(node.value, name)) kept.add(name);
        else note(node.target);
        return;
      }
      case 'IntoClause':
        node.targets.forEach(note);
        return;
      case 'ExecuteImmediate':
        for (const { value, mode } of node.using) if (mode !== 'IN') note(value);
        return;
      case 'OpenFor':
        note(node.cursor);
        return;
      case 'Call':
        if (takesOnly(node.callee, scope)) return;
        for (const { value } of node.args) if (value.kind === 'Name') note(value);
        return;
      case 'MethodCallOnType':
        for (const { value } of node.args) if (value.kind === 'Name') note(value);
        return;
    }
  });
  return { changed, kept };
}

const nameOf = (expr: Expr): string | undefined => (expr.kind === 'Name' ? simpleName(expr) : undefined);

/** Is it a value, where the variable of this name holds one? */
function givesValue(expr: Expr, name: string): boolean {
  switch (expr.kind) {
    case 'NumberLiteral':
      return true;
    case 'StringLiteral':
      return expr.value !== '';
    case 'Name':
      return nameOf(expr) === name;
    case 'Binary': {
      const [left, right] = [givesValue(expr.left, name), givesValue(expr.right, name)];
      return expr.op === '||' ? left || right : ['+', '-', '*'].includes(expr.op) && left && right;
    }
    default:
      return false;
  }
}

/** A function of Oracle's that no name of the program hides, or a supplied routine without OUT parameters. */
function takesOnly(callee: Expr, scope: Scope): boolean {
  if (callee.kind !== 'Name') return false;
  const [first, second, ...more] = callee.parts.map(({ name }) => name);
  if (first === undefined || more.length > 0 || isDeclared(first, scope)) return false;
  return second === undefined ? builtinFunction(first) !== undefined : memberOnlyReads(first, second);
}

function isDeclared(name: string, scope: Scope | undefined): boolean {
  for (let s = scope; s; s = s.parent) if (s.names.has(name)) return true;
  return false;
}
