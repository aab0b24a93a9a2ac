import type { ColumnConstraint, ColumnDefinition, Identifier, PhysicalClause } from '../../../ir/oracle/index.js';
import {
  type ColumnDefinitionContext,
  type ColumnOptionContext,
  type DataTypeContext,
  type IdentityClauseContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildIdentifier } from '../names.js';
import { firstOf, lastOf, required } from '../required.js';
import { firstTokenOf, hasToken, ruleOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildColumnConstraint } from './constraints.js';
import { physicalClause } from './physical.js';
import { buildSequenceOptions } from './sequence.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Options = Writable<
  Pick<
    ColumnDefinition,
    | 'default'
    | 'defaultOnNull'
    | 'onNullOfUpdates'
    | 'identity'
    | 'dropIdentity'
    | 'virtual'
    | 'invisible'
    | 'collation'
  >
>;

/** One column of CREATE or ALTER TABLE; in MODIFY most of it may be left out. */
export function buildColumn(cx: BuildContext, ctx: ColumnDefinitionContext): ColumnDefinition {
  const name = lastPart(cx, ctx);
  const type = ctx.dataType();
  const options: Options = {};
  const constraints: ColumnConstraint[] = [];
  const physical: PhysicalClause[] = [];
  const visibility = type === null ? undefined : /^(in)?visible$/i.exec(type.getText());
  const built = type === null || visibility || isEncryption(type) ? undefined : buildTypeRef(cx, type);
  if (visibility) options.invisible = visibility[1] !== undefined;
  if (type !== null && !built && !visibility) physical.push(physicalClause(cx, type));
  for (const option of ctx.columnOption()) addOption(cx, option, options, constraints, physical);
  return {
    kind: 'ColumnDefinition',
    span: cx.span(ctx),
    name,
    ...(built && { type: built }),
    ...options,
    constraints,
    ...(physical.length > 0 && { physical }),
  };
}

/** `MODIFY (c ENCRYPT)`: the words are no keywords, so that the parser takes them for the name of a type. */
function isEncryption(type: DataTypeContext): boolean {
  return /^(en|de)crypt$/i.test(type.getText());
}

function lastPart(cx: BuildContext, ctx: ColumnDefinitionContext): Identifier {
  const parts = required(ctx._column).identifier();
  return buildIdentifier(cx, lastOf(parts));
}

function addOption(
  cx: BuildContext,
  ctx: ColumnOptionContext,
  options: Options,
  constraints: ColumnConstraint[],
  physical: PhysicalClause[],
): void {
  const constraint = ctx.inlineConstraint();
  if (constraint !== null) {
    constraints.push(buildColumnConstraint(cx, constraint));
    return;
  }
  const child = firstOf(ctx.children);
  if (ruleOf(child) === P.RULE_identityClause) {
    options.identity = buildIdentity(child as IdentityClauseContext);
    return;
  }
  const virtual = ctx.virtualClause();
  if (virtual !== null) {
    options.virtual = buildExpr(cx, virtual.expression());
    return;
  }
  switch (firstTokenOf(ctx).type) {
    case P.DEFAULT:
      if (hasToken(ctx, P.ON)) options.defaultOnNull = true;
      if (hasToken(ctx, P.UPDATE)) options.onNullOfUpdates = true;
      options.default = buildExpr(cx, required(ctx.expression()));
      break;
    case P.DROP:
      options.dropIdentity = true;
      break;
    case P.INVISIBLE:
      options.invisible = true;
      break;
    case P.VISIBLE:
      options.invisible = false;
      break;
    case P.COLLATE:
      options.collation = buildIdentifier(cx, required(ctx.identifier())).name;
      break;
    case P.SCOPE:
      constraints.push({ kind: 'ScopeIs', span: cx.span(ctx), state: {} });
      break;
    case P.WITH:
      constraints.push({ kind: 'WithRowid', span: cx.span(ctx), state: {} });
      break;
    default:
      physical.push(physicalClause(cx, ctx));
  }
}

/** (SQL Language Reference, "identity_clause") */
function buildIdentity(ctx: IdentityClauseContext): NonNullable<ColumnDefinition['identity']> {
  const byDefault = hasToken(ctx, P.DEFAULT);
  return {
    mode: byDefault ? (hasToken(ctx, P.ON) ? 'BY DEFAULT ON NULL' : 'BY DEFAULT') : 'ALWAYS',
    options: buildSequenceOptions(ctx.sequenceOption()),
  };
}
