import type { QueryGenerator } from './scope.js';

/** Some statements of a program, with what they need and print. */
export interface Part {
  readonly setup: readonly string[];
  readonly body: readonly string[];
  readonly expected: readonly string[];
}

export type MakePart = (g: QueryGenerator) => Part | undefined;

/** A line of code that prints a text. */
export const put = (text: string): string => `DBMS_OUTPUT.PUT_LINE(${text});`;

/** The number as text, `-` where it is NULL. */
export const orDash = (text: string): string => `NVL(TO_CHAR(${text}), '-')`;

/** Statements that print, or the code of their error. */
export const guarded = (...lines: readonly string[]): readonly string[] => [
  'BEGIN',
  ...lines.map((line) => `  ${line}`),
  'EXCEPTION',
  '  WHEN OTHERS THEN',
  "    DBMS_OUTPUT.PUT_LINE('error ' || SQLCODE);",
  'END;',
];

/** Collects the lines of a part. */
export class PartLines implements Part {
  readonly setup: string[] = [];
  readonly body: string[] = [];
  readonly expected: string[] = [];

  run(lines: readonly string[], ...printed: readonly string[]): void {
    this.body.push(...lines);
    this.expected.push(...printed);
  }
}
