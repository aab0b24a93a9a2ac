import { lex, stretches } from '../../../src/source/tokens/lexer.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import { type Edit, outermost, type Script } from '../script.js';

/** The text of units is written in another way that means the same. Lines of SQL*Plus stay. */
const writing = (name: string, write: (text: string) => string): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script)) return undefined;
    const edits: readonly Edit[] = script.units
      .filter(({ kind }) => kind !== 'OtherStatement')
      .map(({ span: { start, end } }) => ({ start, end, text: write(script.slice({ start, end })) }));
    return script.edited(outermost(edits));
  },
});

/** A comment in each gap. Hints stay what they are, and so do the words before them. */
export const comments = writing('comments', (text) => {
  let made = '';
  const gaps = [...stretches(lex(text))];
  gaps.forEach(({ kind, start, end }, i) => {
    const isGap = kind === 'whitespace' && gaps[i + 1]?.kind !== 'comment' && gaps[i - 1]?.kind !== 'comment';
    made += isGap
      ? ` /* it''s; "x */ ${text.slice(start, end).includes('\n') ? "-- ' ;\n" : ''}`
      : text.slice(start, end);
  });
  return made;
});

/** Each line ends as on Windows. */
export const carriageReturns: Rewriting = {
  name: 'carriage-returns',
  rewrite: ({ program, text }: Script) =>
    /'[^']*\n[^']*'/.test(text)
      ? undefined
      : { ...program, setup: program.setup.replaceAll('\n', '\r\n'), run: program.run.replaceAll('\n', '\r\n') },
};

/** Everything that is no literal in upper case, or in lower case. Left alone: JSON, whose keys are names. */
const recased = (name: string, change: (word: string) => string): Rewriting => ({
  name,
  rewrite: (script, random) =>
    /json|\$if|\bxml/i.test(script.text)
      ? undefined
      : writing(name, (text) =>
          [...stretches(lex(text))]
            .map(({ kind, start, end }) => {
              const part = text.slice(start, end);
              return kind === 1 ? change(part) : part;
            })
            .join(''),
        ).rewrite(script, random),
});

export const upperCase = recased('upper-case', (word) => word.toUpperCase());
export const lowerCase = recased('lower-case', (word) => word.toLowerCase());
