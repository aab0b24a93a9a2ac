import type { InvalidInOracle } from '../ir/oracle-error.js';
import { type Span, shownPlace, type TextPart } from '../ir/span.js';

/** What a finding asks for: manual work, a look, or nothing; the gravest first. */
export const severities = ['error', 'warning', 'info'] as const;

/** One of `severities`. */
export type Severity = (typeof severities)[number];

/** One finding. Text, JSON and SARIF are renderings of a sorted list of these. */
export interface Diagnostic {
  /** `OP` and four digits; the family is the first digit. Has a page in `rules/`. */
  readonly code: string;
  /** Kebab case, says the construct and the trouble. */
  readonly name: string;
  /** error: manual work; warning: differs for some input; info: worth knowing. */
  readonly severity: Severity;
  readonly span: Span;
  /** Where in a text that a program executes; the span is that of the text. */
  readonly inText?: TextPart;
  /** What: one sentence about this place. */
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** Minutes of manual work. */
  readonly effort: number;
  /**
   * The cause that it shares with others, which are said with it: the table, routine or type that is missing,
   * the routine that a rule is about.
   */
  readonly about?: string;
  /** What it is about is an input that is missing: all that follows from that has one cause, whatever its code. */
  readonly missing?: true;
  /** Oracle does not take it either, as far as the inputs say. */
  readonly invalid?: InvalidInOracle;
  /** Another place that explains this one. */
  readonly related?: { readonly span: Span; readonly message: string };
}

/** What is fixed about a code. */
export interface DiagnosticKind<Args extends readonly unknown[]> {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly effort: number;
  readonly message: (...args: Args) => string;
  /** What findings about the same have as their one cause. */
  readonly about?: (...args: Args) => string;
  /** That is an input that is missing. */
  readonly missing?: true;
  /** What Oracle raises in its place, if that is known. */
  readonly invalid?: (...args: Args) => InvalidInOracle;
  readonly help: string;
}

/** A constructor for one code: `forUpdateWait(span, '5')`. The kind's constants can be read from it. */
type DiagnosticConstructor<Args extends readonly unknown[]> = ((span: Span, ...args: Args) => Diagnostic) & {
  readonly code: string;
  readonly severity: Severity;
  readonly definition: DiagnosticKind<Args>;
};

/**
 * The constructor of the diagnostics of one code. What it is given becomes the arguments of
 * `message`, `about` and `invalid`.
 */
export function define<Args extends readonly unknown[]>(kind: DiagnosticKind<Args>): DiagnosticConstructor<Args> {
  const construct = (span: Span, ...args: Args): Diagnostic => ({
    code: kind.code,
    name: kind.name,
    severity: kind.severity,
    span: shownPlace(span),
    ...(span.inText && { inText: span.inText }),
    message: kind.message(...args),
    help: kind.help,
    effort: kind.effort,
    ...(kind.about && { about: kind.about(...args) }),
    ...(kind.missing && { missing: kind.missing }),
    ...(kind.invalid && { invalid: kind.invalid(...args) }),
  });
  return Object.assign(construct, { code: kind.code, severity: kind.severity, definition: kind });
}

/** A diagnostic that follows from an input that is missing; without a name for that it stays as it is. */
export function because(diagnostic: Diagnostic, missing: string | undefined): Diagnostic {
  return missing === undefined ? diagnostic : { ...diagnostic, about: missing, missing: true };
}

/** A broken invariant of ours; never the user's fault. Caught around each top-level object. */
export class InternalError extends Error {
  constructor(
    readonly phase: 'source' | 'parse' | 'build' | 'analyze' | 'lower' | 'print' | 'check' | 'run' | 'report',
    message: string,
    readonly span?: Span,
    options?: ErrorOptions,
  ) {
    super(`${phase}: ${message}`, options);
    this.name = 'InternalError';
  }
}

/** Exhaustiveness check: `default: return unreachable(node)`. */
export function unreachable(value: never, phase: InternalError['phase'] = 'lower'): never {
  throw new InternalError(phase, `unexpected value ${JSON.stringify(value)?.slice(0, 200)}`);
}

/** The order of reports: by file and place, then code and message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    a.span.file - b.span.file ||
    a.span.start - b.span.start ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
    (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
  );
}
