import type { RandomProgram } from '../cases.js';
import { OraError } from '../expression-oracle/number.js';
import { Random } from '../random.js';
import { declaredType, fitted } from './casts.js';
import { literal, type Place, someOffset, someValue } from './scope.js';
import { dateModels, type Session, sessionScript, timestampModels } from './session.js';
import { statement } from './statements.js';
import { isMoment, isSpan, type Kind, Unsettled, type Value } from './values.js';

/** The lines of a step of the program, and what they print. */
export interface Step {
  readonly body: readonly string[];
  readonly expected: readonly string[];
}

/** The table, the variables, and what they hold. */
export interface World {
  readonly random: Random;
  /** As ALTER SESSION has set it so far. */
  session: Session;
  readonly columns: readonly Place[];
  readonly variables: readonly Place[];
  readonly rows: Map<string, Value>[];
  readonly held: Map<string, Value>;
  /** What steps declare in the block, and make before it. */
  readonly declarations: string[];
  readonly setup: string[];
}

const kinds: readonly Kind[] = ['DATE', 'TIMESTAMP', 'TIMESTAMP', 'ZONED', 'LOCAL', 'YM', 'DS', 'NUMBER'];
const steps = 14;

function place(random: Random, name: string, kind: Kind): Place {
  const type = declaredType({ random }, kind);
  return {
    name,
    kind,
    type: type.text,
    ...(type.digits !== undefined && { digits: type.digits }),
    ...(type.leading !== undefined && { leading: type.leading }),
  };
}

/** A value that the place holds. */
export function valueFor(random: Random, to: Place): Value {
  if (random.chance(0.15)) return null;
  for (;;) {
    try {
      const value = someValue(random, to.kind);
      return isMoment(value) || isSpan(value) ? fitted(value, to) : value;
    } catch (error) {
      if (!(error instanceof OraError)) throw error;
    }
  }
}

function makeWorld(random: Random): World {
  const session: Session = {
    dateModel: random.pick(dateModels),
    timestampModel: random.pick(timestampModels),
    zonedModel: `${random.pick(timestampModels)} TZH:TZM`,
    zone: someOffset(random),
  };
  const columns = kinds.map((kind, i) => place(random, `c${i + 1}`, kind));
  const variables = kinds.map((kind, i) => place(random, `v${i + 1}`, kind));
  const rows = Array.from({ length: 4 }, () => new Map(columns.map((c) => [c.name, valueFor(random, c)])));
  const held = new Map(variables.map((v) => [v.name, valueFor(random, v)]));
  return { random, session, columns, variables, rows, held, declarations: [], setup: [] };
}

/** A step of which the manual tells what it prints. */
function settled(world: World, label: number): Step {
  for (;;) {
    const { declarations, setup } = world;
    const [declared, made] = [declarations.length, setup.length];
    try {
      return statement(world, label);
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      declarations.length = declared;
      setup.length = made;
    }
  }
}

/** The program of a seed. */
export function timeProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const world = makeWorld(random);
  const { session, columns, variables, declarations } = world;
  const write = (to: Place, x: Value | undefined): string => literal(to.kind, x ?? null, random, session.zone);
  const declared = variables.map((v) => `  ${v.name} ${v.type} := ${write(v, world.held.get(v.name))};`);
  const inserts = world.rows.map(
    (row, i) => `INSERT INTO tt VALUES (${i + 1}, ${columns.map((c) => write(c, row.get(c.name))).join(', ')});`,
  );
  const made = Array.from({ length: steps }, (_, i) => settled(world, i + 1));
  return {
    setup: [
      ...sessionScript(session),
      `CREATE TABLE tt (id NUMBER, ${columns.map((c) => `${c.name} ${c.type}`).join(', ')});`,
      ...inserts,
      ...world.setup,
    ],
    run: [
      'DECLARE',
      ...declared,
      ...declarations.map((line) => `  ${line}`),
      'BEGIN',
      ...made.flatMap((step) => step.body.map((line) => `  ${line}`)),
      "  DBMS_OUTPUT.PUT_LINE('end');",
      'END;',
      '/',
    ],
    expected: [...made.flatMap((step) => step.expected), 'end'],
  };
}

/** What computes the lines, or the line of the error it fails with. */
export function linesOr(label: string, compute: () => readonly string[]): readonly string[] {
  try {
    return compute();
  } catch (error) {
    if (error instanceof OraError) return [`${label} error ${-error.code}`];
    throw error;
  }
}

/** A statement whose error is printed. */
export const guarded = (label: string, lines: readonly string[]): string[] => [
  'BEGIN',
  ...lines.map((line) => `  ${line}`),
  'EXCEPTION',
  '  WHEN OTHERS THEN',
  `    DBMS_OUTPUT.PUT_LINE('${label} error ' || SQLCODE);`,
  'END;',
];
