import type { Analysis } from '../../../../analyze/analysis.js';
import { copyInto } from '../../../../ir/map-tree.js';
import type { BindVariable, Expr, ScriptUnit, UsingArgument } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { Span } from '../../../../ir/span.js';
import { contains, forEachChild } from '../../../../ir/walk.js';

/** What a statement gives the bind variables of its text, and the place of that. */
interface BoundValues {
  readonly using: readonly UsingArgument[];
  readonly outTargets: readonly Expr[];
  readonly span: Span;
}

/** The tree with bind variables replaced and all spans those of the text; undefined when USING does not fit. */
export function bindUnit(
  analysis: Analysis,
  unit: ScriptUnit,
  text: string,
  { using, outTargets, span }: BoundValues,
): ScriptUnit | undefined {
  const binds = bindsOf(unit);
  const values = new Map<BindVariable, Expr>();
  if (unit.kind === 'AnonymousBlock') {
    const names: string[] = [];
    for (const bind of binds) {
      if (!names.includes(bind.name)) names.push(bind.name);
      const actual = using[names.indexOf(bind.name)];
      if (!actual) return undefined;
      // The value is evaluated once.
      if (callsAnything(analysis, actual.value) && binds.filter((x) => x.name === bind.name).length > 1)
        return undefined;
      values.set(bind, actual.value);
    }
  } else {
    const all = [...using.map((u) => u.value), ...outTargets];
    for (const [i, bind] of binds.entries()) {
      const actual = all[i];
      if (!actual) return undefined;
      values.set(bind, actual);
    }
  }
  return copyInto(unit, text, span, values);
}

/** Are there more values than bind variables? (ORA-01006) */
export function hasSurplus(unit: ScriptUnit, using: readonly UsingArgument[], outTargets: readonly Expr[]): boolean {
  return using.length + outTargets.length > wantedBy(unit);
}

/** Is less given than there are bind variables? */
export function lacksBinds(unit: ScriptUnit, using: readonly UsingArgument[], outTargets: readonly Expr[]): boolean {
  return using.length + outTargets.length < wantedBy(unit);
}

function wantedBy(unit: ScriptUnit): number {
  const binds = bindsOf(unit);
  return unit.kind === 'AnonymousBlock' ? new Set(binds.map((x) => x.name)).size : binds.length;
}

/** The bind variables in the order of the text. */
export function bindsOf(unit: ScriptUnit): readonly BindVariable[] {
  const binds = new Set<BindVariable>();
  const collect = (node: OracleNode): void => {
    if (node.kind === 'BindVariable') binds.add(node);
    forEachChild(node, collect);
  };
  collect(unit);
  return [...binds].sort((x, y) => x.span.start - y.span.start);
}

/**
 * Does the value call anything? The element of a collection is written as a call is, and a call without arguments as a
 * name.
 */
export function callsAnything(analysis: Analysis, value: Expr): boolean {
  return contains(value, (node) => {
    if (node.kind === 'Name' || node.kind === 'Member') {
      const { base } = analysis.resolve(node);
      return base.kind === 'routine' || base.kind === 'sequence' || base.kind === 'supplied';
    }
    if (node.kind !== 'Call') return false;
    const { base, steps } = analysis.resolve(node);
    return base.kind !== 'variable' || steps.some((step) => step.kind !== 'field' && step.kind !== 'element');
  });
}
