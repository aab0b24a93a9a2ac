/** What the writing procedures of DBMS_LOB make of a LOB of characters or bytes. (PL/SQL Packages, "DBMS_LOB") */
import type { Random } from '../random.js';
import type { Session } from './session.js';
import { hexWords, OracleFailure, quoted, Unsettled, words } from './values.js';

/** A statement that changes a LOB, and its new value. */
export interface Change {
  /** `IN OUT` amounts need a variable, which `before` sets. */
  readonly before: readonly string[];
  readonly text: (lob: string) => string;
  /** @throws OracleFailure */
  readonly apply: (lob: string | null) => string;
  /** The amount that ERASE hands back. */
  readonly amount?: (lob: string) => number;
}

/** Bytes are looked at as characters, one each. */
const bytes = (hex: string): string => hex.replace(/../g, (d) => String.fromCharCode(Number.parseInt(d, 16)));
const digits = (s: string): string =>
  [...s].map((c) => c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')).join('');

/** A change of the CLOB `target`, by another one where it needs one, or of a BLOB, whose values are digits. */
export function someChange(session: Session, binary: boolean, target: string): Change {
  const { random } = session;
  const sources = [...(binary ? session.blobs : session.clobs).keys()].filter((name) => name !== target);
  const fill = binary ? '\0' : ' ';
  const made = binary ? onBytes : (change: Change): Change => change;
  const there = (lob: string | null): string => {
    if (lob === null) throw new OracleFailure(6502);
    return lob;
  };
  const position = random.pick([1, 1, 2, 3, 5, 9, 0]);
  const spliced = (lob: string, at: number, part: string): string =>
    lob.padEnd(at - 1, fill).slice(0, at - 1) + part + lob.slice(at - 1 + part.length);
  switch (random.below(7)) {
    case 0:
    case 1: {
      const { text, value } = buffer(random, binary);
      const amount = random.chance(0.6) ? value.length : random.pick([1, 2, value.length + 1, 0]);
      const by = random.chance(0.3) && amount === value.length && !binary ? `LENGTH(${text})` : String(amount);
      return made({
        before: [],
        text: (lob) => `DBMS_LOB.WRITEAPPEND(${lob}, ${by}, ${text});`,
        apply: (lob) => {
          const old = there(lob);
          if (amount < 1 || amount > value.length) throw new OracleFailure(21560);
          return old + value.slice(0, amount);
        },
      });
    }
    case 2: {
      const { text, value } = buffer(random, binary);
      const amount = random.chance(0.6) ? value.length : random.pick([1, 2, value.length + 1, 0]);
      return made({
        before: [],
        text: (lob) => `DBMS_LOB.WRITE(${lob}, ${amount}, ${position}, ${text});`,
        apply: (lob) => {
          const old = there(lob);
          if (amount < 1 || position < 1 || amount > value.length) throw new OracleFailure(21560);
          return spliced(old, position, value.slice(0, amount));
        },
      });
    }
    case 3: {
      const source = random.pick(sources);
      const more = (binary ? session.blobs : session.clobs).get(source) ?? null;
      return made({
        before: [],
        text: (lob) => `DBMS_LOB.APPEND(${lob}, ${source});`,
        apply: (lob) => {
          const old = there(lob);
          const value = there(more);
          if (session.unwritable.has(source)) throw new Unsettled();
          return old + (binary ? bytes(value) : value);
        },
      });
    }
    case 4: {
      const amount = random.pick([1, 2, 4, 100, 0]);
      const variable = binary ? 'n1' : random.pick(['n1', 'k1']);
      return made({
        before: [`${variable} := ${amount};`],
        text: (lob) => `DBMS_LOB.ERASE(${lob}, ${variable}${position === 1 ? '' : `, ${position}`});`,
        apply: (lob) => {
          const old = there(lob);
          if (amount < 1 || position < 1) throw new OracleFailure(21560);
          const count = Math.max(0, Math.min(amount, old.length - position + 1));
          return old.slice(0, position - 1) + fill.repeat(count) + old.slice(position - 1 + count);
        },
      });
    }
    case 5: {
      const size = random.pick([0, 1, 2, 3, 5, -1, 100]);
      return made({
        before: [],
        text: (lob) => `DBMS_LOB.TRIM(${lob}, ${size});`,
        apply: (lob) => {
          const old = there(lob);
          // "If you attempt to TRIM an empty LOB, then nothing occurs."
          if (old === '' && size !== 0) throw new Unsettled();
          if (size < 0) throw new OracleFailure(21560);
          if (size > old.length) throw new OracleFailure(22926);
          return old.slice(0, size);
        },
      });
    }
    default: {
      const source = random.pick(sources);
      const from = (binary ? session.blobs : session.clobs).get(source) ?? null;
      const amount = random.pick([1, 2, 4, 100, 0]);
      const sourcePosition = random.pick([1, 1, 2, 3]);
      return made({
        before: [],
        text: (lob) => `DBMS_LOB.COPY(${lob}, ${source}, ${amount}, ${position}, ${sourcePosition});`,
        apply: (lob) => {
          const old = there(lob);
          const all = there(from);
          if (amount < 1 || position < 1) throw new OracleFailure(21560);
          const value = binary ? bytes(all) : all;
          // Beyond the end of the source, and of one without locator, is not told.
          if (session.unwritable.has(source) || value === '' || sourcePosition > value.length) throw new Unsettled();
          return spliced(old, position, value.slice(sourcePosition - 1, sourcePosition - 1 + amount));
        },
      });
    }
  }
}

const onBytes = (change: Change): Change => ({
  ...change,
  apply: (lob) => digits(change.apply(lob === null ? null : bytes(lob))),
});

function buffer(random: Random, binary: boolean): { readonly text: string; readonly value: string } {
  if (!binary) {
    const word = random.pick(words);
    return { text: quoted(word), value: word };
  }
  if (random.chance(0.4)) {
    const word = random.pick(['abc', 'x', 'hello']);
    return { text: `UTL_RAW.CAST_TO_RAW(${quoted(word)})`, value: word };
  }
  const hex = random.pick(hexWords);
  return { text: `HEXTORAW('${hex}')`, value: bytes(hex) };
}
