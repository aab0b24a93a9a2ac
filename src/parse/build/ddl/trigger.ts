import type {
  CompoundTriggerBody,
  CreateTrigger,
  QualifiedName,
  TriggerEvent,
  TriggerSubject,
} from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type CompoundTriggerContext,
  type CreateTriggerContext,
  OracleParser as P,
  type ReferencingClauseContext,
  type TimingPointContext,
  type TriggerEventContext,
  type TriggerOptionContext,
  type TriggerTargetContext,
} from '../../generated/OracleParser.js';
import { closeList } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildExpr, buildReference } from '../expressions/expressions.js';
import { buildIdentifier, buildNameList, buildQualifiedName } from '../names.js';
import { buildBlockStatement, buildBodyParts, buildDeclarations, endOffset } from '../plsql/blocks.js';
import { buildCallStatement } from '../plsql/statements.js';
import { lastOf, required } from '../required.js';
import { firstTokenOf, hasToken } from '../tree.js';

/** Every kind of trigger. (PL/SQL Language Reference, "CREATE TRIGGER Statement") */
export function buildTrigger(cx: BuildContext, ctx: CreateTriggerContext, span: Span): CreateTrigger {
  const name = buildQualifiedName(cx, ctx.name());
  const on = buildSubject(cx, ctx.triggerTarget());
  const events = ctx.triggerEvent().map((event) => buildEvent(cx, event));
  const referencing = ctx.referencingClause();
  const options = buildTriggerOptions(cx, ctx.triggerOption());
  const when = ctx.expression();
  const condition = when === null ? undefined : buildExpr(cx, when);
  return {
    kind: 'CreateTrigger',
    span,
    name,
    timing: timingOf(firstTokenOf(ctx.triggerTiming()).type),
    on,
    events,
    forEachRow: hasToken(ctx, P.EACH),
    ...(referencing && { referencing: buildReferencing(cx, referencing) }),
    ...options,
    ...(condition && { when: condition }),
    body: buildTriggerBody(cx, ctx),
  };
}

function timingOf(word: number): CreateTrigger['timing'] {
  switch (word) {
    case P.BEFORE:
      return 'BEFORE';
    case P.AFTER:
      return 'AFTER';
    case P.INSTEAD:
      return 'INSTEAD OF';
    default:
      return 'FOR';
  }
}

function buildTriggerBody(cx: BuildContext, ctx: CreateTriggerContext): CreateTrigger['body'] {
  const block = ctx.block();
  if (block !== null) return buildBlockStatement(cx, block, cx.span(block), []);
  const compound = ctx.compoundTrigger();
  if (compound !== null) return buildCompound(cx, compound);
  const target = required(ctx.reference());
  const call = buildCallStatement(cx, target, buildReference(cx, target));
  return { kind: 'TriggerCall', span: call.span, call };
}

function buildSubject(cx: BuildContext, ctx: TriggerTargetContext): TriggerSubject {
  const span = cx.span(ctx);
  const context = ctx.name();
  if (context === null) return { kind: 'Database', span };
  const nested = ctx.identifier();
  const name = buildQualifiedName(cx, context);
  const last = lastOf(name.parts);
  if (nested === null && !last.quoted && name.parts.length <= 2) {
    const owner = name.parts.length === 2 ? name.parts[0] : undefined;
    if (last.name === 'SCHEMA') return { kind: 'Schema', span, ...(owner && { owner }) };
    if (last.name === 'DATABASE' && owner === undefined) return { kind: 'Database', span };
  }
  return { kind: 'Table', span, name, ...(nested && { nestedColumn: buildIdentifier(cx, nested) }) };
}

function buildEvent(cx: BuildContext, ctx: TriggerEventContext): TriggerEvent {
  const system = ctx.systemEvent();
  const span = cx.span(ctx);
  if (system !== null) return { kind: 'TriggerEvent', span, event: cx.wordsOf(system) };
  const columns = ctx.nameList();
  return {
    kind: 'TriggerEvent',
    span,
    event: cx.wordsOf(ctx, 1),
    ...(columns && { columns: buildNameList(cx, columns).map((column) => lastOf(column.parts)) }),
  };
}

function buildReferencing(cx: BuildContext, ctx: ReferencingClauseContext): NonNullable<CreateTrigger['referencing']> {
  const names: { new?: string; old?: string; parent?: string } = {};
  for (const item of ctx.referencingItem()) {
    const { name } = buildIdentifier(cx, item.identifier());
    const which = firstTokenOf(item).type;
    if (which === P.NEW) names.new = name;
    else if (which === P.OLD) names.old = name;
    else names.parent = name;
  }
  return names;
}

function buildTriggerOptions(
  cx: BuildContext,
  options: readonly TriggerOptionContext[],
): Pick<CreateTrigger, 'enabled' | 'follows' | 'crossedition'> {
  let enabled = true;
  let follows: readonly QualifiedName[] | undefined;
  let crossedition = false;
  for (const option of options) {
    switch (firstTokenOf(option).type) {
      case P.DISABLE:
        enabled = false;
        break;
      case P.FOLLOWS:
        follows = buildNameList(cx, required(option.nameList()));
        break;
      case P.CROSSEDITION:
      case P.FORWARD:
      case P.REVERSE:
      case P.PRECEDES:
        crossedition = true;
        break;
      default:
        break;
    }
  }
  return { enabled, ...(follows && { follows }), ...(crossedition && { crossedition }) };
}

/** (PL/SQL Language Reference, "Compound DML Triggers") */
function buildCompound(cx: BuildContext, ctx: CompoundTriggerContext): CompoundTriggerBody {
  const declarations = buildDeclarations(cx, ctx.declaration());
  const sections = ctx.timingPoint().map((point) => buildSection(cx, point));
  const last = sections.at(-1);
  if (last !== undefined) closeList(cx, [last.block], endOffset(ctx));
  return { kind: 'CompoundTriggerBody', span: cx.span(ctx), declarations, sections };
}

function buildSection(cx: BuildContext, ctx: TimingPointContext): CompoundTriggerBody['sections'][number] {
  const { comments } = cx.comments.lead(firstTokenOf(ctx).start);
  const [timing] = ctx.timingPointName();
  const declarations = buildDeclarations(cx, ctx.declaration());
  const parts = buildBodyParts(cx, ctx, ctx.statementList(), ctx.exceptionPart());
  return {
    timing: cx.wordsOf(required(timing)) as CompoundTriggerBody['sections'][number]['timing'],
    block: {
      kind: 'Block',
      span: cx.span(ctx),
      labels: [],
      declarations,
      ...parts,
      ...(comments.length > 0 && { comments }),
    },
  };
}
