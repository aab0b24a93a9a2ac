import type { ForLoop } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import { outermost, type Script } from '../script.js';

/** A FOR loop of numbers, taken apart. */
interface Counted {
  readonly index: string;
  readonly low: string;
  readonly high: string;
  readonly body: string;
}

/** Left alone: jumps out of the body, and labels. (PL/SQL Language Reference, "FOR LOOP Statement") */
function counted(script: Script, node: ForLoop): Counted | undefined {
  const control = node.controls.length === 1 ? node.controls[0]! : undefined;
  if (control?.kind !== 'SteppedControl' || node.mutable || node.indexType || node.body.length === 0) return undefined;
  const heading = script.text.slice(node.span.start, node.body[0]!.span.start);
  const parts = /^for\s+(\w+)\s+in\s+([^.]+?)\s*\.\.\s*([^.]+?)\s+loop\b/i.exec(heading);
  if (!parts || /reverse|\bby\b|\bwhile\b|\bwhen\b/i.test(heading)) return undefined;
  const rest = script.text.slice(node.span.start + parts[0].length, node.span.end);
  const body = rest.replace(/end\s+loop\s*;?\s*$/i, '');
  if (body === rest || /\b(exit|continue|goto|return)\b|<</i.test(body)) return undefined;
  return { index: parts[1]!, low: parts[2]!, high: parts[3]!, body };
}

const looping = (name: string, loop: (counted: Counted) => string): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script)) return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind !== 'ForLoop') return;
      const found = counted(script, node);
      if (found) edits.push({ ...node.span, text: loop(found).replace(/;$/, '') });
    }, outermost);
  },
});

/** Recursion: the bounds are evaluated once, the index is a constant. */
export const recursiveLoop = looping(
  'recursive-loop',
  ({ index, low, high, body }) =>
    `DECLARE mm_low PLS_INTEGER := ${low}; mm_high PLS_INTEGER := ${high}; PROCEDURE mm_turn(${index} PLS_INTEGER) ` +
    `IS ` +
    `BEGIN IF ${index} > mm_high THEN RETURN; END IF; BEGIN ${body} END; mm_turn(${index} + 1); END; ` +
    `BEGIN mm_turn(mm_low); END;`,
);

/** WHILE and a variable. */
export const whileLoop = looping(
  'while-loop',
  ({ index, low, high, body }) =>
    `DECLARE mm_at PLS_INTEGER := ${low}; mm_high PLS_INTEGER := ${high}; BEGIN WHILE mm_at <= mm_high LOOP ` +
    `DECLARE ${index} CONSTANT PLS_INTEGER := mm_at; BEGIN ${body} END; mm_at := mm_at + 1; END LOOP; END;`,
);

/** The same from above: REVERSE of the negated index. */
export const reverseLoop = looping(
  'reverse-loop',
  ({ index, low, high, body }) =>
    `DECLARE mm_low PLS_INTEGER := ${low}; mm_high PLS_INTEGER := ${high}; BEGIN ` +
    `FOR mm_at IN REVERSE -mm_high .. -mm_low LOOP DECLARE ${index} CONSTANT PLS_INTEGER := -mm_at; ` +
    `BEGIN ${body} END; END LOOP; END;`,
);
