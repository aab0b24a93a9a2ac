import type {
  CollectionTypeDefinition,
  CreateType,
  CreateTypeBody,
  MethodOptions,
  ObjectTypeDefinition,
  RoutineDeclaration,
  RoutineDefinition,
  TypeChange,
} from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type AlterTypeActionContext,
  type AlterTypeContext,
  type AttributeContext,
  type CreateTypeBodyContext,
  type CreateTypeContext,
  type MemberFlagContext,
  type MethodKindContext,
  type ObjectElementContext,
  type ObjectElementsContext,
  OracleParser as P,
  type TypeBodyDefinitionContext,
  type TypeBodyMemberContext,
  type TypeFlagContext,
} from '../../generated/OracleParser.js';
import { appendTrailing, lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildIdentifier, buildQualifiedName } from '../names.js';
import { endOffset } from '../plsql/blocks.js';
import { buildBrokenRoutine } from '../plsql/broken.js';
import { buildCollection } from '../plsql/declarations.js';
import { buildOptions, buildRoutine } from '../plsql/routines.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, ruleOf } from '../tree.js';
import { buildTypeRef } from '../types.js';

/** (PL/SQL Language Reference, "CREATE TYPE Statement") */
export function buildType(cx: BuildContext, ctx: CreateTypeContext, span: Span): CreateType {
  const name = buildQualifiedName(cx, ctx.name());
  const options = buildOptions(cx, ctx.typeOption());
  const body = ctx.typeBodyDefinition();
  const definition: CreateType['definition'] =
    body === null ? { kind: 'IncompleteType', span } : buildDefinition(cx, body);
  return { kind: 'CreateType', span, name, definition, options };
}

function buildDefinition(cx: BuildContext, ctx: TypeBodyDefinitionContext): CreateType['definition'] {
  const collection = ctx.collectionType();
  if (collection !== null) {
    const { variant, element, elementNotNull, limit, indexBy } = buildCollection(cx, collection);
    const span = cx.span(ctx);
    if (variant === 'ASSOCIATIVE ARRAY' || indexBy !== undefined) {
      return { kind: 'UnsupportedTypeDefinition', span, what: 'TABLE OF … INDEX BY' };
    }
    const node: CollectionTypeDefinition = { kind: 'CollectionTypeDefinition', span, variant, element, elementNotNull };
    return limit === undefined ? node : { ...node, limit };
  }
  if (hasToken(ctx, P.OPAQUE)) {
    return { kind: 'UnsupportedTypeDefinition', span: cx.span(ctx), what: 'OPAQUE' };
  }
  return buildObject(cx, ctx);
}

function buildObject(cx: BuildContext, ctx: TypeBodyDefinitionContext): CreateType['definition'] {
  let parent = ctx.name();
  for (const option of ctx.objectTypeOption()) {
    if (hasToken(option, P.EXTERNAL)) {
      return { kind: 'UnsupportedTypeDefinition', span: cx.span(ctx), what: 'EXTERNAL NAME' };
    }
    parent = option.name() ?? parent;
  }
  const under = parent === null ? undefined : buildQualifiedName(cx, parent);
  const elements = ctx.objectElements();
  const { attributes, methods } = elements === null ? { attributes: [], methods: [] } : buildElements(cx, elements);
  const flags = ctx.typeFlag();
  const node: ObjectTypeDefinition = {
    kind: 'ObjectTypeDefinition',
    span: cx.span(ctx),
    ...(under && { under }),
    attributes,
    methods,
    // A type is FINAL and INSTANTIABLE unless it says otherwise.
    final: !isNegated(flags, P.FINAL),
    instantiable: !isNegated(flags, P.INSTANTIABLE),
  };
  return node;
}

function isNegated(flags: readonly TypeFlagContext[], word: number): boolean {
  return flags.some((flag) => hasToken(flag, P.NOT) && hasToken(flag, word));
}

type Attribute = ObjectTypeDefinition['attributes'][number];

function buildElements(
  cx: BuildContext,
  ctx: ObjectElementsContext,
): { readonly attributes: readonly Attribute[]; readonly methods: readonly RoutineDeclaration[] } {
  const attributes: Attribute[] = [];
  const methods: RoutineDeclaration[] = [];
  for (const element of ctx.objectElement()) {
    const attribute = element.attribute();
    if (attribute !== null) attributes.push(buildAttribute(cx, attribute));
    else if (element.methodKind() !== null) methods.push(lineNode(cx, element, buildMethodDeclaration));
  }
  const rest = cx.comments.take(lastTokenOf(ctx).start);
  const method = methods.at(-1);
  const attribute = attributes.at(-1);
  if (method !== undefined) for (const comment of rest) appendTrailing(method, comment);
  else if (attribute !== undefined && rest.length > 0) {
    attributes[attributes.length - 1] = { ...attribute, comments: [...(attribute.comments ?? []), ...rest] };
  }
  return { attributes, methods };
}

function buildAttribute(cx: BuildContext, ctx: AttributeContext): Attribute {
  const { comments } = cx.comments.lead(firstTokenOf(ctx).start);
  const name = buildIdentifier(cx, ctx.identifier());
  const type = buildTypeRef(cx, ctx.dataType());
  const { end } = lastTokenOf(ctx);
  const inside = cx.comments.take(end);
  const trailing = cx.comments.trail(end);
  const all = [...comments, ...inside, ...(trailing === undefined ? [] : [trailing])];
  return { name, type, ...(all.length > 0 && { comments: all }) };
}

/** What ALTER TYPE does; undefined where it does more than change attributes and methods. */
export function buildTypeChanges(cx: BuildContext, ctx: AlterTypeContext): TypeChange[] | undefined {
  const changes: TypeChange[] = [];
  for (const action of ctx.alterTypeAction()) {
    const isDrop = hasToken(action, P.DROP);
    if (hasToken(action, P.ATTRIBUTE)) {
      for (const attribute of action.attributeChange()) {
        const name = buildIdentifier(cx, attribute.identifier());
        const type = attribute.dataType();
        if (isDrop) changes.push({ change: 'drop attribute', name });
        else if (type === null) return undefined;
        else {
          const change = hasToken(action, P.MODIFY) ? 'modify attribute' : 'add attribute';
          changes.push({ change, name, type: buildTypeRef(cx, type) });
        }
      }
    } else if (action.methodKind() !== null) {
      changes.push({ change: isDrop ? 'drop method' : 'add method', method: buildMethodDeclaration(cx, action) });
    } else if (hasToken(action, P.FINAL) || hasToken(action, P.INSTANTIABLE)) {
      changes.push({ change: hasToken(action, P.FINAL) ? 'final' : 'instantiable', value: !hasToken(action, P.NOT) });
    } else if (hasToken(action, P.LIMIT)) {
      const limit = action.NUMBER_LITERAL();
      if (!limit) return undefined;
      changes.push({ change: 'limit', limit: { kind: 'NumberLiteral', span: cx.span(action), text: limit.getText() } });
    } else if (hasToken(action, P.ELEMENT)) {
      const type = action.dataType();
      if (!type) return undefined;
      changes.push({ change: 'element', type: buildTypeRef(cx, type) });
    } else if (!hasToken(action, P.CASCADE) && !hasToken(action, P.INVALIDATE)) return undefined;
  }
  return changes.length > 0 ? changes : undefined;
}

function buildMethodDeclaration(
  cx: BuildContext,
  ctx: ObjectElementContext | AlterTypeActionContext,
): RoutineDeclaration {
  const method = buildMethodOptions(ctx.memberFlag(), required(ctx.methodKind()));
  const routine = buildRoutine(cx, required(ctx.procedure() ?? ctx.function()), method);
  return { ...routine, kind: 'RoutineDeclaration', span: cx.span(ctx) };
}

function buildMethodOptions(flags: readonly MemberFlagContext[], kind: MethodKindContext): MethodOptions {
  const options: { -readonly [K in keyof MethodOptions]: MethodOptions[K] } = { role: roleOf(kind) };
  for (const flag of flags) {
    const value = !hasToken(flag, P.NOT);
    if (hasToken(flag, P.OVERRIDING)) options.overriding = value;
    else if (hasToken(flag, P.FINAL)) options.final = value;
    else options.instantiable = value;
  }
  return options;
}

function roleOf(ctx: MethodKindContext): MethodOptions['role'] {
  switch (firstTokenOf(ctx).type) {
    case P.MAP:
      return 'MAP';
    case P.ORDER:
      return 'ORDER';
    case P.STATIC:
      return 'STATIC';
    case P.CONSTRUCTOR:
      return 'CONSTRUCTOR';
    default:
      return 'MEMBER';
  }
}

/** (PL/SQL Language Reference, "CREATE TYPE BODY Statement") */
export function buildTypeBody(cx: BuildContext, ctx: CreateTypeBodyContext, span: Span): CreateTypeBody {
  const name = buildQualifiedName(cx, ctx.name());
  const methods: RoutineDefinition[] = [];
  for (const child of ctx.children) {
    const rule = ruleOf(child);
    if (rule === P.RULE_typeBodyMember) {
      const member = child as TypeBodyMemberContext;
      if (member.methodKind() !== null) methods.push(lineNode(cx, member, buildMethod));
    } else if (rule === P.RULE_brokenDeclaration) {
      const broken = buildBrokenRoutine(cx, child);
      if (broken.kind === 'RoutineDefinition') methods.push(broken);
    }
  }
  const last = methods.at(-1);
  const rest = cx.comments.take(endOffset(ctx));
  for (const comment of rest) if (last !== undefined) appendTrailing(last, comment);
  return { kind: 'CreateTypeBody', span, name, methods };
}

function buildMethod(cx: BuildContext, ctx: TypeBodyMemberContext): RoutineDefinition {
  const method = buildMethodOptions(ctx.memberFlag(), required(ctx.methodKind()));
  const routine = buildRoutine(cx, required(ctx.procedure() ?? ctx.function()), method);
  const span = cx.span(ctx);
  if (routine.kind === 'RoutineDefinition') return { ...routine, span };
  return {
    ...routine,
    kind: 'RoutineDefinition',
    span,
    body: { kind: 'UnsupportedBody', span, what: 'a method without a body' },
  };
}
