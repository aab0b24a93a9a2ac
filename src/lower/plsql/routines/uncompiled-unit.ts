import { notCompiled } from '../../../diagnostics/op3.js';
import type { AnonymousBlock, Call, CreateTrigger, RoutineDefinition } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { type Uncompiled, uncompiled } from '../../../parse/build/plsql/uncompiled.js';
import { b } from '../../builders.js';
import { refuse, type UnitContext } from '../../context.js';
import { placed } from '../dynamic/failures/invalid-block.js';

/** A routine or trigger that Oracle does not compile is invalid there. */
export function refuseUncompiled(unit: UnitContext, node: RoutineDefinition | CreateTrigger): void {
  const wrong =
    node.kind === 'RoutineDefinition' || node.body.kind === 'Block'
      ? uncompiled(node.kind === 'RoutineDefinition' ? node : node.body, (call) => isBuiltin(unit, call))
      : undefined;
  if (wrong) refuse(report(wrong));
}

/** A block that Oracle does not compile raises ORA-06550, and nothing of it runs. */
export function uncompiledBlock(unit: UnitContext, { block, span }: AnonymousBlock): PlStatement | undefined {
  const wrong = uncompiled(block, (call) => isBuiltin(unit, call));
  if (!wrong) return undefined;
  unit.report(report(wrong));
  const text = unit.textOf?.(span) ?? '';
  const place = Math.max(0, wrong.span.start - span.start);
  return b.raise(span, sqlstateOf(6550), `${placed(text, place)}\n${wrong.error}`);
}

const report = ({ span, error }: Uncompiled) => notCompiled(span, error.replace(/\.$/, ''));

const isBuiltin = ({ analysis }: UnitContext, call: Call): boolean => analysis.resolve(call).base.kind === 'builtin';
