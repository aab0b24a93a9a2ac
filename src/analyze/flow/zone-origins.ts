import { literalText } from '../../ir/literals.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { Analysis } from '../analysis.js';
import type { Carrier, ValueSource } from '../model/carrier.js';
import { isZoned } from '../model/operators.js';
import type { RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import type { ZoneOrigins } from '../model/zone-origins.js';
import { passingFunctions } from '../oracle/builtin-functions.js';
import { carrierOf, outputOf } from './carriers.js';
import type { ValueSources } from './value-sources.js';

/*
 * Where a TIMESTAMP WITH TIME ZONE may have its zone from. (SQL Language Reference, "Datetime and Interval Data
 * Types"; Globalization Support Guide, "Datetime Data Types and Time Zone Support")
 */

/** Is it SYSTIMESTAMP wherever it comes from? */
export const isFromServer = ({ server, session, reported, unsaid }: ZoneOrigins): boolean =>
  server && !session && !reported && !unsaid;

type Origins = { -readonly [K in keyof ZoneOrigins]: boolean };

/** The origins of the value of an expression, or of what several give; all of its parts count. */
export function zoneOrigins(
  analysis: Analysis,
  sources: () => ValueSources,
  ...values: readonly ValueSource[]
): ZoneOrigins {
  const found: Origins = { server: false, session: false, reported: false, unsaid: false };
  const finder = new OriginFinder(analysis, sources, found);
  for (const value of values) finder.add(value);
  return found;
}

/** Functions that give one of the values that they get. */
const passing: ReadonlySet<string> = new Set([...passingFunctions, 'MAX', 'MIN']);

class OriginFinder {
  private readonly seen = new Set<Carrier>();
  constructor(
    private readonly analysis: Analysis,
    private readonly sources: () => ValueSources,
    private readonly found: Origins,
  ) {}

  add(source: ValueSource): void {
    switch (source.kind) {
      case 'carrier':
        this.addCarrier(source.carrier);
        return;
      case 'rows':
      case 'text':
        this.found.reported = true;
        return;
      case 'NullLiteral':
        return;
      case 'Case':
        for (const { then } of source.branches) this.add(then);
        if (source.otherwise) this.add(source.otherwise);
        return;
      case 'Binary':
        this.add(isZoned(this.analysis.typeOf(source.right)) ? source.right : source.left);
        return;
      case 'AtTimeZone':
        if (source.zone === 'LOCAL') this.found.session = true;
        else this.found.reported = true;
        return;
      case 'Cast':
        this.add(source.operand);
        return;
      case 'Name':
      case 'Call':
      case 'Member':
        this.addNamed(source);
        return;
      case 'Subquery':
        if (isZoned(this.analysis.typeOf(source))) this.addCarrier(outputOf(source.query.span, 0));
        else this.addOther(source);
        return;
      default:
        this.addOther(source);
    }
  }

  private addOther(expr: Expr): void {
    const { kind } = this.analysis.typeOf(expr);
    if (kind === 'date' || (kind === 'timestamp' && !isZoned(this.analysis.typeOf(expr)))) this.found.session = true;
    else if (kind === 'varchar2' || kind === 'char' || kind === 'clob') this.found.unsaid = true;
    else if (kind !== 'null') this.found.reported = true;
  }

  private addNamed(expr: Expr & { kind: 'Name' | 'Call' | 'Member' }): void {
    const { base, steps } = this.analysis.resolve(expr);
    const type = this.analysis.typeOf(expr);
    if (type.kind === 'collection' && base.kind === 'constructor') {
      for (const { value } of base.args) this.add(value);
      return;
    }
    if (!isZoned(type) && type.kind !== 'collection') {
      this.addOther(expr);
      return;
    }
    if (base.kind === 'builtin' && steps.length === 0) {
      this.addBuiltin(
        base.name,
        base.args.map((a) => a.value),
      );
      return;
    }
    const carrier = carrierOf(this.analysis, expr);
    if (carrier) this.addCarrier(carrier);
    else this.found.reported = true;
    if (typeof carrier !== 'string' || this.sources().has(carrier)) return;
    // Of a record or object that is made as a whole.
    const owner = steps.at(-2)?.type ?? (base.kind === 'variable' ? base.variable.type : undefined);
    if (owner?.kind === 'object' || (owner?.kind === 'record' && owner.identity.kind === 'declared'))
      this.found.unsaid = true;
  }

  private addBuiltin(name: string, args: readonly Expr[]): void {
    if (name === 'SYSTIMESTAMP') this.found.server = true;
    else if (name === 'CURRENT_TIMESTAMP') this.found.session = true;
    else if (name === 'TO_TIMESTAMP_TZ') {
      const format = literalText(args[1]);
      if (format === undefined || /TZ/i.test(format)) this.found.reported = true;
      else this.found.session = true;
    } else if (passing.has(name)) {
      for (const arg of args) if (isZoned(this.analysis.typeOf(arg))) this.add(arg);
    } else this.found.reported = true;
  }

  private addCarrier(carrier: Carrier): void {
    if (this.seen.has(carrier)) return;
    this.seen.add(carrier);
    // A column of a table is reported where it is declared.
    if (typeof carrier === 'string' && carrier.startsWith('column ')) {
      this.found.reported = true;
      return;
    }
    for (const source of this.sources().get(carrier) ?? []) this.add(source);
    if (typeof carrier === 'string') return;
    if (carrier.kind === 'routine') {
      if (!carrier.definition) this.found.unsaid = true;
      return;
    }
    if (carrier.initial) this.add(carrier.initial);
    else if (carrier.storage === 'package' && !this.sources().has(carrier)) this.found.unsaid = true;
    if (isGivenOutside(carrier)) this.found.unsaid = true;
  }
}

/** Is it a parameter that programs outside of the inputs give a value to? */
function isGivenOutside(variable: VariableSymbol): boolean {
  const { container, storage } = variable;
  if (storage !== 'parameter' || container?.kind !== 'routine' || !isCallable(container)) return false;
  return container.parameters.some((p) => p.variable === variable && p.mode !== 'OUT');
}

const isCallable = ({ container, nested, public: isPublic }: RoutineSymbol): boolean =>
  !nested && (container === undefined || container.kind === 'objectType' || (container.kind === 'package' && isPublic));
