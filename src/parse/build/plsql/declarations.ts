import type { ParserRuleContext } from 'antlr4ng';
import type {
  CursorDeclaration,
  Declaration,
  Expr,
  RecordField,
  RecordTypeDeclaration,
  SubtypeDeclaration,
  VariableDeclaration,
} from '../../../ir/oracle/index.js';
import {
  type CollectionTypeContext,
  type CursorDeclarationContext,
  type DeclarationContext,
  type DefaultValueContext,
  type ExceptionDeclarationContext,
  type FunctionContext,
  OracleParser as P,
  type PragmaContext,
  type ProcedureContext,
  type RecordFieldContext,
  type RecordTypeContext,
  type RefCursorTypeContext,
  type SubtypeDeclarationContext,
  type TypeDeclarationContext,
  type VariableDeclarationContext,
} from '../../generated/OracleParser.js';
import { closeList, lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildIdentifier } from '../names.js';
import { buildQuery } from '../queries/queries.js';
import { required } from '../required.js';
import { hasToken, lastTokenOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildBrokenRoutine } from './broken.js';
import { buildParameters, buildRoutine } from './routines.js';
import { buildPragma } from './statements.js';

/** One declaration with its comments. */
export function buildDeclaration(cx: BuildContext, ctx: DeclarationContext): Declaration {
  return lineNode(cx, ctx, buildBare);
}

function buildBare(cx: BuildContext, ctx: DeclarationContext): Declaration {
  const child = ctx.children[0] as ParserRuleContext;
  switch (child.ruleIndex) {
    case P.RULE_variableDeclaration:
      return buildVariable(cx, child as VariableDeclarationContext);
    case P.RULE_exceptionDeclaration:
      return {
        kind: 'ExceptionDeclaration',
        span: cx.span(child),
        name: buildIdentifier(cx, (child as ExceptionDeclarationContext).identifier()),
      };
    case P.RULE_typeDeclaration:
      return buildType(cx, child as TypeDeclarationContext);
    case P.RULE_subtypeDeclaration:
      return buildSubtype(cx, child as SubtypeDeclarationContext);
    case P.RULE_cursorDeclaration:
      return buildCursor(cx, child as CursorDeclarationContext);
    case P.RULE_pragma:
      return buildPragma(cx, child as PragmaContext);
    case P.RULE_procedure:
    case P.RULE_function:
      return buildRoutine(cx, child as ProcedureContext | FunctionContext);
    default:
      return buildBrokenRoutine(cx, child);
  }
}

/** `:= x`, `DEFAULT x`; undefined where nothing is written. */
export function buildDefault(cx: BuildContext, ctx: DefaultValueContext | null): Expr | undefined {
  return ctx === null ? undefined : buildExpr(cx, ctx.expression());
}

function buildVariable(cx: BuildContext, ctx: VariableDeclarationContext): VariableDeclaration {
  const name = buildIdentifier(cx, ctx.identifier());
  const type = buildTypeRef(cx, ctx.dataType());
  const initial = buildDefault(cx, ctx.defaultValue());
  return {
    kind: 'VariableDeclaration',
    span: cx.span(ctx),
    name,
    constant: hasToken(ctx, P.CONSTANT),
    type,
    notNull: hasToken(ctx, P.NOT),
    ...(initial && { initial }),
  };
}

/** (PL/SQL Language Reference, "User-Defined PL/SQL Subtypes") */
function buildSubtype(cx: BuildContext, ctx: SubtypeDeclarationContext): SubtypeDeclaration {
  const name = buildIdentifier(cx, ctx.identifier());
  const base = buildTypeRef(cx, ctx.dataType());
  const [low, high] = ctx.expression().map((bound) => buildExpr(cx, bound));
  return {
    kind: 'SubtypeDeclaration',
    span: cx.span(ctx),
    name,
    base,
    ...(low && high && { range: { low, high } }),
    notNull: hasToken(ctx, P.NOT),
  };
}

/** (PL/SQL Language Reference, "Explicit Cursor Declaration and Definition") */
function buildCursor(cx: BuildContext, ctx: CursorDeclarationContext): CursorDeclaration {
  const name = buildIdentifier(cx, ctx.identifier());
  const parameters = buildParameters(cx, ctx.parameterList());
  const returns = ctx.dataType();
  const query = ctx.query();
  return {
    kind: 'CursorDeclaration',
    span: cx.span(ctx),
    name,
    parameters,
    ...(returns && { returns: buildTypeRef(cx, returns) }),
    ...(query && { query: buildQuery(cx, query) }),
  };
}

function buildType(cx: BuildContext, ctx: TypeDeclarationContext): Declaration {
  const name = buildIdentifier(cx, ctx.identifier());
  const span = cx.span(ctx);
  const definition = ctx.typeDefinition()?.children[0];
  switch ((definition as ParserRuleContext | undefined)?.ruleIndex) {
    case P.RULE_recordType:
      return { kind: 'RecordTypeDeclaration', span, name, fields: buildFields(cx, definition as RecordTypeContext) };
    case P.RULE_collectionType:
      return {
        kind: 'CollectionTypeDeclaration',
        span,
        name,
        ...buildCollection(cx, definition as CollectionTypeContext),
      };
    case P.RULE_refCursorType: {
      const returns = (definition as RefCursorTypeContext).dataType();
      return {
        kind: 'RefCursorTypeDeclaration',
        span,
        name,
        ...(returns && { returns: buildTypeRef(cx, returns) }),
      };
    }
    default:
      return { kind: 'UnsupportedDeclaration', span, what: cx.wordsOf(ctx, 4) };
  }
}

function buildFields(cx: BuildContext, ctx: RecordTypeContext): RecordTypeDeclaration['fields'] {
  const fields = ctx.recordField().map((field) => lineNode(cx, field, buildField));
  closeList(cx, fields, lastTokenOf(ctx).start);
  return fields;
}

function buildField(cx: BuildContext, ctx: RecordFieldContext): RecordField {
  const name = buildIdentifier(cx, ctx.identifier());
  const type = buildTypeRef(cx, ctx.dataType());
  const initial = buildDefault(cx, ctx.defaultValue());
  return {
    kind: 'RecordField',
    span: cx.span(ctx),
    name,
    type,
    notNull: hasToken(ctx, P.NOT),
    ...(initial && { initial }),
  };
}

/** TABLE OF and VARRAY, in PL/SQL and CREATE TYPE. (PL/SQL Language Reference, "Collection Variable Declaration") */
export function buildCollection(
  cx: BuildContext,
  ctx: CollectionTypeContext,
): Omit<Extract<Declaration, { kind: 'CollectionTypeDeclaration' }>, 'kind' | 'span' | 'name'> {
  const limit = ctx.expression();
  const [element, indexBy] = ctx.dataType();
  const variant = limit ? 'VARRAY' : indexBy ? 'ASSOCIATIVE ARRAY' : 'NESTED TABLE';
  return {
    variant,
    ...(limit && { limit: buildExpr(cx, limit) }),
    element: buildTypeRef(cx, required(element)),
    elementNotNull: hasToken(ctx, P.NOT),
    ...(indexBy && { indexBy: buildTypeRef(cx, indexBy) }),
  };
}
