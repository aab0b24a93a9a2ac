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
export interface TextPart {
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

/** Does the outer span hold the inner one whole? A span lies within itself. */
export const isWithin = (inner: Span, outer: Span): boolean =>
  inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;

/** Says of a place whether one of these spans holds it whole; asked of many places, it looks at few of the spans. */
export function withinAny(spans: readonly Span[]): (place: Span) => boolean {
  const byFile = new Map<number, Span[]>();
  for (const span of spans) {
    const known = byFile.get(span.file);
    if (known) known.push(span);
    else byFile.set(span.file, [span]);
  }
  const files = new Map([...byFile].map(([file, all]) => [file, reachesOf(all)]));
  return ({ file, start, end }) => {
    const reaches = files.get(file);
    if (!reaches) return false;
    let [low, high] = [0, reaches.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reaches.starts[middle]! <= start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && reaches.ends[low - 1]! >= end;
  };
}

/** Where the spans of a file start, in order, and how far those that start until there reach. */
function reachesOf(spans: Span[]): { readonly starts: readonly number[]; readonly ends: readonly number[] } {
  spans.sort((a, b) => a.start - b.start);
  let farthest = 0;
  return {
    starts: spans.map(({ start }) => start),
    ends: spans.map(({ end }) => (farthest = Math.max(farthest, end))),
  };
}
