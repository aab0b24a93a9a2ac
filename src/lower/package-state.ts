import type { PackageSymbol, VariableSymbol } from '../analyze/model/symbols.js';
import type { OracleType } from '../analyze/model/types.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { PgExpr, PgType, PlStatement } from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import { b, isCall, pgTypes } from './builders.js';
import { isList, isMap } from './collections/collection-types.js';
import { holdsMaps, recordShape, type Shape, shapeOf, shapeText, wholeText } from './collections/inner-shape.js';
import type { ExprContext, UnitContext } from './context.js';
import { foldName } from './naming/naming.js';
import { startsPlainly } from './plsql/declarations/plain-initial.js';
import { initialisationCheck, needsInitialisation } from './plsql/packages/package-init.js';
import { pgTypeOf } from './types.js';

/** The key of a package variable in the session's store. */
export function stateKey(unit: UnitContext, variable: VariableSymbol): string {
  const { container } = variable;
  const schema = container?.kind === 'package' ? unit.naming.packageSchema(container) : '';
  return `${schema}.${stateName(variable)}`;
}

/** The parts of a large array have names of their own below that of the variable, with `/` and `@` in them. */
const stateName = ({ name }: VariableSymbol): string =>
  foldName(name).replace(/[%/@]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

/**
 * `ora.package_get('pkg.n')::numeric`; `ora.package_value('pkg', 'n')::numeric` where the package
 * may have to be initialised first.
 */
export function readState(ex: StateReader, variable: VariableSymbol, span: Span): PgExpr {
  const stored = storedText(ex, variable, span);
  const shape = shapeInStore(ex.unit, variable.type);
  const whole = shape === null ? stored : wholeText(stored, shape, span);
  return b.cast(span, whole, pgTypeOf(ex.unit.naming, variable.type, 'variable'));
}

/** Which parts of the value stand by themselves in the store? */
const shapeInStore = (unit: UnitContext, type: OracleType): Shape =>
  holdsMaps(type) ? shapeOf(type) : recordShape(unit, type);

/** What the store holds of the variable, in which arrays that are kept by themselves may stand as their names. */
export function storedText(ex: StateReader, variable: VariableSymbol, span: Span): PgExpr {
  const { unit } = ex;
  const key = b.text(span, stateKey(unit, variable));
  const first = packageToInitialise(ex, variable);
  const store = storeOf(unit, variable);
  return first
    ? b.ora(
        span,
        store === 'package' ? 'package_value' : `${store}_value`,
        b.text(span, unit.naming.packageSchema(first)),
        b.text(span, stateName(variable)),
      )
    : b.ora(
        span,
        store === 'package' ? 'package_get' : store,
        key,
        ...(isSurelySet(ex, variable) ? [] : [b.boolean(span, true)]),
      );
}

/** A value of the type as the text that the store keeps. */
export const toStored = (span: Span, value: PgExpr, type: PgType): PgExpr =>
  b.cast(span, isText(type) ? value : b.cast(span, value, type), pgTypes.text);

const isText = ({ name: [name, ...more], array }: PgType): boolean =>
  more.length === 0 && !array && (name === 'text' || name === 'varchar');

/** Is it what `readState` makes: the value of a variable, as often as it is read? */
export const isStateRead = (value: PgExpr): boolean =>
  value.kind === 'PgCast' &&
  isCall(value.operand, 'ora.package_get', 'ora.package_value', 'ora.package_list', 'ora.package_list_value');

/** The family of runtime functions that read and write the variable: the store may hold a collection in pieces. */
function storeOf(unit: UnitContext, variable: VariableSymbol): 'package' | 'package_map' | 'package_list' {
  const { type } = variable;
  if (type.kind === 'collection' && isMap(type.collection)) return 'package_map';
  return isStoredAsList(unit, variable) ? 'package_list' : 'package';
}

/** Is it a nested table or varray without gaps, which is an array? */
export function isStoredAsList({ naming }: UnitContext, { storage, constant, type }: VariableSymbol): boolean {
  return storage === 'package' && !constant && isList(type) && !naming.keepsGaps(type.collection);
}

/**
 * What starts plainly was set before anything could read it; a store that lost it (DEALLOCATE
 * ALL) is an error then, not a NULL.
 */
export function isSurelySet({ unit, routine }: StateReader, { container }: VariableSymbol): boolean {
  return container?.kind === 'package' && routine?.symbol !== container && startsPlainly(unit, container);
}

/** `perform ora.package_set('pkg.n', value::text)`; the value has the variable's type already. */
export function writeState(ex: StateReader, variable: VariableSymbol, value: PgExpr, span: Span): PlStatement[] {
  const { unit } = ex;
  const checked =
    variable.notNull && !isSurelyThere(value, stateKey(unit, variable))
      ? b.ora(span, 'fit_not_null', b.cast(span, value, pgTypeOf(unit.naming, variable.type, 'value')))
      : value;
  const first = packageToInitialise(ex, variable);
  const shape = shapeInStore(unit, variable.type);
  return [
    ...(first ? [initialisationCheck(unit, first, span)] : []),
    b.perform(
      span,
      b.ora(
        span,
        variable.type.kind === 'record' && shape !== null ? 'package_record_set' : `${storeOf(unit, variable)}_set`,
        b.text(span, stateKey(unit, variable)),
        toStored(span, checked, pgTypeOf(unit.naming, variable.type, 'variable')),
        ...(shape === null ? [] : [shapeText(shape, span)]),
      ),
    ),
  ];
}

/**
 * In place of an initial value that is refused: whoever reads the variable before it is set
 * gets the diagnostic as an error.
 */
export function refuseState(unit: UnitContext, variable: VariableSymbol, refusal: Diagnostic, span: Span): PlStatement {
  const message = b.text(span, `${refusal.code} ${refusal.message}`);
  return {
    ...b.perform(span, b.ora(span, 'package_refuse', b.text(span, stateKey(unit, variable)), message)),
    comments: [`-- oraphant: refused ${refusal.code}`],
  };
}

/** Never NULL: literals, the NOT NULL variable of the key itself, and sums of those. */
function isSurelyThere(value: PgExpr, key: string): boolean {
  switch (value.kind) {
    case 'PgNumber':
    case 'PgString':
    case 'PgBoolean':
    case 'PgTypedLiteral':
      return true;
    case 'PgCast':
      return isSurelyThere(value.operand, key);
    case 'PgBinary':
      return /^[-+*]$/.test(value.op) && isSurelyThere(value.left, key) && isSurelyThere(value.right, key);
    case 'PgCall': {
      const [first] = value.args;
      return value.name.join('.') === 'ora.package_get' && first?.kind === 'PgString' && first.value === key;
    }
    default:
      return false;
  }
}

/**
 * The package of the variable, where neither the routine's own beginning nor an earlier statement has
 * made sure that it is initialised.
 */
export function packageToInitialise(ex: StateReader, variable: VariableSymbol): PackageSymbol | undefined {
  const { container } = variable;
  if (container?.kind !== 'package') return undefined;
  const early = ex.early || !ex.routine;
  return needsInitialisation(ex.unit, container, { reader: ex.routine?.symbol, early }) ? container : undefined;
}

/** Where state is read or written. */
export type StateReader = Pick<ExprContext, 'unit' | 'routine' | 'early'>;
