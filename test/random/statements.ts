import { Random } from './random.js';

/** A statement that was made up: its lines, and what it does; `Run`: where it runs. */
export interface RandomStatement<Run> {
  readonly lines: readonly string[];
  readonly execute: (run: Run) => void;
}

/** A kind of statement, for a generator of a kind and what is known where the statement stands. */
export interface RandomChoice<Generator, Context, Run> {
  readonly weight: number;
  /** Undefined where the context has nothing for it. */
  readonly make: (g: Generator, cx: Context) => RandomStatement<Run> | undefined;
}

/** A run counts its steps, and ends a program that does not end itself. */
interface Stepping {
  readonly session: { step(): void };
}

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

export const sequence = <Run extends Stepping>(statements: readonly RandomStatement<Run>[]): RandomStatement<Run> => ({
  lines: statements.flatMap((s) => s.lines),
  execute: (run) => {
    for (const s of statements) {
      run.session.step();
      s.execute(run);
    }
  },
});

/** `IF … THEN … ELSE … END IF`. */
export const conditional = <Run>(
  when: { readonly text: string; readonly value: (run: Run) => unknown },
  body: RandomStatement<Run>,
  otherwise: RandomStatement<Run> | undefined,
): RandomStatement<Run> => ({
  lines: [
    `IF ${when.text} THEN`,
    ...indented(body.lines),
    ...(otherwise ? ['ELSE', ...indented(otherwise.lines)] : []),
    'END IF;',
  ],
  execute: (run) => (when.value(run) === true ? body : otherwise)?.execute(run),
});

/** Makes the statements of one seed. */
export abstract class StatementGenerator<Context, Run extends Stepping> {
  readonly random: Random;
  /** How many statements there are so far. */
  made = 0;
  private names = 0;

  /** @param dropped statements that are left out, by their numbers: to cut a program down */
  constructor(
    seed: number,
    private readonly dropped: ReadonlySet<number> = new Set(),
  ) {
    this.random = new Random(seed);
  }

  /** A statement that fits the context, or nothing. */
  protected abstract attempt(cx: Context): RandomStatement<Run> | undefined;

  /** A name that nothing else has. */
  fresh(prefix: string): string {
    return `${prefix}${++this.names}`;
  }

  statements(cx: Context, count: number): RandomStatement<Run> {
    return sequence(Array.from({ length: count }, () => this.statement(cx)));
  }

  statement(cx: Context): RandomStatement<Run> {
    for (;;) {
      const made = this.attempt(cx);
      if (made) return this.unlessDropped(made);
    }
  }

  /** The statement, or NULL where it is dropped. */
  unlessDropped(made: RandomStatement<Run>): RandomStatement<Run> {
    return this.dropped.has(this.made++) ? { lines: ['NULL;'], execute: () => {} } : made;
  }
}
