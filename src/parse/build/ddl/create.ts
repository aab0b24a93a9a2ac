import type { ParserRuleContext } from 'antlr4ng';
import type { CreateOther, Identifier, QualifiedName, ScriptUnit } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type CreateContextContext,
  type CreateDatabaseLinkContext,
  type CreateDirectoryContext,
  type CreateIndexContext,
  type CreateMaterializedViewContext,
  type CreateMaterializedViewLogContext,
  type CreateModifierContext,
  type CreatePackageBodyContext,
  type CreatePackageContext,
  type CreateRoleContext,
  type CreateSequenceContext,
  type CreateStatementContext,
  type CreateSynonymContext,
  type CreateTableContext,
  type CreateTriggerContext,
  type CreateTypeBodyContext,
  type CreateTypeContext,
  type CreateUserContext,
  type CreateViewContext,
  type FunctionContext,
  NameContext,
  OracleParser as P,
  type ProcedureContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildLastName, buildQualifiedName, identifierOfToken } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf } from '../tree.js';
import { buildIndex } from './create-index.js';
import { buildType, buildTypeBody } from './create-type.js';
import { buildContextObject, buildDatabaseLink, buildDirectory } from './named-objects.js';
import { buildCreateRoutine, buildPackage, buildPackageBody } from './package.js';
import { buildSequence } from './sequence.js';
import { buildSynonym } from './synonym.js';
import { buildTable } from './table.js';
import { buildTrigger } from './trigger.js';
import { buildMaterializedView, buildMaterializedViewLog, buildView } from './view.js';

/** Everything that begins with CREATE. */
export function buildCreate(cx: BuildContext, ctx: CreateStatementContext, span: Span): ScriptUnit {
  const unit = buildObject(cx, ctx, span);
  const replace = hasToken(ctx, P.REPLACE) && { replace: true };
  switch (unit.kind) {
    case 'CreateRoutine':
    case 'CreateTrigger':
    case 'CreateType':
      return { ...unit, ...replace };
    case 'CreateView':
      return { ...unit, ...replace, ...(hasToken(ctx, P.FORCE) && !hasToken(ctx, P.NO) && { force: true }) };
    default:
      return unit;
  }
}

function buildObject(cx: BuildContext, ctx: CreateStatementContext, span: Span): ScriptUnit {
  const object = ctx.children[ctx.children.length - 1] as ParserRuleContext;
  const modifiers = ctx.createModifier();
  switch (object.ruleIndex) {
    case P.RULE_createTable:
      return buildTable(cx, object as CreateTableContext, span, modifiers);
    case P.RULE_createIndex:
      return buildIndex(cx, object as CreateIndexContext, span, {
        unique: isSaid(modifiers, P.UNIQUE),
        bitmap: isSaid(modifiers, P.BITMAP),
        search: isSaid(modifiers, P.SEARCH),
      });
    case P.RULE_createView:
      return buildView(cx, object as CreateViewContext, span, modifiers);
    case P.RULE_createMaterializedView:
      return buildMaterializedView(cx, object as CreateMaterializedViewContext, span);
    case P.RULE_createMaterializedViewLog:
      return buildMaterializedViewLog(cx, object as CreateMaterializedViewLogContext, span);
    case P.RULE_createSequence:
      return buildSequence(cx, object as CreateSequenceContext, span);
    case P.RULE_createSynonym:
      return buildSynonym(cx, object as CreateSynonymContext, {
        span,
        public: isSaid(modifiers, P.PUBLIC),
        replace: hasToken(ctx, P.REPLACE),
      });
    case P.RULE_procedure:
    case P.RULE_function:
      return buildCreateRoutine(cx, object as ProcedureContext | FunctionContext, span);
    case P.RULE_createPackage:
      return buildPackage(cx, object as CreatePackageContext, span);
    case P.RULE_createPackageBody:
      return buildPackageBody(cx, object as CreatePackageBodyContext, span);
    case P.RULE_createType:
      return buildType(cx, object as CreateTypeContext, span);
    case P.RULE_createTypeBody:
      return buildTypeBody(cx, object as CreateTypeBodyContext, span);
    case P.RULE_createTrigger:
      return buildTrigger(cx, object as CreateTriggerContext, span);
    case P.RULE_createUser:
      return { kind: 'CreateUser', span, name: buildLastName(cx, (object as CreateUserContext).name()) };
    case P.RULE_createRole:
      return { kind: 'CreateRole', span, name: buildLastName(cx, required((object as CreateRoleContext).name(0))) };
    case P.RULE_createContext:
      return buildContextObject(cx, object as CreateContextContext, { span, replace: hasToken(ctx, P.REPLACE) });
    case P.RULE_createDirectory:
      return buildDirectory(cx, object as CreateDirectoryContext, span);
    case P.RULE_createDatabaseLink:
      return buildDatabaseLink(cx, object as CreateDatabaseLinkContext, span);
    case P.RULE_createSchema:
      return { kind: 'OtherStatement', span, what: 'CREATE SCHEMA', text: cx.textOf(ctx) };
    default:
      return buildByName(cx, object, span);
  }
}

function isSaid(modifiers: readonly CreateModifierContext[], word: number): boolean {
  return modifiers.some((modifier) => hasToken(modifier, word));
}

/** Kinds of two words among those whose statement is not read further. */
const twoWords: ReadonlySet<number> = new Set([
  P.ROLLBACK,
  P.RESTORE,
  P.FLASHBACK,
  P.AUDIT,
  P.PLUGGABLE,
  P.LOCKDOWN,
  P.ATTRIBUTE,
  P.ANALYTIC,
  P.PROPERTY,
  P.VECTOR,
  P.MLE,
  P.INMEMORY,
  P.MATERIALIZED,
  P.LOGICAL,
  P.JSON,
  P.JAVA,
  P.TEMPORARY,
  P.UNDO,
]);

/** An object that only its kind and name are known of. */
function buildByName(cx: BuildContext, ctx: ParserRuleContext, span: Span): CreateOther {
  const name = ctx.children.find((child) => child instanceof NameContext);
  const first = firstTokenOf(ctx);
  if (name instanceof NameContext) {
    const words = firstTokenOf(name).tokenIndex - first.tokenIndex;
    return {
      kind: 'CreateOther',
      span,
      objectKind: cx.wordsOf(ctx, words).replace(/ IF NOT EXISTS$/, ''),
      name: buildQualifiedName(cx, name),
    };
  }
  const words = twoWords.has(first.type) ? 2 : 1;
  return {
    kind: 'CreateOther',
    span,
    objectKind: cx.wordsOf(ctx, words),
    name: nameFrom(cx, first.tokenIndex + words, lastTokenOf(ctx).tokenIndex, span),
  };
}

/** A dotted name among tokens that the grammar leaves alone. */
function nameFrom(cx: BuildContext, from: number, last: number, span: Span): QualifiedName {
  let at = cx.tokens[from]?.upperText === 'NAMED' ? from + 1 : from;
  const parts: Identifier[] = [];
  while (at <= last) {
    const token = cx.tokens[at]!;
    if (!/^["\p{L}]/u.test(token.text)) break;
    parts.push(identifierOfToken(cx, token));
    if (cx.tokens[at + 1]?.type !== P.DOT) break;
    at += 2;
  }
  const [head] = parts;
  return { kind: 'QualifiedName', span: head?.span ?? span, parts };
}
