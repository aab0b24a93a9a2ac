/** A range of one source file: UTF-16 offsets into the original (decoded) text, `end` exclusive. */
export interface Span {
  /** Index of the file in the compilation's file list; -1 for generated text. */
  readonly file: number;
  readonly start: number;
  readonly end: number;
  /**
   * Set for a part of a text that expressions make: its own offsets are fractions between those of their place
   * then, so that parts have an order.
   */
  readonly inText?: TextPart;
  /** Of a text that calls hand to the routine which executes it, and its parts: where the first of them stands. */
  readonly givenAt?: Span;
}

/** A part of a text that a program executes. */
interface TextPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the program has the text; this is shown for its parts. */
  readonly place: Span;
}

/** The span of nodes that have no counterpart in the source. */
export const noSpan: Span = { file: -1, start: 0, end: 0 };

/** The place that is shown for a node. */
export const shownPlace = (span: Span): Span => span.inText?.place ?? span;

/** The smallest span that covers both; the file is that of the first. */
export function cover(first: Span, last: Span): Span {
  return { file: first.file, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
