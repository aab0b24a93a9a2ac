import type { Symbol as OracleSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';

/** The types that a heading or the definition of a type names. */
export function typesNamed(symbol: OracleSymbol): readonly (OracleType | undefined)[] {
  switch (symbol.kind) {
    case 'routine':
      return [symbol.returns, ...symbol.parameters.map((p) => p.variable.type)];
    case 'collectionType':
      return [symbol.element];
    case 'objectType':
      return symbol.attributes.map((a) => a.type);
    case 'recordType':
      return symbol.fields.map((f) => f.type);
    default:
      return [];
  }
}
