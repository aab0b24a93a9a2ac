/**
 * Text that was taken from a file with parts replaced, and where each of its characters came from. A segment reaches
 * to the next one; the characters of a `fixed` segment were put in and all stand for the place `origin`.
 */
export interface MappedText {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** A stretch of a text, from `at` on, and where in the file it came from. */
interface Segment {
  readonly at: number;
  readonly origin: number;
  readonly fixed: boolean;
  /** Where the replaced stretch of the file ends; for a copied segment its own start. */
  readonly originEnd: number;
}

/** A stretch of a text, and what takes its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Part of a file, unchanged. */
export function copied(text: string, start: number, end: number): MappedText {
  return { text: text.slice(start, end), segments: [{ at: 0, origin: start, fixed: false, originEnd: start }] };
}

/** The segment that holds an offset. */
export function segmentAt(mapped: MappedText, offset: number): Segment {
  return mapped.segments[segmentIndexAt(mapped, offset)]!;
}

function segmentIndexAt({ segments }: MappedText, offset: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle]!.at <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The offset in the file behind an offset in the text. */
export function originOf(mapped: MappedText, offset: number): number {
  const segment = segmentAt(mapped, offset);
  return segment.fixed ? segment.origin : segment.origin + offset - segment.at;
}

/** The offset in the file just behind the character before `end`: the end of a range whose last character that is. */
export function originEndOf(mapped: MappedText, end: number): number {
  if (end === 0) return originOf(mapped, 0);
  const segment = segmentAt(mapped, end - 1);
  return segment.fixed ? segment.originEnd : segment.origin + end - segment.at;
}

/** Part of a text, with the origin of its characters. */
export function slice(mapped: MappedText, start: number, end: number): MappedText {
  const builder = new MappedTextBuilder();
  builder.append(mapped, start, end);
  return builder;
}

/** Replaces stretches, which come in order and do not overlap. */
export function edit(mapped: MappedText, edits: readonly Edit[]): MappedText {
  if (edits.length === 0) return mapped;
  const builder = new MappedTextBuilder();
  let at = 0;
  for (const { start, end, replacement } of edits) {
    builder.append(mapped, at, start);
    builder.insert(replacement, originOf(mapped, start), originEndOf(mapped, end));
    at = end;
  }
  builder.append(mapped, at, mapped.text.length);
  return builder;
}

/** Collects pieces of text with their origins. */
export class MappedTextBuilder implements MappedText {
  #text = '';
  readonly #segments: Segment[] = [];

  get text(): string {
    return this.#text;
  }

  get segments(): readonly Segment[] {
    return this.#segments.length > 0 ? this.#segments : [emptySegment];
  }

  /** Text that stands for a stretch of the file. */
  insert(text: string, origin: number, originEnd: number): void {
    if (text !== '') this.#segments.push({ at: this.#text.length, origin, fixed: true, originEnd });
    this.#text += text;
  }

  copy(text: string, start: number, end: number): void {
    if (start >= end) return;
    const last = this.#segments.at(-1);
    const continues = last !== undefined && !last.fixed && last.origin + this.#text.length - last.at === start;
    if (!continues) this.#segments.push({ at: this.#text.length, origin: start, fixed: false, originEnd: start });
    this.#text += text.slice(start, end);
  }

  append(mapped: MappedText, start: number, end: number): void {
    if (start >= end) return;
    const shift = this.#text.length - start;
    for (let i = segmentIndexAt(mapped, start); i < mapped.segments.length; i++) {
      const segment = mapped.segments[i]!;
      if (segment.at >= end) break;
      const cut = Math.max(start - segment.at, 0);
      this.#segments.push({
        ...segment,
        at: segment.at + cut + shift,
        origin: segment.fixed ? segment.origin : segment.origin + cut,
      });
    }
    this.#text += mapped.text.slice(start, end);
  }
}

const emptySegment: Segment = { at: 0, origin: 0, fixed: false, originEnd: 0 };
