import type { Span } from '../ir/span.js';

/**
 * A layout document: text with places where a line may break. Every node knows its flat width when it is made, so that
 * layout is one linear pass. (P. Wadler, "A prettier printer"; the trailing width makes what follows a group count as
 * well.)
 */
export type Doc = string | DocNode;

type Tag = 'text' | 'concat' | 'group' | 'nest' | 'line' | 'softline' | 'hardline' | 'mark' | 'body';

/** A part of a layout document that is more than text on one line; made by the functions below, never by hand. */
interface DocNode {
  readonly tag: Tag;
  /** Width on one line; `endless` or more with a hard line in it. */
  readonly width: number;
  /** Width up to the first place where a line may break. */
  readonly lead: number;
  /** There is such a place. */
  readonly breaks: boolean;
  readonly text: string;
  readonly parts: readonly Doc[];
  readonly span: Span | undefined;
}

/** Span of one printed line. */
export interface MapEntry {
  /** Line of the statement's text, from 1. */
  readonly line: number;
  /** Line as PostgreSQL counts inside a function body: the line of the opening `$$` is 1. */
  readonly bodyLine?: number;
  readonly span: Span;
}

/** Text, and for its lines where in the source they come from; lines without an entry belong to the one before. */
export interface Layout {
  readonly text: string;
  readonly map: readonly MapEntry[];
}

/** Wider than any line. An integer, which V8 keeps in the node itself. */
const endless = 1e9;

/** By how many columns a nest indents. */
const step = 2;

const nothing: readonly Doc[] = [];

/** A place where a line may break; it is so wide where the line does not. */
function breakable(tag: 'line' | 'softline' | 'hardline', width: number): DocNode {
  return { tag, width, lead: 0, breaks: true, text: '', parts: nothing, span: undefined };
}

/** A node around one document, as wide as that. */
function around(tag: 'group' | 'nest' | 'mark', inner: Doc, span?: Span): DocNode {
  return {
    tag,
    width: widthOf(inner),
    lead: leadOf(inner),
    breaks: breaksOf(inner),
    text: '',
    parts: [inner],
    span,
  };
}

/** A space, or a new line where the group does not fit. */
export const line: DocNode = breakable('line', 1);
/** Nothing, or a new line where the group does not fit. */
export const softline: DocNode = breakable('softline', 0);
/** Always a new line. */
export const hardline: DocNode = breakable('hardline', endless);

const widthOf = (doc: Doc): number => (typeof doc === 'string' ? doc.length : doc.width);
const leadOf = (doc: Doc): number => (typeof doc === 'string' ? doc.length : doc.lead);
const breaksOf = (doc: Doc): boolean => typeof doc !== 'string' && doc.breaks;

/** Text that may hold line feeds (literals): they are kept as they are, and no group breaks because of them. */
export function text(value: string): Doc {
  const feed = value.indexOf('\n');
  if (feed < 0) return value;
  return { tag: 'text', width: feed, lead: feed, breaks: false, text: value, parts: nothing, span: undefined };
}

/** One after the other. */
export function concat(parts: readonly Doc[]): Doc {
  if (parts.length === 1) return parts[0]!;
  let width = 0;
  let lead = 0;
  let breaks = false;
  for (const part of parts) {
    width += widthOf(part);
    if (!breaks) {
      lead += leadOf(part);
      breaks = breaksOf(part);
    }
  }
  return { tag: 'concat', width: Math.min(width, endless), lead, breaks, text: '', parts, span: undefined };
}

/** Breaks all lines directly in it, or none. */
export function group(...parts: readonly Doc[]): Doc {
  return around('group', concat(parts));
}

/** Lines in it are indented by one more step. */
export function nest(...parts: readonly Doc[]): Doc {
  return around('nest', concat(parts));
}

/** The line on which this stands comes from a span; the outermost mark of a line counts. */
export function mark(span: Span, doc: Doc): Doc {
  return span.file < 0 ? doc : around('mark', doc, span);
}

/** A dollar-quoted routine body; the tag is chosen when its text is known. */
export function dollarQuoted(...parts: readonly Doc[]): Doc {
  return { tag: 'body', width: endless, lead: '$$'.length, breaks: true, text: '', parts, span: undefined };
}

/** With the separator between each two. */
export function join(docs: readonly Doc[], ...separator: readonly Doc[]): Doc {
  if (docs.length === 1) return docs[0]!;
  const parts: Doc[] = [];
  for (const doc of docs) {
    if (parts.length > 0) parts.push(...separator);
    parts.push(doc);
  }
  return concat(parts);
}

/** Lays a document out. Same document, same text. */
export function layout(doc: Doc, lineWidth: number): Layout {
  const renderer = new Renderer(lineWidth);
  renderer.render(doc, 0, false, 0);
  return { text: renderer.out.join(''), map: renderer.map };
}

class Renderer {
  readonly out: string[] = [];
  readonly map: MapEntry[] = [];
  private column = 0;
  private line = 1;
  private pendingIndent = 0;
  private bodyStart: number | undefined;

  constructor(private readonly lineWidth: number) {}

  /** `trail`: width of what follows up to its first possible break. */
  render(doc: Doc, indent: number, flat: boolean, trail: number): void {
    if (typeof doc === 'string') {
      this.write(doc);
      return;
    }
    switch (doc.tag) {
      case 'text':
        this.writeLines(doc.text);
        return;
      case 'concat':
        this.renderParts(doc, indent, flat, trail);
        return;
      case 'group':
        this.render(doc.parts[0]!, indent, flat || this.fits(doc, trail), trail);
        return;
      case 'nest':
        this.render(doc.parts[0]!, indent + step, flat, trail);
        return;
      case 'mark':
        this.recordLine(doc.span!);
        this.render(doc.parts[0]!, indent, flat, trail);
        return;
      case 'line':
        if (flat) this.write(' ');
        else this.newLine(indent);
        return;
      case 'softline':
        if (!flat) this.newLine(indent);
        return;
      case 'hardline':
        this.newLine(indent);
        return;
      case 'body':
        this.renderBody(doc);
        return;
    }
  }

  private fits(doc: DocNode, trail: number): boolean {
    return Math.max(this.column, this.pendingIndent) + doc.width + trail <= this.lineWidth;
  }

  private renderParts(doc: DocNode, indent: number, flat: boolean, trail: number): void {
    const { parts } = doc;
    if (flat || !doc.breaks) {
      for (const part of parts) {
        if (typeof part === 'string') this.write(part);
        else this.render(part, indent, true, 0);
      }
      return;
    }
    const trails = new Array<number>(parts.length);
    let after = trail;
    for (let index = parts.length - 1; index >= 0; index--) {
      trails[index] = after;
      const part = parts[index]!;
      after = breaksOf(part) ? leadOf(part) : widthOf(part) + after;
    }
    for (let index = 0; index < parts.length; index++) this.render(parts[index]!, indent, false, trails[index]!);
  }

  private renderBody(doc: DocNode): void {
    this.write('$$');
    const opening = this.out.length - 1;
    this.bodyStart = this.line;
    for (const part of doc.parts) this.render(part, 0, false, 0);
    const body = this.out.slice(opening + 1).join('');
    const quote = freeDollarQuote(body);
    this.out[opening] = quote;
    this.newLine(0);
    this.write(quote);
    this.bodyStart = undefined;
  }

  private recordLine(span: Span): void {
    const last = this.map.at(-1);
    if (last !== undefined && last.line === this.line) return;
    const bodyLine = this.bodyStart === undefined ? undefined : this.line - this.bodyStart + 1;
    this.map.push(bodyLine === undefined ? { line: this.line, span } : { line: this.line, bodyLine, span });
  }

  private write(value: string): void {
    if (value.length === 0) return;
    if (this.pendingIndent > 0) {
      // Blanks are written only before text: no line ends in them.
      this.out.push(' '.repeat(this.pendingIndent));
      this.column = this.pendingIndent;
      this.pendingIndent = 0;
    }
    this.out.push(value);
    this.column += value.length;
  }

  private writeLines(value: string): void {
    this.write(value);
    let feeds = 0;
    let last = -1;
    for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) {
      feeds++;
      last = at;
    }
    if (feeds === 0) return;
    this.line += feeds;
    this.column = value.length - last - 1;
  }

  private newLine(indent: number): void {
    this.out.push('\n');
    this.line++;
    this.column = 0;
    this.pendingIndent = indent;
  }
}

/** `$$`, or the first of `$body$`, `$body1$`, … that the text does not hold. (PostgreSQL manual, 4.1.2.4) */
function freeDollarQuote(body: string): string {
  if (!body.includes('$$')) return '$$';
  for (let number = 0; ; number++) {
    const quote = `$body${number === 0 ? '' : number}$`;
    if (!body.includes(quote)) return quote;
  }
}
