import type { Argument, Expr } from './oracle/index.js';

/** What a call gives for a parameter, by name or at its place, from 0; undefined where it gives nothing. */
export const argumentsNamed =
  (args: readonly Argument[]) =>
  (name: string, position: number): Expr | undefined =>
    args.find((a) => a.name?.name === name)?.value ?? (args[position]?.name ? undefined : args[position]?.value);
