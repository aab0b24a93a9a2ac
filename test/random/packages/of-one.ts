import { Unsettled } from '../lobs/values.js';
import { called, type Expression, type Kind, unlessNull } from './expression.js';
import type { CallMaker } from './maker.js';

/** The text where it is of printable ASCII alone. */
export function latin(text: string | undefined): string {
  if (text === undefined || !/^[ -~]*$/.test(text)) throw new Unsettled();
  return text;
}

/** Calls of a function of one argument, which gives NULL for NULL. `gives` is the kind of its result, `takes` that of the argument. */
export const ofOne =
  (gives: Kind) =>
  (
    takes: Kind,
    name: string,
    parameters: readonly string[],
    map: (value: string) => string | null,
    only?: Expression['only'],
  ): CallMaker['make'] =>
  (m, d) =>
    called(m.random, {
      kind: gives,
      name,
      parameters,
      named: parameters.length > 0,
      given: [m.of(takes, d)],
      value: unlessNull((x) => map(x ?? '')),
      ...(only && { only }),
    });
