import type { Call } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import type { Script } from '../script.js';

/** A call by position, with the names of the parameters. */
interface Positional {
  readonly call: Call;
  readonly names: readonly string[];
  readonly args: readonly string[];
}

/** Calls of the program's own routines. Left alone: arguments that call something, whose order Oracle does not fix. */
function positional(script: Script, call: Call): Positional | undefined {
  const { base, steps } = script.analysis.resolve(call);
  if (base.kind !== 'routine' || steps.length > 0 || call.args.length === 0) return undefined;
  const { routine } = base;
  if (routine.overload.count !== 1 || call.args.some((arg) => arg.name !== undefined)) return undefined;
  const parameters = routine.declaration.parameters;
  if (parameters.length < call.args.length || routine.declaration.method) return undefined;
  const args = call.args.map(({ span }) => script.slice(span));
  if (args.some((arg) => arg.includes('('))) return undefined;
  return { call, args, names: parameters.map(({ name: { span } }) => script.slice(span)) };
}

const arguing = (name: string, list: (positional: Positional) => readonly string[]): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script)) return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind !== 'Call') return;
      const found = positional(script, node);
      if (!found) return;
      const { args } = node;
      edits.push({ start: args[0]!.span.start, end: args.at(-1)!.span.end, text: list(found).join(', ') });
    });
  },
});

/** Named notation, the last first. (PL/SQL Language Reference, "Positional, Named, and Mixed Notation") */
export const namedArguments = arguing('named-arguments', ({ args, names }) =>
  args.map((arg, i) => `${names[i]} => ${arg}`).reverse(),
);

/** Mixed notation: the first by position. */
export const mixedArguments = arguing('mixed-arguments', ({ args, names }) => [
  args[0]!,
  ...args
    .map((arg, i) => `${names[i]} => ${arg}`)
    .slice(1)
    .reverse(),
]);
