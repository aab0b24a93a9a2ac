/** What the program holds while it is made: each step is worked out as soon as it is written. */
import type { Random } from '../random.js';
import { type Env, Expressions } from './expressions.js';
import { type Block, OracleFailure, type Row, Unsettled } from './values.js';

export interface Session {
  readonly random: Random;
  readonly clobs: Map<string, string | null>;
  /** Variables whose locator is that of EMPTY_CLOB(): DBMS_LOB does not write through it. */
  readonly unwritable: Set<string>;
  readonly blobs: Map<string, string | null>;
  readonly texts: Map<string, string | null>;
  readonly raws: Map<string, string | null>;
  rows: Row[];
}

export const environment = (session: Session, row?: Row): Env => ({
  clobs: session.clobs,
  texts: session.texts,
  ...(row && { row }),
});
export const inBlock = (session: Session): Expressions =>
  new Expressions(session.random, environment(session), false, false);
export const inQuery = (session: Session): Expressions =>
  new Expressions(session.random, environment(session), true, true);

/** The lines in a block of their own that tells of their error. */
export const guarded = (label: string, lines: readonly string[]): string[] => [
  'BEGIN',
  ...lines.map((line) => `  ${line}`),
  'EXCEPTION',
  `  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('${label} error ' || SQLCODE);`,
  'END;',
];
export const caught = (label: string, compute: () => readonly string[]): readonly string[] => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OracleFailure) return [`${label} error ${-error.code}`];
    throw error;
  }
};

/** As the procedure SHOW of the program writes it. */
export const shown = (label: string, value: string | null): string =>
  `${label} ${value === null ? 'null' : `${value.length} [${value}]`}`;
export const shownBytes = (label: string, hex: string | null): string =>
  `${label} ${hex === null ? 'null' : `${hex.length / 2} ${hex}`}`;

export const rowsShown = (session: Session, label: string): Block => ({
  declared: [],
  body: [`show_rows('${label}');`],
  expected: session.rows.map(
    (r) => `${shown(`${label} ${r.id}`, r.c)}|${r.b === null ? 'null' : `${r.b.length / 2} ${r.b}`}|${r.v ?? ''}`,
  ),
});

export const joined = (...blocks: readonly Block[]): Block => ({
  declared: blocks.flatMap((b) => b.declared),
  body: blocks.flatMap((b) => b.body),
  expected: blocks.flatMap((b) => b.expected),
});

/** A step that the manual settles; what an attempt changed before is as it was. */
export function settled(session: Session, make: () => Block): Block {
  for (;;) {
    const before = {
      clobs: new Map(session.clobs),
      blobs: new Map(session.blobs),
      texts: new Map(session.texts),
      raws: new Map(session.raws),
      unwritable: new Set(session.unwritable),
      rows: session.rows.map((r) => ({ ...r })),
    };
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      for (const name of ['clobs', 'blobs', 'texts', 'raws'] as const) {
        session[name].clear();
        for (const [k, x] of before[name]) session[name].set(k, x);
      }
      session.unwritable.clear();
      for (const name of before.unwritable) session.unwritable.add(name);
      session.rows = before.rows;
    }
  }
}
