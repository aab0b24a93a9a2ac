/** CAST from kind to kind and into other precisions. (SQL Language Reference, "CAST") */
import { expression, operand } from './expressions.js';
import { deeper, type Expression, type Scope, strict } from './scope.js';
import { convert, fitSpan, type Kind, type Moment, roundMoment, type Span, spanText, Unsettled } from './values.js';

export interface Declared {
  readonly kind: Kind;
  readonly text: string;
  readonly digits?: number;
  readonly leading?: number;
}

/** A datatype of the kind, with a precision or Oracle's default. */
export function declaredType({ random }: Pick<Scope, 'random'>, kind: Kind): Declared {
  const digits = random.pick([0, 1, 2, 3, 4, 6, 6]);
  const zone = kind === 'ZONED' ? ' WITH TIME ZONE' : kind === 'LOCAL' ? ' WITH LOCAL TIME ZONE' : '';
  const bare = random.chance(0.4);
  switch (kind) {
    case 'DATE':
      return { kind, text: 'DATE', digits: 0 };
    case 'TIMESTAMP':
    case 'ZONED':
    case 'LOCAL':
      return bare
        ? { kind, text: `TIMESTAMP${zone}`, digits: 6 }
        : { kind, text: `TIMESTAMP(${digits})${zone}`, digits };
    case 'YM': {
      const leading = bare ? 2 : random.pick([1, 2, 3, 4]);
      return { kind, text: `INTERVAL YEAR${bare ? '' : `(${leading})`} TO MONTH`, digits: 0, leading };
    }
    case 'DS': {
      const leading = random.chance(0.3) ? 2 : random.pick([1, 2, 3, 5, 9]);
      const text = `INTERVAL DAY${leading === 2 ? '' : `(${leading})`} TO SECOND${bare ? '' : `(${digits})`}`;
      return { kind, text, digits: bare ? 6 : digits, leading };
    }
    case 'NUMBER':
      return { kind, text: 'NUMBER' };
    case 'TEXT':
      return { kind, text: 'VARCHAR2(100)' };
  }
}

/** The value in a place of the type. */
export function fitted(x: Moment | Span, type: Pick<Declared, 'kind' | 'digits' | 'leading'>): Moment | Span {
  if ('span' in x) return fitSpan(type.kind, x, type.leading ?? 2, type.digits ?? 6);
  return type.kind === 'DATE' ? x : roundMoment(x, type.digits ?? 6);
}

const sources: Readonly<Record<Kind, readonly Kind[]>> = {
  DATE: ['TIMESTAMP', 'ZONED', 'LOCAL'],
  TIMESTAMP: ['DATE', 'TIMESTAMP', 'ZONED', 'LOCAL'],
  ZONED: ['DATE', 'TIMESTAMP', 'ZONED', 'LOCAL'],
  LOCAL: ['DATE', 'TIMESTAMP', 'ZONED', 'LOCAL'],
  YM: ['YM'],
  DS: ['DS'],
  NUMBER: [],
  TEXT: [],
};

/** CAST(… AS type) of some type of the kind. */
export function castTo(scope: Scope, kind: Kind): Expression {
  const { random, session } = scope;
  const from = random.pick(sources[kind]);
  const of = (kind === 'LOCAL' ? operand : expression)(deeper(scope), from);
  const type = declaredType(scope, kind);
  // PL/SQL's CAST takes no precision of its own accord: its types are those of SQL, but for what the manual leaves out.
  return {
    text: `CAST(${of.text} AS ${type.text})`,
    kind,
    ...(type.digits !== undefined && { digits: type.digits }),
    ...(type.leading !== undefined && { leading: type.leading }),
    value: strict<Moment | Span>([of], (x) => fitted('span' in x ? x : convert(x, from, kind, session.zone), type)),
  };
}

/** The implicit text of an interval whose precisions are known. */
export function spanAsText(of: Expression, x: Span): string {
  if (of.leading === undefined || of.digits === undefined) throw new Unsettled();
  return spanText(of.kind, x, of.leading, of.digits);
}
