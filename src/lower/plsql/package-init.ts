import type { PackageSymbol, RoutineSymbol, TriggerSymbol } from '../../analyze/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import { compileTimeConstant } from '../constants.js';
import type { UnitContext } from '../context.js';
import { prepareTemporaryTables } from '../ddl/gtt.js';

/** Has the package anything to initialise in a session? A constant has, where its value cannot stand in its place everywhere. */
export function hasInitialisation(unit: UnitContext, pkg: PackageSymbol): boolean {
  if (pkg.stateful) return true;
  for (const members of pkg.members.values()) {
    for (const m of members)
      if (m.kind === 'variable' && m.constant && compileTimeConstant(unit, m) === undefined) return true;
  }
  return false;
}

/** `if current_setting('ora.init_pkg', true) is distinct from '1' then call pkg.__init(); end if;` for every package whose state the body touches; and the session's copies of the global temporary tables that its SQL names. `self`: the package whose own initialisation the body is. */
export function initialisationChecks(
  unit: UnitContext,
  symbol: RoutineSymbol | TriggerSymbol | undefined,
  body: AnyNode,
  self?: PackageSymbol,
): PlStatement[] {
  const packages = new Set<PackageSymbol>();
  for (
    let c: RoutineSymbol['container'] = symbol?.kind === 'routine' ? symbol.container : undefined;
    c;
    c = c.kind === 'routine' ? c.container : undefined
  ) {
    if (c.kind === 'package' && hasInitialisation(unit, c)) packages.add(c);
  }
  walk(body, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return true;
    const { base } = unit.analysis.resolve(node as Extract<Expr, { kind: 'Name' }>);
    if (
      base.kind === 'variable' &&
      base.variable.storage === 'package' &&
      base.variable.container?.kind === 'package' &&
      hasInitialisation(unit, base.variable.container)
    ) {
      packages.add(base.variable.container);
    }
    return true;
  });
  if (self) packages.delete(self);
  return [
    ...[...packages].map((p) => initialisationCheck(unit, p, { file: -1, start: 0, end: 0 })),
    ...prepareTemporaryTables(unit, body),
  ];
}

export function initialisationCheck(unit: UnitContext, pkg: PackageSymbol, span: Span): PlStatement {
  const schema = unit.naming.packageSchema(pkg);
  const setting = b.call(
    span,
    'current_setting',
    b.text(span, `ora.init_${settingName(schema)}`),
    b.boolean(span, true),
  );
  return b.ifThen(span, b.distinct(span, setting, b.text(span, '1')), [
    { kind: 'PlCall', span, name: [schema, '__init'], args: [] },
  ]);
}

/** What `ora.setting_key` makes of a name that is a plain identifier already. */
function settingName(schema: string): string {
  return schema;
}
