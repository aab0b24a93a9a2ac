/** A script that was made up, and what Oracle prints. */
export interface RandomProgram {
  readonly setup: readonly string[];
  readonly run: readonly string[];
  readonly expected: readonly string[];
}

/** So many programs, by their seeds from the first one on; a seed that gives none is passed over. */
export function seeded<T>(
  wanted: number,
  firstSeed: number,
  make: (seed: number) => T | undefined,
): readonly { readonly seed: number; readonly made: T }[] {
  const programs: { readonly seed: number; readonly made: T }[] = [];
  for (let seed = firstSeed; programs.length < wanted; seed++) {
    const made = make(seed);
    if (made !== undefined) programs.push({ seed, made });
  }
  return programs;
}

/** The program as the text of a behaviour case. */
export const caseText = (topic: string, seed: number, { setup, run, expected }: RandomProgram): string =>
  [
    `-- title: ${topic} ${seed}`,
    `-- topic: ${topic}`,
    '-- certainty: certain',
    '-- trap: none',
    '[setup]',
    ...setup,
    '[run]',
    ...run,
    '[expect]',
    ...expected,
    '',
  ].join('\n');
