import type { PackageSymbol, RoutineSymbol, TriggerSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr, Statement } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import { scriptVariablesPackage } from '../../../rewrite/script-variables.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { prepareTemporaryTables } from '../../ddl/tables/temporary/gtt.js';
import { compileTimeConstant, isConstant, isTooLarge } from '../../expressions/names/constants.js';
import { remembered } from '../../remembered.js';
import { startsPlainly } from '../declarations/plain-initial.js';
import { initialisedMark, isSeriallyReusable } from './serially-reusable.js';

/**
 * Has the package anything to initialise in a session? A constant has, where its value cannot stand in its place
 * everywhere.
 */
export function hasInitialisation(unit: UnitContext, pkg: PackageSymbol): boolean {
  // Variables of SQL*Plus are NULL at first.
  if (pkg.name === scriptVariablesPackage) return false;
  if (pkg.stateful) return true;
  for (const members of pkg.members.values()) {
    for (const m of members)
      if (m.kind === 'variable' && m.constant && compileTimeConstant(unit, m) === undefined) return true;
  }
  return false;
}

/**
 * Can it be seen when the package is initialised? Not where it only sets its variables to constants that they hold;
 * else that happens just before the first reference, as in Oracle. (PL/SQL Language Reference, "Package Instantiation
 * and Initialization")
 */
function isObservable(unit: UnitContext, pkg: PackageSymbol): boolean {
  // It is looked at where a routine begins.
  if (isSeriallyReusable(pkg)) return false;
  if (startsPlainly(unit, pkg)) return false;
  if (pkg.body?.initialization?.body.some((s) => !setsConstant(unit, pkg, s)) ?? false) return true;
  if (pkg.body?.initialization && pkg.body.initialization.declarations.length > 0) return true;
  for (const members of pkg.members.values()) {
    for (const m of members) {
      if (m.kind !== 'variable') continue;
      if (!initialValues(m).every((e) => isConstant(unit, e))) return true;
      if (m.initial && isTooLarge(unit, m.initial, m.type)) return true;
    }
  }
  return false;
}

/** What a variable is given at first: its own initial value, or those of the fields of its record. */
const initialValues = ({ initial, type }: VariableSymbol): readonly Expr[] =>
  initial ? [initial] : valuesOfFields(type);

const valuesOfFields = (type: OracleType): readonly Expr[] =>
  type.kind === 'record' ? type.fields.flatMap((f) => (f.initial ? [f.initial] : valuesOfFields(f.type))) : [];

function setsConstant(unit: UnitContext, pkg: PackageSymbol, s: Statement): boolean {
  if (s.kind === 'NullStatement') return true;
  if (s.kind !== 'Assignment' || s.target.kind !== 'Name' || !isConstant(unit, s.value)) return false;
  const { base, steps } = unit.analysis.resolve(s.target);
  return (
    base.kind === 'variable' &&
    base.variable.container === pkg &&
    steps.length === 0 &&
    !isTooLarge(unit, s.value, base.variable.type)
  );
}

/**
 * Must a reference to a variable of the package see to its initialisation? `early`: it stands before the first
 * statement of `reader`.
 */
export function needsInitialisation(
  unit: UnitContext,
  pkg: PackageSymbol,
  {
    reader,
    early,
  }: {
    readonly reader: RoutineSymbol | TriggerSymbol | PackageSymbol | undefined;
    readonly early: boolean;
  },
): boolean {
  if (reader === pkg || !hasInitialisation(unit, pkg)) return false;
  const inside = isInside(reader, pkg);
  // A nested routine runs after its outermost one has begun.
  if (inside) return early && !(reader?.kind === 'routine' && reader.nested);
  return early || isObservable(unit, pkg);
}

/** May the start of the package that the routine is of fail? The routine's own handlers do not see that. */
export const mayFailToStart = (unit: UnitContext, { container }: RoutineSymbol): boolean =>
  container?.kind === 'package' && hasInitialisation(unit, container) && isObservable(unit, container);

function isInside(reader: RoutineSymbol | TriggerSymbol | PackageSymbol | undefined, pkg: PackageSymbol): boolean {
  for (
    let c: RoutineSymbol['container'] = reader?.kind === 'routine' ? reader.container : undefined;
    c;
    c = c.kind === 'routine' ? c.container : undefined
  )
    if (c === pkg) return true;
  return false;
}

/**
 * `if current_setting('ora.init_pkg', true) is distinct from '1' then call pkg.__init(); end if;` for the package of
 * the routine where that may be seen or fail, and for every package whose state the body touches; and the session's
 * copies of the global temporary tables that its SQL names.
 * @param parts what the body is made of
 * @param self the package whose own initialisation the body is
 */
export function initialisationChecks(
  unit: UnitContext,
  symbol: RoutineSymbol | TriggerSymbol | undefined,
  parts: readonly OracleNode[],
  self?: PackageSymbol,
): PlStatement[] {
  const packages = new Set<PackageSymbol>();
  for (
    let c: RoutineSymbol['container'] = symbol?.kind === 'routine' ? symbol.container : undefined;
    c;
    c = c.kind === 'routine' ? c.container : undefined
  ) {
    if (c.kind === 'package' && hasInitialisation(unit, c) && !startsPlainly(unit, c)) packages.add(c);
  }
  const startsUnseen = remembered((p: PackageSymbol) => hasInitialisation(unit, p) && !isObservable(unit, p));
  for (const node of parts.flatMap((part) => nodesOf(part, 'Name', 'Call', 'Member'))) {
    const { base } = unit.analysis.resolve(node);
    if (
      base.kind === 'variable' &&
      base.variable.storage === 'package' &&
      base.variable.container?.kind === 'package' &&
      startsUnseen(base.variable.container)
    ) {
      packages.add(base.variable.container);
    }
    if (
      base.kind === 'cursor' &&
      base.cursor.container?.kind === 'package' &&
      isSeriallyReusable(base.cursor.container)
    )
      packages.add(base.cursor.container);
  }
  if (self) packages.delete(self);
  return [
    ...[...packages].map((p) => initialisationCheck(unit, p, { file: -1, start: 0, end: 0 })),
    ...prepareTemporaryTables(unit, ...parts),
  ];
}

/**
 * `if` the session has not yet initialised the package, `call pkg.__init()`. (PL/SQL Language Reference,
 * "Package Instantiation and Initialization")
 */
export function initialisationCheck(unit: UnitContext, pkg: PackageSymbol, span: Span): PlStatement {
  const schema = unit.naming.packageSchema(pkg);
  // A schema whose name is no plain identifier has another setting (`ora.setting_key`): its `__init` is called each
  // time, and looks.
  const setting = b.call(span, 'current_setting', b.text(span, `ora.init_${schema}`), b.boolean(span, true));
  return b.ifThen(span, b.distinct(span, setting, initialisedMark(pkg, span)), [
    { kind: 'PlCall', span, name: [schema, '__init'], args: [] },
  ]);
}
