import type {
  Block,
  ExternalBody,
  Identifier,
  MethodOptions,
  Parameter,
  RoutineDeclaration,
  RoutineDefinition,
  RoutineOptions,
  UnsupportedBody,
} from '../../../ir/oracle/index.js';
import {
  type AccessibleByContext,
  type CallSpecificationContext,
  type FunctionContext,
  type NameContext,
  OracleParser as P,
  type ParameterContext,
  type ParameterListContext,
  type ProcedureContext,
  type SubprogramBodyContext,
  type SubprogramOptionContext,
  type TypeOptionContext,
} from '../../generated/OracleParser.js';
import { closeList, lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildIdentifier, buildLastName, buildQualifiedName } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, ruleOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildBody, buildDeclarations } from './blocks.js';
import { buildDefault } from './declarations.js';

/**
 * A procedure or function anywhere: in a package, block, type or query, or of its own. Comments are its caller's
 * business. (PL/SQL Language Reference, "Procedure Declaration and Definition", "Function Declaration and Definition")
 */
export function buildRoutine(
  cx: BuildContext,
  ctx: ProcedureContext | FunctionContext,
  method?: MethodOptions,
): RoutineDeclaration | RoutineDefinition {
  const heading = buildHeading(cx, ctx, method);
  const body = ctx.subprogramBody();
  if (body !== null) return { kind: 'RoutineDefinition', ...heading, body: buildRoutineBody(cx, body) };
  const { span, options } = heading;
  // The object type is all there is to it, in the specification of a package, too.
  return options.using === undefined || options.pipelined
    ? { kind: 'RoutineDeclaration', ...heading }
    : { kind: 'RoutineDefinition', ...heading, body: { kind: 'AggregateBody', span, implementation: options.using } };
}

/** A routine that has a body or needs one, as CREATE makes it. */
export function buildStoredRoutine(cx: BuildContext, ctx: ProcedureContext | FunctionContext): RoutineDefinition {
  const routine = buildRoutine(cx, ctx);
  if (routine.kind === 'RoutineDefinition') return routine;
  return { ...routine, kind: 'RoutineDefinition', body: bodyElsewhere(routine) };
}

function bodyElsewhere({ span, options }: RoutineDeclaration): UnsupportedBody {
  const what = options.using === undefined ? 'a routine without a body' : 'an implementation by an object type';
  return { kind: 'UnsupportedBody', span, what };
}

/** The owner in front of a name; only CREATE has one. */
export function ownerOf(cx: BuildContext, name: NameContext): Identifier | undefined {
  const parts = name.identifier();
  return parts.length > 1 ? buildIdentifier(cx, required(parts[parts.length - 2])) : undefined;
}

function buildHeading(
  cx: BuildContext,
  ctx: ProcedureContext | FunctionContext,
  method: MethodOptions | undefined,
): Omit<RoutineDeclaration, 'kind'> {
  const name = buildLastName(cx, ctx.name());
  const parameters = buildParameters(cx, ctx.parameterList());
  const isFunction = ctx.ruleIndex === P.RULE_function;
  const returnType = isFunction ? (ctx as FunctionContext)._returnType : undefined;
  const returns = returnType && buildTypeRef(cx, returnType);
  let options = buildOptions(cx, ctx.subprogramOption());
  const implementation = isFunction ? (ctx as FunctionContext)._implementation : undefined;
  if (implementation !== undefined) options = { ...options, using: buildQualifiedName(cx, implementation) };
  return {
    span: cx.span(ctx),
    routine: isFunction ? 'FUNCTION' : 'PROCEDURE',
    name,
    parameters,
    ...(returns && { returns }),
    options,
    ...(method && { method }),
  };
}

/** The formal parameters; none where there is no list. (PL/SQL Language Reference, "Formal Parameter Declaration") */
export function buildParameters(cx: BuildContext, ctx: ParameterListContext | null): Parameter[] {
  if (ctx === null) return [];
  const parameters = ctx.parameter().map((parameter) => lineNode(cx, parameter, buildParameter));
  closeList(cx, parameters, lastTokenOf(ctx).start);
  return parameters;
}

function buildParameter(cx: BuildContext, ctx: ParameterContext): Parameter {
  const name = buildIdentifier(cx, ctx.identifier());
  const type = buildTypeRef(cx, ctx.dataType());
  const initial = buildDefault(cx, ctx.defaultValue());
  const mode = hasToken(ctx, P.OUT) ? (hasToken(ctx, P.IN) ? 'IN OUT' : 'OUT') : 'IN';
  return {
    kind: 'Parameter',
    span: cx.span(ctx),
    name,
    mode,
    noCopy: hasToken(ctx, P.NOCOPY),
    type,
    ...(initial && { initial }),
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
const noOptions: RoutineOptions = {};

/** The words of a heading after name, parameters and result. */
export function buildOptions(
  cx: BuildContext,
  contexts: readonly (SubprogramOptionContext | TypeOptionContext)[],
): RoutineOptions {
  if (contexts.length === 0) return noOptions;
  const options: Writable<RoutineOptions> = {};
  for (const ctx of contexts) addOption(cx, ctx, options);
  return options;
}

function addOption(
  cx: BuildContext,
  ctx: SubprogramOptionContext | TypeOptionContext,
  options: Writable<RoutineOptions>,
): void {
  const accessible = ctx.accessibleBy();
  if (accessible !== null) {
    options.accessibleBy = buildAccessors(cx, accessible);
    return;
  }
  switch (firstTokenOf(ctx).type) {
    case P.AUTHID:
      options.authid = hasToken(ctx, P.DEFINER) ? 'DEFINER' : 'CURRENT_USER';
      break;
    case P.DETERMINISTIC:
      options.deterministic = true;
      break;
    case P.PIPELINED:
      options.pipelined = true;
      addImplementation(cx, ctx as SubprogramOptionContext, options);
      break;
    case P.AGGREGATE:
      addImplementation(cx, ctx as SubprogramOptionContext, options);
      break;
    case P.PARALLEL_ENABLE:
      options.parallelEnable = true;
      break;
    case P.RESULT_CACHE:
      options.resultCache = true;
      break;
    case P.SQL_MACRO:
      options.sqlMacro = /SCALAR/.test(cx.wordsOf(ctx)) ? 'SCALAR' : 'TABLE';
      break;
    default:
      break;
  }
}

function addImplementation(cx: BuildContext, ctx: SubprogramOptionContext, options: Writable<RoutineOptions>): void {
  const implementation = ctx.name();
  if (implementation !== null) options.using = buildQualifiedName(cx, implementation);
}

function buildAccessors(cx: BuildContext, ctx: AccessibleByContext): string[] {
  return ctx.accessor().map((accessor) => cx.wordsOf(accessor).replaceAll(' . ', '.'));
}

function buildRoutineBody(cx: BuildContext, ctx: SubprogramBodyContext): Block | ExternalBody {
  const call = ctx.callSpecification();
  if (call !== null) return buildExternal(cx, call);
  const declarations = buildDeclarations(cx, ctx.declaration(), ctx.body());
  return buildBody(cx, required(ctx.body()), cx.span(ctx), { labels: [], declarations });
}

/** (PL/SQL Language Reference, "Call Specification") */
function buildExternal(cx: BuildContext, ctx: CallSpecificationContext): ExternalBody {
  let language = hasToken(ctx, P.MLE) ? 'JAVASCRIPT' : 'C';
  const own = ctx.identifier();
  if (own !== null) language = buildIdentifier(cx, own).name;
  let name: string | undefined;
  for (const option of ctx.externalOption()) {
    const word = firstTokenOf(option).type;
    if (word === P.LANGUAGE) language = cx.wordsOf(required(option.identifier()));
    else if (word === P.NAME) name = unquoted(cx.textOf(required(option.children[1])));
  }
  const literal = ctx.children.find((child) => ruleOf(child) < 0 && firstTokenOf(child).type === P.STRING_LITERAL);
  if (literal !== undefined) name = unquoted(cx.textOf(literal));
  return { kind: 'ExternalBody', span: cx.span(ctx), language, ...(name !== undefined && { name }) };
}

/** The content of a plain string literal or quoted name; other text as it is. */
export function unquoted(text: string): string {
  const quote = text[0];
  if (quote !== "'" && quote !== '"') return text;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
