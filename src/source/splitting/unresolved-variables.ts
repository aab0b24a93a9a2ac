import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import * as report from '../../diagnostics/op9-source.js';
import { type MappedText, originOf } from '../files/mapped-text.js';
import type { SourceFile } from '../files/source-file.js';
import type { Session } from '../sqlplus/session.js';
import type { UnresolvedVariable } from '../sqlplus/substitution.js';
import { lex, TokenKind } from '../tokens/lexer.js';

/** The tokens of a text after substitution. */
interface Tokens {
  readonly kinds: ArrayLike<number>;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  readonly mapped: MappedText;
}

/** Says of the substitution variables of a file which of them have no value. */
export class UnresolvedVariables {
  readonly #reported = new Set<string>();

  constructor(
    private readonly file: SourceFile,
    private readonly context: { readonly session: Session; readonly diagnostics: Diagnostic[] },
  ) {}

  /** The same for the line of a command that holds PL/SQL. */
  reportLine(mapped: MappedText, unresolved: readonly UnresolvedVariable[]): void {
    if (unresolved.length === 0) return;
    const { kinds, starts, ends, length } = lex(mapped.text);
    this.report({ kinds: kinds.subarray(0, length), starts, ends, mapped }, 0, mapped.text.length, unresolved);
  }

  /** Each variable once a file. In comments they do no harm; in longer literals they are mostly meant as text. */
  report(feed: Tokens, first: number, end: number, unresolved: readonly UnresolvedVariable[]): void {
    const { diagnostics, session } = this.context;
    let index = first;
    for (const { name, at, isDoubled } of unresolved) {
      if (at >= end) return;
      while (index < feed.kinds.length && feed.ends[index]! <= at) index++;
      const isInComment = index >= feed.kinds.length || feed.starts[index]! > at;
      const isKnown = isDoubled || /^\d+$/.test(name) || session.declared.has(name.toUpperCase());
      const isText = feed.kinds[index] === TokenKind.StringLiteral && !isKnown && !isWholeLiteral(feed, index);
      const key = isText ? '' : name.toUpperCase();
      if (isInComment || this.#reported.has(key)) continue;
      this.#reported.add(key);
      const start = originOf(feed.mapped, at);
      const span = { file: this.file.index, start, end: start + name.length + (isDoubled ? 2 : 1) };
      diagnostics.push(isText ? report.ampersandInText(span, name) : report.variableWithoutValue(span, name));
    }
  }
}

/** `'&name'`, `'%&name.%'`: nothing but a variable. */
function isWholeLiteral({ starts, ends, mapped }: Tokens, index: number): boolean {
  const [start, end] = [starts[index]!, ends[index]!];
  return end - start < 100 && /^'%?&\w+\.?%?'$/.test(mapped.text.slice(start, end));
}
