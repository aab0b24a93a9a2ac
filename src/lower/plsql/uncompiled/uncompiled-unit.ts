import { isHiddenFromSql, type RoutineSymbol } from '../../../analyze/model/symbols.js';
import { misplacedFunction, notCompiled } from '../../../diagnostics/op3.js';
import { isSql } from '../../../ir/kinds.js';
import type { AnonymousBlock, CreateTrigger, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { isWithin, type Span } from '../../../ir/span.js';
import { forEachChild, nodesOf } from '../../../ir/walk.js';
import { changedRows, rowWithoutRow } from '../../../parse/uncompiled/invalid-trigger.js';
import { type Uncompiled, uncompiled } from '../../../parse/uncompiled/uncompiled.js';
import { b } from '../../builders.js';
import { refuse, type UnitContext } from '../../context.js';
import { placed } from '../dynamic/failures/invalid-block.js';
import { uncompiledNames } from './uncompiled-names.js';
import { uncompiledTypes } from './uncompiled-types.js';

/** A routine or trigger that Oracle does not compile is invalid there. */
export function refuseUncompiled(unit: UnitContext, node: RoutineDefinition | CreateTrigger): void {
  const named =
    uncompiledParts(node) ?? changedRow(unit, node) ?? uncompiledNames(unit, node) ?? uncompiledTypes(unit, node);
  if (named) refuse(report(named));
  // WHEN of a trigger is a condition of SQL.
  reportMisplacedFunctions(unit, node.kind === 'CreateTrigger' ? node.body : node);
}

function uncompiledParts(node: RoutineDefinition | CreateTrigger): Uncompiled | undefined {
  if (node.kind === 'RoutineDefinition') return uncompiled(node);
  const { body } = node;
  if (body.kind === 'Block') return uncompiled(body);
  if (body.kind !== 'CompoundTriggerBody') return undefined;
  for (const part of [...body.declarations, ...body.sections.map(({ block }) => block)]) {
    const wrong = uncompiled(part);
    if (wrong) return wrong;
  }
  return rowWithoutRow(body);
}

/** A trigger that changes :NEW or :OLD where it may not, as only the resolved calls tell. */
function changedRow({ analysis }: UnitContext, node: RoutineDefinition | CreateTrigger): Uncompiled | undefined {
  if (node.kind !== 'CreateTrigger') return undefined;
  const changed = changedRows(node, (part) => {
    // Of what members of supplied packages take, not all modes are known: each value counts as one that may be changed.
    const given = new Set<object>();
    for (const call of nodesOf(part, 'Call'))
      if (analysis.resolve(call).base.kind === 'supplied') for (const { value } of call.args) given.add(value);
    return nodesOf(part, 'CorrelationName').filter((name) => analysis.isWritten(name) && !given.has(name));
  });
  return changed && { span: changed.target.span, error: oracleFailure(changed.code).text };
}

/** A block that Oracle does not compile raises ORA-06550, and nothing of it runs. */
export function uncompiledBlock(unit: UnitContext, { block, span }: AnonymousBlock): PlStatement | undefined {
  const wrong = uncompiled(block) ?? uncompiledNames(unit, block) ?? uncompiledTypes(unit, block);
  if (!wrong) {
    reportMisplacedFunctions(unit, block);
    return undefined;
  }
  unit.report(report(wrong));
  const text = unit.textOf?.(span) ?? '';
  const place = Math.max(0, wrong.span.start - span.start);
  return b.raise(span, sqlstateOf(6550), `${placed(text, place)}\n${wrong.error}`);
}

const report = ({ span, error }: Uncompiled) => notCompiled(span, error.replace(/\.$/, ''));

/**
 * Functions of SQL alone in PL/SQL, and functions in SQL that SQL does not see: Oracle compiles neither, here they do
 * what they say.
 */
function reportMisplacedFunctions({ analysis, report }: UnitContext, root: OracleNode): void {
  const visit = (node: OracleNode, sql: (OracleNode & { readonly span: Span }) | undefined): void => {
    if (node.kind === 'ExecuteImmediate') return;
    if (node.kind === 'Call' || (sql && node.kind === 'Name')) {
      const { base } = analysis.resolve(node);
      if (base.kind === 'builtin' && !sql && ofSqlAlone.has(base.name))
        report(misplacedFunction(node.span, base.name, 'PLS-00204'));
      if (
        sql &&
        base.kind === 'routine' &&
        isHiddenFromSql(base.routine) &&
        !mayBePublic(base.routine) &&
        !isWithin(base.routine.declaration.span, sql.span)
      )
        report(misplacedFunction(node.span, base.routine.name, 'PLS-00231'));
    }
    const inner = isSql(node) ? (sql ?? node) : node.kind === 'IntoClause' ? undefined : sql;
    forEachChild(node, (child) => visit(child, inner));
  };
  visit(root, undefined);
}

/** (PL/SQL Language Reference, "SQL Functions in PL/SQL Expressions") */
const ofSqlAlone: ReadonlySet<string> = new Set(
  (
    'AVG BIN_TO_NUM COUNT DECODE DUMP LISTAGG LNNVL MAX MEDIAN MIN NVL2 ORA_HASH STANDARD_HASH STDDEV SUM VARIANCE VSIZE ' +
    'WIDTH_BUCKET'
  ).split(' '),
);

/** A routine of a body whose specification is not among the inputs. */
const mayBePublic = ({ nested, container }: RoutineSymbol): boolean =>
  !nested && container?.kind === 'package' && container.specification === undefined;
