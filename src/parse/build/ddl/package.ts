import type { CreatePackage, CreatePackageBody, CreateRoutine } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import type {
  CreatePackageBodyContext,
  CreatePackageContext,
  FunctionContext,
  ProcedureContext,
} from '../../generated/OracleParser.js';
import { closeList } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildQualifiedName } from '../names.js';
import { buildBody, buildDeclarations, endOffset } from '../plsql/blocks.js';
import { buildOptions, buildStoredRoutine, ownerOf } from '../plsql/routines.js';

/** (PL/SQL Language Reference, "CREATE PROCEDURE Statement", "CREATE FUNCTION Statement") */
export function buildCreateRoutine(
  cx: BuildContext,
  ctx: ProcedureContext | FunctionContext,
  span: Span,
): CreateRoutine {
  const owner = ownerOf(cx, ctx.name());
  return { kind: 'CreateRoutine', span, ...(owner && { owner }), routine: buildStoredRoutine(cx, ctx) };
}

/** (PL/SQL Language Reference, "CREATE PACKAGE Statement") */
export function buildPackage(cx: BuildContext, ctx: CreatePackageContext, span: Span): CreatePackage {
  const name = buildQualifiedName(cx, ctx.name());
  const options = buildOptions(cx, ctx.subprogramOption());
  const declarations = buildDeclarations(cx, ctx.declaration());
  closeList(cx, declarations, endOffset(ctx));
  return { kind: 'CreatePackage', span, name, options, declarations };
}

/** (PL/SQL Language Reference, "CREATE PACKAGE BODY Statement") */
export function buildPackageBody(cx: BuildContext, ctx: CreatePackageBodyContext, span: Span): CreatePackageBody {
  const name = buildQualifiedName(cx, ctx.name());
  const declarations = buildDeclarations(cx, ctx.declaration(), ctx.body());
  const body = ctx.body();
  if (body === null) {
    closeList(cx, declarations, endOffset(ctx));
    return { kind: 'CreatePackageBody', span, name, declarations };
  }
  const initialization = buildBody(cx, body, cx.span(body), { labels: [], declarations: [] });
  return { kind: 'CreatePackageBody', span, name, declarations, initialization };
}
