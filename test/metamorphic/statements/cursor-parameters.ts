import type { CursorForLoop, Name, Query } from '../../../src/ir/oracle/index.js';
import { walk } from '../../../src/ir/walk.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import { outermost, type Script } from '../script.js';

/** What a query names of the code around it, and its text with parameters in the place of that. */
interface Parametrized {
  readonly parameters: readonly string[];
  readonly actuals: readonly string[];
  readonly query: string;
}

const types: Readonly<Record<string, string>> = { number: 'NUMBER', varchar2: 'VARCHAR2', date: 'DATE' };

function parametrized(script: Script, query: Query): Parametrized | undefined {
  const names: { readonly name: Name; readonly type: string }[] = [];
  walk(query, (node) => {
    if (node.kind !== 'Name') return;
    const { base, steps, type } = script.analysis.resolve(node);
    if (base.kind !== 'variable' || base.variable.constant || steps.length > 0 || node.parts.length > 1) return;
    const declared = types[type.kind];
    if (declared) names.push({ name: node, type: declared });
  });
  if (names.length === 0) return undefined;
  const known = new Map<string, string>();
  const parameters: string[] = [];
  let text = '';
  let at = query.span.start;
  for (const { name, type } of names.sort((a, b) => a.name.span.start - b.name.span.start)) {
    const written = script.slice(name.span);
    const parameter = known.get(written) ?? `mm_p${known.size + 1}`;
    if (!known.has(written)) parameters.push(`${parameter} ${type}`);
    known.set(written, parameter);
    text += script.text.slice(at, name.span.start) + parameter;
    at = name.span.end;
  }
  return { parameters, actuals: [...known.keys()], query: text + script.text.slice(at, query.span.end) };
}

/**
 * The query of a FOR loop as a cursor whose parameters are the variables that it names. (PL/SQL Language Reference,
 * "Explicit Cursors that Accept Parameters") Left alone: loops with labels.
 */
const passing = (
  name: string,
  pass: (made: Parametrized, loop: CursorForLoop, rest: string, script: Script) => string,
): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script) || /<</.test(script.text)) return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind !== 'CursorForLoop' || node.source.kind !== 'Query') return;
      const made = parametrized(script, node.source);
      const heading = script.text.slice(node.source.span.end, node.span.end);
      const rest = /^\s*\)([\s\S]*)$/.exec(heading)?.[1];
      if (made && rest !== undefined) edits.push({ ...node.span, text: pass(made, node, rest, script) });
    }, outermost);
  },
});

export const cursorParameters = passing(
  'cursor-parameters',
  ({ parameters, actuals, query }, { record }, rest, script) =>
    `DECLARE CURSOR mm_q(${parameters.join(', ')}) IS ${query}; BEGIN ` +
    `FOR ${script.slice(record.span)} IN mm_q(${actuals.join(', ')})${rest.replace(/;\s*$/, '')}; END`,
);

/** Named notation, and defaults that are worked out at OPEN. */
export const cursorDefaults = passing(
  'cursor-defaults',
  ({ parameters, actuals, query }, { record }, rest, script) =>
    `DECLARE CURSOR mm_q(${parameters.map((p, i) => `${p} DEFAULT ${actuals[i]}`).join(', ')}) IS ${query}; BEGIN ` +
    `FOR ${script.slice(record.span)} IN mm_q${rest.replace(/;\s*$/, '')}; END`,
);
