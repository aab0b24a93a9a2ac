import type { ResolvedBase, ResolvedStep } from '../../../analyze/analysis.js';
import { isText } from '../../../analyze/model/operators.js';
import type { RelationSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { builtinFunction } from '../../../analyze/oracle/builtin-functions.js';
import { suppliedMemberType } from '../../../analyze/oracle/supplied-packages.js';
import { unreachable } from '../../../diagnostics/diagnostic.js';
import { unresolvedName, unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import type { Call, CorrelationName, Expr, Identifier, Member, Name, New } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { isForAllIndex, lowerCollectionMethod, lowerElement } from '../../collections/expressions.js';
import { readInner, readInRecord, type StepsRead } from '../../collections/inner-maps.js';
import { holdsMaps, recordShape } from '../../collections/inner-shape.js';
import { listElement, listMethod, type PackageList, packageList } from '../../collections/package-lists.js';
import { isReachedByElement, packageElement, packageMap, packageMapMethod } from '../../collections/package-maps.js';
import { type ExprContext, refuse } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { lowerAnydataMethod } from '../../objects/anydata.js';
import { lowerFieldOfObject, lowerMethodCall } from '../../objects/expressions.js';
import { lowerJsonMethod } from '../../objects/json-elements.js';
import { attributeOfReferred, dereferenced } from '../../objects/references.js';
import { readCharOf, refuseMissingField } from '../../queries/row-sources.js';
import { refuseMissingMember } from '../../unresolved/members.js';
import { ofUnknown } from '../../unresolved/missing.js';
import { documentText, jsonDot, jsonDotMethod } from '../json/reading.js';
import { lowerXmlMethod } from '../xml/methods.js';
import { lowerBase } from './chain-base.js';

/** What is resolved as a whole: a base and the steps from it. */
export type Chain = Name | Call | Member | New | CorrelationName;

/** A name, call or chain of them: what its base stands for, then step by step fields, elements and methods. */
export function lowerChain(ex: ExprContext, expr: Chain): PgExpr {
  return lowerSteps(ex, expr, ex.unit.analysis.resolve(expr).steps);
}

/** The chain without its last step: what a method is called on. */
export function lowerReceiver(ex: ExprContext, expr: Chain): PgExpr {
  return lowerSteps(ex, expr, ex.unit.analysis.resolve(expr).steps.slice(0, -1));
}

function lowerSteps(ex: ExprContext, expr: Chain, steps: readonly ResolvedStep[]): PgExpr {
  const { base } = ex.unit.analysis.resolve(expr);
  const ofMap = base.kind === 'variable' ? ofPackageCollection(ex, base.variable, steps, expr.span) : undefined;
  let value = ofMap?.value ?? lowerBase(ex, expr, base);
  let type = ofMap?.type ?? typeOfBase(ex, base);
  if (
    base.kind === 'column' &&
    steps[0]?.kind === 'field' &&
    (isText(type) || type.kind === 'blob' || type.kind === 'json')
  )
    return jsonAtDots(ex, value, type, expr, steps);
  let rowOf = tableOfRow(type);
  for (const [i, step] of steps.entries()) {
    if (ofMap && i < ofMap.used) continue;
    value =
      step.kind === 'objectMethod'
        ? lowerMethodCall(ex, type.kind === 'ref' ? dereferenced(ex, value, type, expr.span) : value, step, expr.span, {
            base,
            steps: steps.slice(0, i),
          })
        : lowerStep(
            ex,
            { value, type, variable: base.kind === 'variable' && i === 0 ? base.variable : undefined },
            step,
            expr.span,
          );
    type = step.type;
    // A row of a table keeps char(n), whose blanks PostgreSQL drops.
    if (rowOf && step.kind === 'field' && type.kind === 'char') value = readCharOf(rowOf, value, type, expr.span);
    rowOf = tableOfRow(type);
  }
  return value;
}

const tableOfRow = (type: OracleType): RelationSymbol | undefined =>
  type.kind === 'record' && type.identity.kind === 'table' ? type.identity.table : undefined;

/**
 * An element of a collection that a package keeps, or what a method says of it; undefined where the whole is needed.
 */
function ofPackageCollection(
  ex: ExprContext,
  variable: VariableSymbol,
  [step, ...more]: readonly ResolvedStep[],
  span: Span,
): StepsRead | undefined {
  if (step?.kind === 'field' && recordShape(ex.unit, variable.type) !== null && isReachedByElement(ex, variable))
    return readInRecord(ex, variable, [step, ...more], span);
  const map = step && packageMap(ex, variable);
  const list = step && packageList(ex, variable);
  if (list) return ofPackageList(ex, list, step, span);
  if (!map) return undefined;
  if (step.kind === 'element' && isForAllIndex(ex, step.index)) return undefined;
  if (step.kind === 'element' && holdsMaps(variable.type)) return readInner(ex, map, [step, ...more], span);
  const value =
    step.kind === 'element'
      ? packageElement(ex, map, step.index, span)
      : step.kind === 'collectionMethod'
        ? packageMapMethod(ex, map, { ...step, span })
        : undefined;
  return value && { value, type: step.type, used: 1 };
}

function ofPackageList(ex: ExprContext, list: PackageList, step: ResolvedStep, span: Span): StepsRead | undefined {
  const { type } = step;
  if (step.kind === 'collectionMethod') return { value: listMethod(ex, list, step, span), type, used: 1 };
  if (step.kind !== 'element' || isForAllIndex(ex, step.index)) return undefined;
  return { value: listElement(ex, list, step.index, span), type, used: 1 };
}

/**
 * `t.doc.a.b`, and `t.doc.a.b.number()`, which is JSON_VALUE of the path with the method. (JSON Developer's Guide,
 * "Simple Dot-Notation Access to JSON Data")
 */
function jsonAtDots(
  ex: ExprContext,
  document: PgExpr,
  type: OracleType,
  expr: Chain,
  steps: readonly ResolvedStep[],
): PgExpr {
  const { span } = expr;
  const method = steps.at(-1);
  if (expr.kind !== 'Call' || expr.args.length > 0 || method?.kind !== 'field')
    return jsonDot(document, type, b.text(span, dotPath(expr, steps)), span);
  const path = `${dotPath(expr.callee, steps.slice(0, -1), 1)}.${method.name.toLowerCase()}()`;
  return (
    jsonDotMethod(ex, documentText(document, type), b.text(span, path), method.type) ??
    refuse(unsupportedExpression(span, 'A method in the dot notation of JSON'))
  );
}

/**
 * The steps of JSON's dot notation as a path: names as they are written; `behind`: how many follow that are none of the
 * path.
 */
function dotPath(expr: Chain, steps: readonly ResolvedStep[], behind = 0): string {
  const names: Identifier[] = [];
  let at: Expr = expr;
  for (; at.kind === 'Member'; at = at.target) names.unshift(at.name);
  if (at.kind === 'Name') names.unshift(...at.parts);
  if (!steps.every((s) => s.kind === 'field') || names.length < steps.length)
    return refuse(unsupportedExpression(expr.span, 'A method in the dot notation of JSON'));
  return `$${names
    .slice(-steps.length - behind, names.length - behind)
    .map((n) => `.${JSON.stringify(n.written ?? n.name)}`)
    .join('')}`;
}

/** What a step begins at: a value, and the variable that it is as a whole. */
interface StepBase {
  readonly value: PgExpr;
  readonly type: OracleType;
  readonly variable: VariableSymbol | undefined;
}

function lowerStep(
  ex: ExprContext,
  { value, type, variable }: StepBase,
  step: Exclude<ResolvedStep, { kind: 'objectMethod' }>,
  span: Span,
): PgExpr {
  switch (step.kind) {
    case 'field':
      refuseMissingMember(ex.unit, type, step.name, span);
      if (type.kind === 'object') return lowerFieldOfObject(ex, value, type.object, step.name, span);
      if (type.kind === 'ref') return attributeOfReferred(ex, value, type, step.name, span);
      if (type.kind === 'anydata')
        return refuse(ofUnknown(step.type, unsupportedExpression(span, `${type.other ?? 'ANYDATA'}.${step.name}`)));
      if (type.kind === 'record') refuseMissingField(ex.unit, type, step.name, span);
      // Nothing is known of the variable's type, so nothing of the field: PostgreSQL would take the point for that of a
      // table.
      if (variable && value.kind === 'PgColumn' && type.kind === 'unknown')
        return refuse(ofUnknown(type, unresolvedName(span, `${variable.name}.${step.name}`)));
      // What stands for a type that is not there has no fields.
      if (type.kind === 'unknown' && type.missing !== undefined)
        return refuse(ofUnknown(type, unresolvedName(span, step.name)));
      // A variable's field is a name with a point; any other composite value stands in parentheses.
      if (value.kind === 'PgColumn' && variable) return { ...value, parts: [...value.parts, foldName(step.name)] };
      return b.field(span, value, foldName(step.name));
    case 'element':
      if (type.kind !== 'collection')
        return refuse(ofUnknown(type, unsupportedExpression(span, 'An element of what is not known as a collection')));
      return lowerElement(ex, value, type.collection, step.index, span);
    case 'collectionMethod':
      if (type.kind !== 'collection')
        return refuse(
          ofUnknown(type, unsupportedExpression(span, `${step.method} of what is not known as a collection`)),
        );
      return lowerCollectionMethod(ex, value, type.collection, { ...step, span });
    case 'xmlMethod':
      return lowerXmlMethod(ex, value, { ...step, span });
    case 'anydataMethod':
      return lowerAnydataMethod(ex, value, { ...step, span });
    case 'jsonMethod':
      return lowerJsonMethod(ex, value, { ...step, span });
    default:
      return unreachable(step);
  }
}

/** The type of what a chain begins with. */
export function typeOfBase(ex: ExprContext, base: ResolvedBase): OracleType {
  switch (base.kind) {
    case 'column':
      return base.column.type;
    case 'variable':
      return base.variable.type;
    case 'correlation':
      return base.object ? { kind: 'object', object: base.object } : (base.column?.type ?? { kind: 'unknown' });
    case 'routine':
      return base.routine.returns ?? { kind: 'unknown' };
    case 'row':
      if (base.source.object) return { kind: 'object', object: base.source.object };
      return base.source.relation?.ofType
        ? { kind: 'object', object: base.source.relation.ofType }
        : { kind: 'unknown' };
    case 'constructor':
      switch (base.type.kind) {
        case 'objectType':
          return { kind: 'object', object: base.type };
        case 'collectionType':
          return { kind: 'collection', collection: base.type };
        case 'recordType':
          return { kind: 'record', identity: { kind: 'declared', symbol: base.type }, fields: base.type.fields };
        default:
          return { kind: 'unknown' };
      }
    case 'supplied':
      return suppliedMemberType(
        base.package,
        base.member,
        base.args.map((a) => ex.unit.analysis.typeOf(a.value)),
      );
    case 'builtin': {
      const types = base.args.map((a) => ex.unit.analysis.typeOf(a.value));
      return builtinFunction(base.name)?.returns(types) ?? { kind: 'unknown' };
    }
    case 'expression':
      return ex.unit.analysis.typeOf(base.expr);
    default:
      return { kind: 'unknown' };
  }
}
