import { isOneBuiltinKind } from '../../../analyze/declare/type-refs.js';
import type { PackageSymbol, Symbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import { differentResult } from '../../../diagnostics/op2-expressions.js';
import { initialisationEnds, unsupportedStatement } from '../../../diagnostics/op3.js';
import { headingWithoutBody } from '../../../diagnostics/op3-calls.js';
import { dotted } from '../../../ir/dotted.js';
import { catchesAll } from '../../../ir/exception-handlers.js';
import type {
  Block,
  CreatePackage,
  CreatePackageBody,
  Declaration,
  RoutineDeclaration,
  RoutineDefinition,
  Statement,
  TypeRef,
} from '../../../ir/oracle/index.js';
import type { PgCreateRoutine, PgExpr, PgStatement, PlDeclaration, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { defaultOf } from '../../calls/defaults.js';
import { initialisersRights } from '../../calls/owners-rights.js';
import { type ExprContext, Refusal, type UnitContext } from '../../context.js';
import { convert } from '../../expressions/conversions/convert.js';
import { fitTo } from '../../expressions/conversions/fit.js';
import { compileTimeConstant } from '../../expressions/names/constants.js';
import { refuseState, writeState } from '../../package-state.js';
import { pgTypeOf } from '../../types.js';
import { reportUnnumberedExceptions } from '../../unresolved/unnumbered-exceptions.js';
import { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { commentsLeftOver } from '../declarations/declarations-left-out.js';
import { localTypes } from '../declarations/types-of-declarations.js';
import { reportBytes } from '../declarations/variable.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { stubOf } from '../routines/without-body.js';
import { lowerToVariable } from '../statements/assignments/empty-char.js';
import { fitStored } from '../statements/assignments/fit-target.js';
import { lowerBlockBody } from '../statements/block.js';
import { withComments } from '../statements/comments.js';
import { hasInitialisation, initialisationChecks } from './package-init.js';
import { closeCursors, initialisedMark, isSeriallyReusable } from './serially-reusable.js';

/** Types of a package: composites of records and maps, domains of collections. Specification and body alike. */
export function lowerPackageTypes(unit: UnitContext, node: CreatePackage | CreatePackageBody): PgStatement[] {
  reportUnnumberedExceptions(unit, node.declarations);
  return localTypes(unit, node.declarations, node.declarations[0]);
}

/**
 * What is said of declarations of the package that come to nothing; what stands before the first one is about the
 * package.
 */
export function packageCommentsLeftOver(unit: UnitContext, { declarations }: CreatePackage | CreatePackageBody) {
  const [first] = declarations;
  const leftOut = declarations.filter((d) => comesToNothing(unit, d));
  return commentsLeftOver(
    unit,
    leftOut.map((d) => (d === first ? { ...d, comments: undefined } : d)),
  );
}

function comesToNothing(unit: UnitContext, d: Declaration): boolean {
  const symbol = unit.analysis.declaredBy(d);
  switch (d.kind) {
    case 'VariableDeclaration':
      return symbol?.kind === 'variable' && symbol.constant === true && compileTimeConstant(unit, symbol) !== undefined;
    case 'CursorDeclaration':
      return localTypes(unit, [d]).length === 0;
    case 'ExceptionDeclaration':
    case 'SubtypeDeclaration':
    case 'RefCursorTypeDeclaration':
    case 'Pragma':
    case 'UnsupportedDeclaration':
      return true;
    case 'RoutineDefinition':
    case 'RoutineDeclaration':
    case 'RecordTypeDeclaration':
    case 'CollectionTypeDeclaration':
      return false;
  }
}

/**
 * The routines that a package body defines, or a specification (`AGGREGATE USING`), one by one; a failure costs that
 * routine.
 */
export function packageRoutines(node: CreatePackage | CreatePackageBody): readonly RoutineDefinition[] {
  return node.declarations.filter((d): d is RoutineDefinition => d.kind === 'RoutineDefinition');
}

/**
 * Stubs of the routines that the specification declares and the body does not define, of the package that is left in
 * the end: the two are of different versions. (PL/SQL Language Reference, "CREATE PACKAGE BODY Statement")
 */
export function reportUndefined(unit: UnitContext, pkg: PackageSymbol, body: CreatePackageBody): PgStatement[] {
  const { specification } = pkg;
  const isLeft = unit.analysis.catalog.packages.includes(pkg);
  if (!isLeft || !specification || body.declarations.some((d) => d.kind === 'UnsupportedDeclaration')) return [];
  const made: PgStatement[] = [];
  for (const heading of specification.declarations) {
    if (heading.kind !== 'RoutineDeclaration') continue;
    const symbol = unit.analysis.declaredBy(heading);
    if (symbol?.kind !== 'routine') continue;
    const name = `${heading.routine.toLowerCase()} ${pkg.name}.${symbol.name}`;
    const { definition } = symbol;
    if (!definition) {
      // With PIPELINED USING, methods of the type do what a body would.
      const { using } = heading.options;
      const diagnostic = using
        ? unsupportedStatement(heading.span, `A function whose rows the type ${dotted(using)} makes`)
        : headingWithoutBody(body.name.span, name, 'has none');
      unit.report(diagnostic);
      made.push(...stubOf(unit, heading, diagnostic));
    } else if (body.declarations.includes(definition) && !isSameHeading(heading, definition))
      unit.report(headingWithoutBody(definition.name.span, name, 'has another'));
  }
  return made;
}

/**
 * Parameters have the same names, modes and types in both; types that are only spelled in another way are left alone.
 */
function isSameHeading(heading: RoutineDeclaration, definition: RoutineDefinition): boolean {
  const sameType = (a: TypeRef | undefined, b: TypeRef | undefined): boolean =>
    a?.kind !== 'BuiltinTypeRef' || b?.kind !== 'BuiltinTypeRef' || isOneBuiltinKind(a, b);
  return (
    sameType(heading.returns, definition.returns) &&
    heading.parameters.every((p, i) => {
      const other = definition.parameters[i];
      return !other || (p.name.name === other.name.name && p.mode === other.mode && sameType(p.type, other.type));
    })
  );
}

const emptyBlock = (span: Span): Block => ({
  kind: 'Block',
  span,
  labels: [],
  declarations: [],
  body: [],
  handlers: [],
});

const partlyUndone = 'if it fails here and a handler goes on, what it wrote to tables before is undone';

/** `pkg.__init()`: initial values of the variables, then the initialisation part. */
export function lowerPackageInit(unit: UnitContext, pkg: PackageSymbol): PgCreateRoutine | undefined {
  if (!hasInitialisation(unit, pkg)) return undefined;
  const schema = unit.naming.packageSchema(pkg);
  const span = pkg.span;
  const initialization = pkg.body?.initialization;
  const rc = BodyBuilder.start(unit, pkg, initialization ?? emptyBlock(span), undefined);
  const declarations: readonly Declaration[] = [
    ...(pkg.specification?.declarations ?? []),
    ...(pkg.body?.declarations ?? []),
  ];
  // What stands before them is about the package.
  const firsts = [pkg.specification?.declarations[0], pkg.body?.declarations[0]];
  const enter = b.ora(
    span,
    'package_enter',
    b.text(span, schema),
    ...(isSeriallyReusable(pkg) ? [initialisedMark(pkg, span)] : []),
  );
  const statements: PlStatement[] = [
    b.ifThen(span, b.not(span, enter), [b.returns(span)]),
    ...initialisationChecks(
      unit,
      undefined,
      [...declarations.filter((d) => d.kind === 'VariableDeclaration'), ...(initialization ? [initialization] : [])],
      pkg,
    ),
    ...closeCursors(unit, pkg, span),
    ...declarations.flatMap((d) => commented(d, initialValue(unit, rc, d), firsts.includes(d))),
  ];
  if (initialization) {
    const ended = endsTransaction(unit, initialization);
    if (ended) unit.report(initialisationEnds(ended.span, pkg.name));
    const failing = failsAfterChange(unit, initialization);
    if (failing && failing !== ended)
      unit.report(differentResult(failing.span, `Initialisation of ${pkg.name}`, partlyUndone));
    statements.push(...initialisationPart(rc, initialization));
  }
  const body = rc.finished(b.block(span, { declarations: rc.outermostDeclarations, body: statements }));
  return {
    kind: 'PgCreateRoutine',
    span,
    routine: 'procedure',
    name: [schema, '__init'],
    parameters: [],
    language: 'plpgsql',
    ...initialisersRights(unit, pkg, [
      ...declarations.filter((d) => d.kind === 'VariableDeclaration'),
      ...(initialization ? [initialization] : []),
    ]),
    body,
    variableConflict: rc.variables.usesColumnConflict ? 'use_column' : undefined,
  };
}

/**
 * The first statement of an initialisation part that can fail after another changed tables: PL/SQL would keep that
 * change, the procedure's failure undoes it. Handlers of the part itself are left out: they see what PL/SQL shows them.
 */
function failsAfterChange(unit: UnitContext, block: Block): Statement | undefined {
  if (catchesAll(block)) return undefined;
  const effects = block.body.map((s) => statementEffects(unit.analysis, s));
  const changing = effects.findIndex((e) => e.effect && !e.transactionControl);
  return changing < 0 ? undefined : block.body.find((_, i) => i > changing && effects[i]?.raises);
}

/**
 * The first statement of an initialisation part that commits or rolls back: it runs wherever the package is first used.
 */
const endsTransaction = (unit: UnitContext, { body, handlers }: Block): Statement | undefined =>
  [...body, ...handlers.flatMap((h) => h.body)].find((s) => statementEffects(unit.analysis, s).transactionControl);

function initialisationPart(rc: BodyBuilder, block: Block): PlStatement[] {
  const inner: PlStatement[] = [];
  const declarations: PlDeclaration[] = [];
  const own = rc.innerBlock(declarations);
  const { statements, handlers } = lowerBlockBody(own, block);
  if (declarations.length === 0 && handlers.length === 0) inner.push(...statements);
  else inner.push(b.block(block.span, { declarations, body: statements, handlers }));
  return inner;
}

function commented(d: Declaration, statements: PlStatement[], isFirst: boolean): PlStatement[] {
  if (statements.length === 0) return statements;
  return withComments(isFirst ? { ...d, comments: undefined } : d, statements);
}

function initialValue(unit: UnitContext, rc: BodyBuilder, d: Declaration): PlStatement[] {
  if (d.kind !== 'VariableDeclaration') return [];
  const symbol: Symbol | undefined = unit.analysis.declaredBy(d);
  if (symbol?.kind !== 'variable' || (symbol.constant && compileTimeConstant(unit, symbol))) return [];
  reportBytes(unit, d);
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  try {
    const value = valueOf(ex, symbol, d);
    return [...before, ...writeState(ex, symbol, value, d.span)];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    unit.report(error.diagnostic);
    return [refuseState(unit, symbol, error.diagnostic, d.span)];
  }
}

function valueOf(
  ex: ExprContext,
  symbol: VariableSymbol,
  d: Extract<Declaration, { kind: 'VariableDeclaration' }>,
): PgExpr {
  if (!d.initial)
    return (
      defaultOf(ex, symbol.type, d.span) ??
      b.cast(d.span, b.null(d.span), pgTypeOf(ex.unit.naming, symbol.type, 'variable'))
    );
  const from = ex.unit.analysis.typeOf(d.initial);
  const value = convert(ex, lowerToVariable(ex, d.initial, symbol.type), {
    from: symbol.type,
    to: symbol.type,
    span: d.span,
  });
  return fitStored(fitTo(ex, value, { from, to: symbol.type, span: d.span }), from, symbol.type, d.span);
}
