import type { PackageSymbol } from '../../../analyze/model/symbols.js';
import type { CreatePackage, CreatePackageBody } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { viewsWithCallee } from '../../ddl/views/invalid-views.js';
import { commented, guardedRoutine } from '../routines/guarded-routine.js';
import { routinesWithoutBody } from '../routines/without-body.js';
import {
  lowerPackageInit,
  lowerPackageTypes,
  packageCommentsLeftOver,
  packageRoutines,
  reportUndefined,
} from './package.js';

/** CREATE PACKAGE BODY: its types, its routines one by one, and its initialisation. */
export function lowerPackageBody(cx: UnitContext, unit: CreatePackageBody): PgStatement[] {
  const symbol = cx.analysis.declared(unit);
  if (symbol?.kind !== 'package') return [];
  const undefinedOnes = reportUndefined(cx, symbol, unit);
  const statements: PgStatement[] = [
    ...(symbol.specification ? [] : packageSchema(cx, symbol, unit)),
    ...lowerPackageTypes(cx, unit),
    ...undefinedOnes,
  ];
  for (const definition of packageRoutines(unit)) statements.push(...guardedRoutine(cx, definition));
  const init = lowerPackageInit(cx, symbol);
  statements.push(...cx.before.splice(0), ...(init ? [init] : []), ...viewsWithCallee(cx, unit));
  const leftOver = symbol.specification ? packageCommentsLeftOver(cx, unit) : [];
  return commented([...packageComments(unit), ...leftOver], statements);
}

/** CREATE PACKAGE: its schema and types, and what stands for routines of a body that is not there. */
export function lowerPackage(cx: UnitContext, unit: CreatePackage): PgStatement[] {
  const symbol = cx.analysis.declared(unit);
  if (symbol?.kind !== 'package') return [];
  const init = symbol.body ? undefined : lowerPackageInit(cx, symbol);
  return commented(packageComments(unit), [
    ...packageSchema(cx, symbol, unit),
    ...lowerPackageTypes(cx, unit),
    ...routinesWithoutBody(cx, symbol, unit),
    ...packageRoutines(unit).flatMap((definition) => guardedRoutine(cx, definition)),
    ...(init ? [init] : []),
  ]);
}

/** What stands before a package, and before its first declaration if that is no routine: it is about the package. */
function packageComments({ comments = [], declarations }: CreatePackage | CreatePackageBody): readonly string[] {
  const [first] = declarations;
  const isRoutine = first?.kind === 'RoutineDeclaration' || first?.kind === 'RoutineDefinition';
  return isRoutine ? comments : [...comments, ...(first?.comments ?? [])];
}

function packageSchema(
  cx: UnitContext,
  symbol: Pick<PackageSymbol, 'owner' | 'name' | 'body'>,
  unit: CreatePackage | CreatePackageBody,
): PgStatement[] {
  const name = cx.naming.packageSchema(symbol);
  // What the dictionary tells of it. A specification that declares no routines needs no body.
  const text =
    'oraphant: package ' +
    `${symbol.owner ? `${symbol.owner}.` : ''}${symbol.name}${symbol.body ? '' : ' without a body'}`;
  return [
    { kind: 'PgCreateSchema', span: unit.span, name, ifNotExists: true },
    ...commented(packageCommentsLeftOver(cx, unit), [
      { kind: 'PgComment', span: unit.span, on: 'schema', name: [name], text },
    ]),
  ];
}
