import type { Analysis } from '../../analyze/analysis.js';
import type { CollectionTypeSymbol, RecordTypeSymbol, RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { OracleNode, ScriptUnit } from '../../ir/oracle/index.js';
import { isWithin } from '../../ir/span.js';
import { nodesOf } from '../../ir/walk.js';
import { foldName, type Naming } from './naming.js';
import type { ProgramNames } from './program-names.js';

type LocalType = RecordTypeSymbol | CollectionTypeSymbol;

/**
 * What stands within a routine, trigger or type in Oracle stands beside it in PostgreSQL, as `outer__inner`. Where the
 * program has that name, or something else that was lifted, it gets a number.
 */
export function nameLifted(analysis: Analysis, naming: Naming, names: ProgramNames): void {
  for (const type of analysis.catalog.types) {
    if (type.kind !== 'objectType') continue;
    for (const method of type.methods)
      if (method.container === type)
        settle(method, { naming, names, used: undefined, rename: (name) => naming.rename(method, name) });
  }
  for (const unit of analysis.units) {
    nestedRoutines(analysis, unit, naming, names);
    localTypes(analysis, unit, naming, names);
  }
}

/** Whose a lifted name is: something else may come to the same one. Overloads are one thing. */
export const whatIsLifted = (symbol: RoutineSymbol | LocalType, naming: Naming): string =>
  [...(symbol.container ? naming.of(symbol.container) : []), symbol.name].join('\0');

/**
 * Nested routines, and functions in the query of a view, of one name, overloads or of blocks beside each other, get
 * names of their own, too.
 */
function nestedRoutines(analysis: Analysis, unit: OracleNode, naming: Naming, names: ProgramNames): void {
  const used = new Set<string>();
  for (const definition of nodesOf(unit, 'RoutineDefinition')) {
    const symbol = analysis.declaredBy(definition);
    const isOfView = unit.kind === 'CreateView' || unit.kind === 'CreateMaterializedView';
    if (symbol?.kind === 'routine' && (symbol.nested || isOfView))
      settle(symbol, { naming, names, used, rename: (name) => naming.rename(symbol, name) });
  }
}

/**
 * Types of one name, of blocks in or beside each other, get names of their own, too. The row of a package's cursor
 * gives way to the package's types, and so does what blocks of its initialization part declare.
 */
function localTypes(analysis: Analysis, unit: ScriptUnit, naming: Naming, names: ProgramNames): void {
  const used = new Set<string>();
  const seen = new Set<unknown>();
  const initialization = unit.kind === 'CreatePackageBody' ? unit.initialization : undefined;
  let isInitialization = false;
  const name = (symbol: LocalType, from: 'a declaration' | 'a cursor'): void => {
    if (seen.has(symbol)) return;
    seen.add(symbol);
    const ofPackage = symbol.container?.kind === 'package' && !isInitialization;
    const isLifted = ofPackage ? from === 'a cursor' : symbol.container !== undefined || symbol.anonymous;
    if (isLifted)
      settle(symbol, {
        naming,
        names,
        used: ofPackage ? undefined : used,
        within: isInitialization ? 'initialization' : undefined,
        rename: (other) => naming.renameType(symbol, other),
      });
    for (const part of symbol.kind === 'recordType' ? symbol.fields.map((f) => f.type) : [symbol.element]) row(part);
  };
  const row = (type: OracleType): void => {
    if (type.kind === 'record' && type.identity.kind === 'declared' && type.identity.symbol.ofCursorRow)
      name(type.identity.symbol, 'a cursor');
  };
  const declarations = nodesOf(
    unit,
    'CursorDeclaration',
    'SubtypeDeclaration',
    'RecordTypeDeclaration',
    'CollectionTypeDeclaration',
    'VariableDeclaration',
  );
  for (const node of [unit, ...declarations]) {
    isInitialization = initialization !== undefined && isWithin(node.span, initialization.span);
    const symbol = analysis.declaredBy(node);
    if (symbol?.kind === 'cursor') name(symbol.rowType, 'a cursor');
    else if (symbol?.kind === 'variable' && symbol.storage === 'package') row(symbol.type);
    else if (symbol?.kind === 'recordType' || symbol?.kind === 'collectionType') name(symbol, 'a declaration');
  }
}

interface Place {
  readonly naming: Naming;
  readonly names: ProgramNames;
  /** Names of the unit that the same name in another block of it may not have. */
  readonly used: Set<string> | undefined;
  /** A part of a package whose names are not those of its members. */
  readonly within?: 'initialization' | undefined;
  readonly rename: (name: string) => void;
}

function settle(symbol: RoutineSymbol | LocalType, { naming, names, used, within, rename }: Place): void {
  const what = `${whatIsLifted(symbol, naming)}${within === undefined ? '' : `\0${within}`}`;
  const isTaken = (): boolean => {
    const name = naming.of(symbol);
    return used?.has(name.join('.')) === true || !names.isFree(symbol, name, what);
  };
  for (let number = 2; isTaken(); number++) rename(`${foldName(symbol.name)}__${number}`);
  used?.add(naming.of(symbol).join('.'));
  names.take(symbol, naming.of(symbol), what);
}
