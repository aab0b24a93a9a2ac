import type { CursorForLoop } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import { outermost, type Script } from '../script.js';

/** A FOR loop over a query, taken apart. */
interface Taken {
  readonly record: string;
  /** Each column has a name. */
  readonly query: string;
  readonly body: string;
}

/** Left alone: labels, jumps, and EXIT and CONTINUE, which another loop around would take. */
function takenApart(
  script: Script,
  { record, source, body: statements, span, label }: CursorForLoop,
): Taken | undefined {
  const [first] = statements;
  if (source.kind !== 'Query' || source.body.kind !== 'Select' || label || !first) return undefined;
  const heading = script.text.slice(span.start, first.span.start);
  const rest = script.text.slice(span.start + heading.length, span.end);
  const body = rest.replace(/end\s+loop\s*;?\s*$/i, '');
  if (!/\bloop\s*$/i.test(heading) || body === rest || /\b(exit|continue|goto)\b|<</i.test(body)) return undefined;
  const name = script.slice(record.span);
  // A query that names what the record hides, or a body that asks for its type, is another matter.
  if (new RegExp(`\\b${name}\\b`, 'i').test(script.slice(source.span))) return undefined;
  let query = '';
  let at = source.span.start;
  for (const [i, { span: item, alias, value }] of source.body.items.entries()) {
    query +=
      script.text.slice(at, item.end) + (alias || value.kind === 'Star' || value.kind === 'Name' ? '' : ` AS mm_q${i}`);
    at = item.end;
  }
  return { record: name, query: query + script.text.slice(at, source.span.end), body };
}

/** May a row fail, which is seen where rows before it were worked on? */
const mayFail = ({ text, program }: Script): boolean =>
  /\bexception\s+when\b/i.test(text) || program.expected.some((line) => line.startsWith('ERROR'));

const looping = (
  name: string,
  loop: (taken: Taken) => string,
  refuses: (script: Script) => boolean = () => false,
): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script) || refuses(script)) return undefined;
    return script.editedNodes((node, edits) => {
      // An inner loop has its turn where the one around it is left alone.
      if (node.kind !== 'CursorForLoop' || random.chance(0.3)) return;
      const taken = takenApart(script, node);
      if (taken) edits.push({ ...node.span, text: loop(taken).replace(/;$/, '') });
    }, outermost);
  },
});

const declared = ({ record, query }: Taken): string => `CURSOR mm_k IS ${query}; ${record} mm_k%ROWTYPE;`;

/** By OPEN, FETCH and CLOSE. (PL/SQL Language Reference, "Explicit Cursors") */
export const loopExplicit = looping(
  'loop-explicit',
  (taken) =>
    `DECLARE ${declared(taken)} BEGIN OPEN mm_k; LOOP FETCH mm_k INTO ${taken.record}; EXIT WHEN mm_k%NOTFOUND; ` +
    `${taken.body} END LOOP; CLOSE mm_k; END;`,
);

/** The cursor is asked at the head of the loop. */
export const loopWhileFound = looping(
  'loop-while-found',
  (taken) =>
    `DECLARE ${declared(taken)} BEGIN OPEN mm_k; FETCH mm_k INTO ${taken.record}; WHILE mm_k%FOUND LOOP ` +
    `${taken.body} FETCH mm_k INTO ${taken.record}; END LOOP; CLOSE mm_k; END;`,
);

/** A cursor variable with a strong type. */
export const loopRefCursor = looping(
  'loop-ref-cursor',
  (taken) =>
    `DECLARE ${declared(taken)} TYPE mm_kt IS REF CURSOR RETURN mm_k%ROWTYPE; mm_v mm_kt; BEGIN ` +
    `OPEN mm_v FOR ${taken.query}; LOOP FETCH mm_v INTO ${taken.record}; EXIT WHEN mm_v%NOTFOUND; ` +
    `${taken.body} END LOOP; CLOSE mm_v; END;`,
);

/** Two rows at a time. */
export const loopBulk = looping(
  'loop-bulk',
  (taken) =>
    `DECLARE ${declared(taken)} TYPE mm_kt IS TABLE OF mm_k%ROWTYPE; mm_l mm_kt; BEGIN OPEN mm_k; LOOP ` +
    `FETCH mm_k BULK COLLECT INTO mm_l LIMIT 2; FOR mm_i IN 1 .. mm_l.COUNT LOOP ${taken.record} := mm_l(mm_i); ` +
    `${taken.body} END LOOP; EXIT WHEN mm_k%NOTFOUND; END LOOP; CLOSE mm_k; END;`,
  mayFail,
);

/** All rows, into an associative array. */
export const loopCollected = looping(
  'loop-collected',
  (taken) =>
    `DECLARE ${declared(taken)} TYPE mm_kt IS TABLE OF mm_k%ROWTYPE INDEX BY PLS_INTEGER; mm_l mm_kt; BEGIN OPEN mm_k; ` +
    `FETCH mm_k BULK COLLECT INTO mm_l; CLOSE mm_k; FOR mm_i IN 1 .. mm_l.COUNT LOOP ` +
    `DECLARE ${taken.record} mm_k%ROWTYPE := mm_l(mm_i); BEGIN ${taken.body} END; END LOOP; END;`,
  mayFail,
);

/** A named cursor. */
export const loopNamed = looping(
  'loop-named',
  ({ record, query, body }) =>
    `DECLARE CURSOR mm_k IS ${query}; BEGIN FOR ${record} IN mm_k LOOP ${body} END LOOP; END;`,
);
