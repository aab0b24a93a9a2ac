import { literal } from '../lobs/values.js';
import type { Random } from '../random.js';
import type { Expression, Kind, Value } from './expression.js';
import { numberCalls } from './numbers.js';
import { rawCalls } from './raws.js';
import { textCalls } from './texts.js';

/** What expressions may name: variables, parameters or the columns of a row. */
export interface Scope {
  readonly names: readonly { readonly name: string; readonly kind: Kind; readonly value: Value }[];
}

export const hexWords = ['00', 'FF', '0A0B', '616263', '0102030201', '7F80', '4142434445', 'C10B', '0000000A', '3C26'];
export const textWords = [
  'a',
  'abc',
  'Hello World',
  "it's",
  ' x ',
  '10',
  'a&b<c>',
  'x/y?z=1 2',
  'Smith',
  'Smythe',
  'emp',
  '"Quoted"',
  'a.b.c',
  '50%',
  'C1',
  'ß é',
];
export const numberWords = ['0', '1', '2', '3', '-1', '7', '10', '255', '256', '-100', '1000000', '1.5', '-2.25', '.5'];

/** Random expressions over what a place has. */
export class Maker {
  constructor(
    readonly random: Random,
    private readonly scope: Scope,
  ) {}

  of(kind: Kind, depth: number): Expression {
    const calls = kind === 'raw' ? rawCalls : kind === 'text' ? textCalls : numberCalls;
    if (depth <= 0 || (depth < 2 && this.random.chance(0.2))) return this.atom(kind);
    return this.random.weighted(calls).make(this, depth - 1);
  }
  raw(depth: number): Expression {
    return this.of('raw', depth);
  }
  textOf(depth: number): Expression {
    return this.of('text', depth);
  }
  number(depth: number): Expression {
    return this.of('number', depth);
  }

  /** A literal that is one of these. */
  pick(kind: Kind, values: readonly Value[]): Expression {
    return this.written(kind, this.random.pick(values));
  }
  /** Left out now and then. */
  maybe(probability: number, make: () => Expression): Expression | undefined {
    return this.random.chance(probability) ? make() : undefined;
  }

  /** A value as a literal, or as a name that holds it. */
  written(kind: Kind, value: Value): Expression {
    const held = this.scope.names.filter((x) => x.kind === kind && x.value === value);
    if (held.length > 0 && this.random.chance(0.5)) {
      const { name } = this.random.pick(held);
      return { kind, text: name, value: () => value };
    }
    if (value === null) return { kind, text: 'NULL', value: () => null };
    const text =
      kind === 'number'
        ? value.startsWith('-')
          ? `(${value})`
          : value
        : kind === 'raw'
          ? `HEXTORAW(${literal(value)})`
          : literal(value);
    return { kind, text, value: () => value };
  }

  private atom(kind: Kind): Expression {
    const { random } = this;
    const held = this.scope.names.filter((x) => x.kind === kind);
    if (held.length > 0 && random.chance(0.6)) {
      const { name, value } = random.pick(held);
      return { kind, text: name, value: () => value };
    }
    if (random.chance(0.06)) return { kind, text: kind === 'raw' ? 'HEXTORAW(NULL)' : 'NULL', value: () => null };
    return this.written(kind, random.pick(kind === 'raw' ? hexWords : kind === 'text' ? textWords : numberWords));
  }
}

/** A family of calls of one kind of result. */
export interface CallMaker {
  readonly weight: number;
  readonly make: (maker: Maker, depth: number) => Expression;
}
