import type { ResolvedStep } from '../../../../analyze/analysis.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { notAssignable, unresolvedCall } from '../../../../diagnostics/op3-calls.js';
import { oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b } from '../../../builders.js';
import { assignElement } from '../../../collections/changes/assign-element.js';
import { assignSplit, splitOf } from '../../../collections/gaps/split.js';
import { type ExprContext, refuse } from '../../../context.js';
import { isSelf } from '../../../expressions/conversions/convert.js';
import { foldName } from '../../../naming/naming.js';
import { attributeName, isPacked } from '../../../objects/hierarchy.js';
import { pack, unpack } from '../../../objects/packed.js';
import { refuseMissingField } from '../../../queries/row-sources.js';
import { pgTypeOf } from '../../../types.js';
import { refuseMissingMember } from '../../../unresolved/members.js';
import { ofUnknown } from '../../../unresolved/missing.js';
import type { RoutineContext } from '../../body/routine-context.js';
import { raiseFailure } from '../../errors/capture.js';
import { fitNotNull } from './parameter-sizes.js';

/** A place below a variable, `root.field(…).field`, and the value of its type that it gets. */
interface PathAssignment {
  readonly root: PgExpr;
  /** What the program calls the root, where that is a variable as a whole. */
  readonly name?: string;
  readonly rootType: OracleType;
  readonly steps: readonly ResolvedStep[];
  readonly value: PgExpr;
  readonly span: Span;
}

/** `root.field(…).field := value`. */
export function assignPath(
  rc: RoutineContext,
  ex: ExprContext,
  { root, name: rootName, rootType, steps, value, span }: PathAssignment,
): PlStatement[] {
  let place = root;
  let type = rootType;
  const before: PlStatement[] = [];
  const split = splitOf(root);
  if (split && steps.length === 0) return assignSplit(rc, split, value, span);
  for (const [i, step] of steps.entries()) {
    switch (step.kind) {
      case 'field': {
        // Nothing is known of the variable's type, so nothing of its fields.
        if (type.kind === 'unknown' && place.kind === 'PgColumn' && place.parts.length === 1)
          return refuse(ofUnknown(type, unresolvedCall(span, rootName ? `${rootName}.${step.name}` : step.name)));
        refuseMissingMember(rc.unit, type, step.name, span);
        if (type.kind === 'record') refuseMissingField(rc.unit, type, step.name, span);
        // Inside a method SELF is there: it was looked at when the method began.
        if (type.kind === 'object' && !isSelf(place)) before.push(refuseNull(rc, place, span));
        const name = type.kind === 'object' ? attributeName(type.object, step.name) : foldName(step.name);
        place = b.part(span, place, name);
        if (type.kind === 'object' && isPacked(type.object, step.name)) {
          const rest = steps.slice(i + 1);
          const { naming } = rc.unit;
          if (rest.length === 0) return [...before, b.assign(span, place, pack(naming, value, step.type, span))];
          const copy = b.column(span, rc.temporary(name, pgTypeOf(naming, step.type, 'variable')));
          return [
            ...before,
            b.assign(span, copy, unpack(naming, place, step.type, span)),
            ...assignPath(rc, ex, { root: copy, rootType: step.type, steps: rest, value, span }),
            b.assign(span, place, pack(naming, copy, step.type, span)),
          ];
        }
        const field = type.kind === 'record' ? type.fields.find((f) => f.name === step.name) : undefined;
        type = step.type;
        if (field?.notNull && i === steps.length - 1)
          return [...before, b.assign(span, place, fitNotNull(rc.unit, value, step.type, span))];
        break;
      }
      case 'element': {
        if (type.kind !== 'collection')
          return refuse(ofUnknown(type, notAssignable(span, 'An element of what is not known as a collection')));
        const rest = steps.slice(i + 1);
        const change = (element: PgExpr): PlStatement[] =>
          assignPath(rc, ex, { root: element, rootType: step.type, steps: rest, value, span });
        const element = { place, collection: type.collection, index: step.index, type: step.type };
        return [...before, ...assignElement(rc, ex, { ...element, rest, value, change, span })];
      }
      default:
        return refuse(notAssignable(span, 'The result of a method'));
    }
  }
  return [...before, b.assign(span, place, value)];
}

/**
 * An attribute of an atomically null object cannot be assigned: ORA-06530. (PL/SQL Language Reference, "Predefined
 * Exceptions": ACCESS_INTO_NULL)
 */
function refuseNull(rc: RoutineContext, object: PgExpr, span: Span): PlStatement {
  return b.ifThen(span, b.same(span, object, b.null(span)), raiseFailure(rc, span, oracleFailure(6530)));
}
