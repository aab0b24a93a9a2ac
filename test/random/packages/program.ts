import type { RandomProgram } from '../cases.js';
import { Unsettled } from '../lobs/values.js';
import { Random } from '../random.js';
import { boundArrayStep } from './bound-arrays.js';
import { arrayStep, changeStep, describeStep, fetchStep, mistakeStep, refCursorStep } from './cursors.js';
import { hexWords, numberWords, textWords } from './maker.js';
import { outputProgram } from './output.js';
import { pageStep } from './pages.js';
import { declaredVariables, holdersDeclared, insertedRows, type Made, places, type Session } from './places.js';
import {
  applicationStep,
  canonicalStep,
  commaStep,
  contextSetup,
  contextStep,
  lockStep,
  randomStep,
  tokenizeStep,
  xmlStep,
} from './procedures.js';

const steps = 24;

const kinds: typeof places = [
  ...places,
  { weight: 1, make: fetchStep },
  { weight: 0.7, make: mistakeStep },
  { weight: 0.7, make: arrayStep },
  { weight: 0.7, make: boundArrayStep },
  { weight: 0.5, make: pageStep },
  { weight: 0.7, make: describeStep },
  { weight: 0.7, make: refCursorStep },
  { weight: 0.7, make: changeStep },
  { weight: 0.7, make: commaStep },
  { weight: 0.7, make: tokenizeStep },
  { weight: 0.7, make: canonicalStep },
  { weight: 1, make: contextStep },
  { weight: 1, make: applicationStep },
  { weight: 0.4, make: lockStep },
  { weight: 0.3, make: randomStep },
  { weight: 0.7, make: xmlStep },
];

function settled(session: Session, make: () => Made): Made {
  for (;;) {
    const before = [new Map(session.contexts), new Map(session.told)] as const;
    const locks = new Set(session.locks);
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      for (const [i, map] of [session.contexts, session.told].entries()) {
        map.clear();
        for (const [name, value] of before[i] ?? []) map.set(name, value);
      }
      session.locks.clear();
      for (const id of locks) session.locks.add(id);
    }
  }
}

/** The program of a seed: built-in functions and members of packages, each in another place. */
export function packageProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  if (seed % 5 === 0) return outputProgram(random);
  const some = <T>(list: readonly T[]): T | null => (random.chance(0.2) ? null : random.pick(list));
  const session: Session = {
    random,
    seed,
    contexts: new Map(),
    told: new Map(),
    locks: new Set(),
    rows: Array.from({ length: 4 }, (_, i) => ({
      id: i + 1,
      r: some(hexWords),
      v: some(textWords),
      n: some(numberWords),
    })),
    variables: [
      ...['r1', 'r2'].map((name) => ({ name, kind: 'raw' as const, value: some(hexWords) })),
      ...['v1', 'v2'].map((name) => ({ name, kind: 'text' as const, value: some(textWords) })),
      ...['n1', 'n2'].map((name) => ({ name, kind: 'number' as const, value: some(numberWords) })),
    ],
  };
  const blocks = Array.from({ length: steps }, (_, i) =>
    settled(session, () => random.weighted(kinds).make(session, `s${i + 1}`)),
  );
  return {
    setup: [
      'SET DEFINE OFF',
      'CREATE TABLE pt (id NUMBER, r RAW(2000), v VARCHAR2(4000), n NUMBER);',
      ...insertedRows(session.rows),
      'COMMIT;',
      ...contextSetup,
      ...blocks.flatMap((b) => b.setup ?? []),
    ],
    run: [
      'SET DEFINE OFF',
      'DECLARE',
      ...[...declaredVariables(session.variables), ...holdersDeclared, ...blocks.flatMap((b) => b.declared)].map(
        (l) => `  ${l}`,
      ),
      'BEGIN',
      ...blocks.flatMap((b) => b.body.map((l) => `  ${l}`)),
      "  DBMS_OUTPUT.PUT_LINE('end');",
      'END;',
      '/',
    ],
    expected: [...blocks.flatMap((b) => b.expected), 'end'],
  };
}
