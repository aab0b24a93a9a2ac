import { sameHeading } from '../../ir/headings.js';
import type { Block, Declaration, RoutineDeclaration, RoutineDefinition } from '../../ir/oracle/index.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { deferred } from '../deferred.js';
import { declare, type Scope } from '../model/scope.js';
import type { ParameterInfo, RoutineSymbol } from '../model/symbols.js';
import { type OracleType, withoutBounds } from '../model/types.js';
import { cursorRowType } from './cursor-rows.js';
import { parameter } from './parameters.js';
import { refusesNull } from './variables.js';

/**
 * Declares a routine; a definition joins the symbol of its earlier heading (forward
 * declaration, specification, object type).
 */
export function declareRoutine(
  cx: AnalyzeContext,
  node: RoutineDeclaration | RoutineDefinition,
  {
    scope,
    container,
    block,
    siblings = [],
  }: {
    readonly scope: Scope;
    readonly container: RoutineSymbol['container'];
    readonly block?: Block;
    readonly siblings?: readonly (Declaration | RoutineDefinition)[];
  },
): RoutineSymbol {
  const symbol = routine(cx, node, scope, container, block);
  const declared = node.kind === 'RoutineDefinition' ? declaredBefore(node, scope, siblings) : undefined;
  if (node.kind === 'RoutineDefinition' && declared) {
    joinDefinition(cx, declared, node, symbol);
    return declared;
  }
  declare(scope, symbol);
  return symbol;
}

/** The routine whose heading has come before its definition. */
function declaredBefore(
  node: RoutineDefinition,
  scope: Scope,
  siblings: readonly (Declaration | RoutineDefinition)[],
): RoutineSymbol | undefined {
  const open = (scope.names.get(node.name.name) ?? []).filter(
    (s): s is RoutineSymbol => s.kind === 'routine' && !s.definition && s.routine === node.routine,
  );
  return open.find((c) => sameHeading(c.declaration, node)) ?? likeHeading(open, node, siblings);
}

/**
 * One symbol for heading and definition: callers that resolved against the heading see the definition. Defaults are
 * those of the specification, names of parameters those of the definition.
 */
function joinDefinition(
  cx: AnalyzeContext,
  declared: RoutineSymbol,
  definition: RoutineDefinition,
  defined: RoutineSymbol,
): void {
  Object.assign(declared, { definition });
  const ownParameters = defined.parameters.filter(isGiven);
  for (const [i, { variable }] of declared.parameters.filter(isGiven).entries()) {
    const own = ownParameters[i];
    if (!own?.node) continue;
    cx.facts.declared.set(own.node, variable);
    if (variable.name !== own.variable.name) Object.assign(variable, { name: own.variable.name });
  }
}

/** The symbol of a routine that is declared or defined. */
function routine(
  cx: AnalyzeContext,
  node: RoutineDeclaration | RoutineDefinition,
  scope: Scope,
  container: RoutineSymbol['container'],
  block: Block | undefined,
): RoutineSymbol {
  const returns = lazy<OracleType | undefined>(() => {
    if (node.returns) return cursorRowType(withoutBounds(cx.typeOfRef(node.returns, scope)));
    if (node.method?.role === 'CONSTRUCTOR' && container?.kind === 'objectType')
      return { kind: 'object', object: container };
    return undefined;
  }, undefined);
  const heading: { -readonly [K in keyof Omit<RoutineSymbol, 'returns' | 'resultNotNull'>]: RoutineSymbol[K] } = {
    kind: 'routine',
    name: node.name.name,
    owner: container?.owner ?? '',
    span: node.name.span,
    routine: node.routine,
    container,
    nested: block !== undefined || container?.kind === 'routine' || container?.kind === 'trigger',
    public: false,
    parameters: [],
    declaration: node,
    definition: node.kind === 'RoutineDefinition' ? node : undefined,
    overload: { index: 1, count: 1 },
  };
  const resultNotNull = (): boolean => node.returns !== undefined && refusesNull(cx, node.returns, scope);
  const symbol: RoutineSymbol = deferred(heading, { returns, resultNotNull });
  heading.parameters = node.parameters.map((p) => parameter(cx, p, scope, symbol, 'parameter'));
  return symbol;
}

/** SELF may be written in the heading of a method and left out of its body, or the other way round. */
const isGiven = (p: ParameterInfo): boolean => p.variable.name !== 'SELF';

/**
 * The heading whose types are only spelled differently. It has as many parameters: otherwise the body is that of
 * another version (PLS-00323). Where the name is defined several times, some may be private overloads, which have no
 * heading. Such a one has other parameters, or stands beside one that has exactly the heading.
 */
function likeHeading(
  open: readonly RoutineSymbol[],
  node: RoutineDefinition,
  siblings: readonly { readonly kind: string }[],
): RoutineSymbol | undefined {
  const others = siblings.filter(
    (s): s is RoutineDefinition =>
      s !== node && s.kind === 'RoutineDefinition' && (s as RoutineDefinition).name.name === node.name.name,
  );
  const free = open.filter((c) => !others.some((o) => sameHeading(c.declaration, o)));
  const [only] = free;
  if (!only || free.length > 1 || givenNames(only.declaration).length !== givenNames(node).length) return undefined;
  return others.length === 0 || sameNames(only.declaration, node) ? only : undefined;
}

const givenNames = (r: RoutineDeclaration | RoutineDefinition): readonly string[] =>
  r.parameters.map((p) => p.name.name).filter((n) => n !== 'SELF');
const sameNames = (a: RoutineDeclaration | RoutineDefinition, b: RoutineDefinition): boolean =>
  givenNames(a).join() === givenNames(b).join();

/** Numbers the routines of a scope that share a name. */
export function numberOverloads(scope: Scope): void {
  for (const symbols of scope.names.values()) {
    const routines = symbols.filter((s): s is RoutineSymbol => s.kind === 'routine');
    for (const [i, r] of routines.entries()) Object.assign(r, { overload: { index: i + 1, count: routines.length } });
  }
}
