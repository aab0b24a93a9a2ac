/** One measured figure, or why there is none. */
export interface Figure {
  /** As `parse.warm`: stable, for programs that compare runs. */
  readonly id: string;
  readonly title: string;
  readonly value?: number;
  readonly unit: string;
  /** What the project promises: `>= 8`, `<= 250`. */
  readonly goal?: Goal;
  readonly note?: string;
  /** Why it was not measured. */
  readonly skipped?: string;
}

export interface Goal {
  readonly is: '>=' | '<=';
  readonly value: number;
}

export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
}

export const atLeast = (value: number): Goal => ({ is: '>=', value });
export const atMost = (value: number): Goal => ({ is: '<=', value });

/** `met`, `missed`, or nothing where there is no goal or no value. */
function verdict({ value, goal }: Figure): 'met' | 'missed' | undefined {
  if (value === undefined || goal === undefined) return undefined;
  return (goal.is === '>=' ? value >= goal.value : value <= goal.value) ? 'met' : 'missed';
}

/** A section as lines of a table. */
export function tableOf({ title, figures }: Section): string {
  const rows = figures.map((f) => [
    f.title,
    f.value === undefined ? '-' : amount(f.value),
    f.unit,
    f.goal ? `${f.goal.is === '>=' ? '≥' : '≤'} ${amount(f.goal.value)}` : '',
    verdict(f) ?? '',
    f.skipped === undefined ? (f.note ?? '') : `skipped: ${f.skipped}`,
  ]);
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]!.length))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i === 1 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return [`\n${title}`, '-'.repeat(title.length), ...lines].join('\n');
}

function amount(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}
