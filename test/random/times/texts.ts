import { declaredType, fitted } from './casts.js';
import { expression } from './expressions.js';
import { print } from './models.js';
import { readableModel, readText, throughModel } from './reading.js';
import { atom, deeper, type Expression, type Scope, someValue, strict } from './scope.js';
import { modelOf } from './session.js';
import { convert, type Kind, type Moment, roundMoment, type Span, spanText, Unsettled } from './values.js';

/** The text of a moment by the session's model. */
export function sessionText({ session }: Pick<Scope, 'session'>, x: Moment, kind: Kind): string {
  const shown = kind === 'LOCAL' ? convert(x, kind, 'TIMESTAMP', session.zone) : x;
  return print(shown, modelOf(session, kind));
}

/** A value as the text that it becomes where a text is wanted. */
export function implicitText(scope: Scope): Expression {
  const { random } = scope;
  const kind = random.pick(['DATE', 'DATE', 'TIMESTAMP', 'TIMESTAMP', 'LOCAL', 'ZONED', 'YM', 'DS'] as const);
  const inner = deeper(scope);
  const isSpan = kind === 'YM' || kind === 'DS';
  const of = isSpan ? declaredSpan(inner, kind) : expression(inner, kind);
  const text = random.pick([`TO_CHAR(${of.text})`, `('' || ${of.text})`, `CAST(${of.text} AS VARCHAR2(60))`]);
  return {
    text,
    kind: 'TEXT',
    value: strict<Moment | Span>([of], (x) =>
      'span' in x ? spanText(kind, x, of.leading ?? 2, of.digits ?? 6) : sessionText(scope, x, kind),
    ),
  };
}

/** An interval whose precisions its type declares. */
function declaredSpan(scope: Scope, kind: 'YM' | 'DS'): Expression {
  const of = atom(scope, kind);
  if (of.leading !== undefined) return of;
  const type = declaredType(scope, kind);
  return {
    text: `CAST(${of.text} AS ${type.text})`,
    kind,
    ...(type.digits !== undefined && { digits: type.digits }),
    ...(type.leading !== undefined && { leading: type.leading }),
    value: strict<Span>([of], (x) => fitted(x, type)),
  };
}

const readers = { DATE: 'TO_DATE', TIMESTAMP: 'TO_TIMESTAMP', ZONED: 'TO_TIMESTAMP_TZ' } as const;
type Readable = keyof typeof readers;

/** A moment that is read from a text. */
export function fromText(scope: Scope, kind: Readable): Expression {
  const { random, session } = scope;
  // The zone of a text that is read otherwise is not kept.
  if (kind === 'ZONED' || random.chance(0.6)) return fromModel(scope, kind);
  const model = modelOf(session, kind);
  if (random.chance(0.5)) {
    // Through text and back, by which what the model does not show gets lost.
    const of = expression(deeper(scope), kind);
    const inner = random.chance(0.5) && kind === 'DATE' ? of.text : `TO_CHAR(${of.text})`;
    return {
      text: `${readers[kind]}(${inner})`,
      kind,
      value: strict<Moment>([of], (x) => readAs(throughModel(x, model, session.zone), kind)),
    };
  }
  const x = sample(scope, kind);
  const text = sessionText(scope, x, kind);
  const value = (): Moment => readAs(throughModel(x, model, session.zone), kind);
  if (random.chance(0.5)) {
    const type = declaredType(scope, kind);
    return { text: `CAST('${text}' AS ${type.text})`, kind, value: () => fitted(value(), type) };
  }
  return { text: `${readers[kind]}('${text}')`, kind, value };
}

const sample = (scope: Scope, kind: Kind): Moment => someValue(scope.random, kind) as Moment;

/** As a moment of the kind: what was read in a zone keeps it, what was not has none. */
const readAs = (x: Moment, kind: Kind): Moment =>
  kind === 'ZONED' ? x : { us: x.us + BigInt(x.offset) * 60_000_000n, offset: 0 };

function fromModel(scope: Scope, kind: Readable): Expression {
  const { random, session } = scope;
  const model = readableModel(random, kind !== 'DATE', kind === 'ZONED');
  if (kind !== 'ZONED' && random.chance(0.3)) {
    const of = expression(deeper(scope), kind);
    return {
      text: `${readers[kind]}(TO_CHAR(${of.text}, '${model}'), '${model}')`,
      kind,
      value: strict<Moment>([of], (x) => {
        if (/FF(?!\d)/.test(model) && (of.digits ?? 0) === 0) throw new Unsettled();
        return readAs(throughModel(roundMoment(x, of.digits ?? 6), model, session.zone), kind);
      }),
    };
  }
  const read = readText(random, sample(scope, kind), model, session.zone);
  return {
    text: `${readers[kind]}('${read.text}', '${read.model}')`,
    kind,
    value: () => readAs(read.value(), kind),
  };
}

/** A text that stands where a moment is wanted: it is read by the session's model. */
export function literalText(scope: Scope, kind: 'DATE' | 'TIMESTAMP'): Expression {
  const x = sample(scope, kind);
  const model = modelOf(scope.session, kind);
  return {
    text: `'${sessionText(scope, x, kind)}'`,
    kind,
    value: () => readAs(throughModel(x, model, scope.session.zone), kind),
  };
}
