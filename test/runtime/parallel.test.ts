import { expect, it } from 'vitest';
import { runtimeFunctions } from '../../src/runtime/index.js';

/**
 * What PostgreSQL refuses in a parallel plan: sub-transactions (until release 17), settings, sequences and writes.
 * (PostgreSQL manual, "Parallel Labeling for Functions and Aggregates")
 */
const forbidden =
  /^\s*EXCEPTION\b|\bset_config\s*\(|\b(?:nextval|setval)\s*\(|\b(?:INSERT INTO|DELETE FROM|UPDATE ora\.)|\bEXECUTE\b/im;

interface Routine {
  readonly name: string;
  readonly isSafe: boolean;
  readonly does: boolean;
  readonly calls: readonly string[];
}

const routines: readonly Routine[] = [...runtimeFunctions().values()].flatMap(({ sql }) =>
  sql
    .replace(/--.*$/gm, '')
    .split(/^(?=CREATE )/m)
    .flatMap((statement): Routine[] => {
      const name = /^CREATE (?:FUNCTION|PROCEDURE) ora\.(\w+)/.exec(statement)?.[1];
      if (name === undefined) return [];
      const body = /AS (\$\w*\$)([\s\S]*?)\1/.exec(statement)?.[2] ?? '';
      return [
        {
          name,
          isSafe: statement.includes('PARALLEL SAFE'),
          does: forbidden.test(body.replace(/'(?:[^']|'')*'/g, "''")),
          calls: [...body.matchAll(/\bora\.(\w+)\s*\(/g)].map((m) => m[1] ?? ''),
        },
      ];
    }),
);

it('labels no function safe for parallel plans that starts a sub-transaction or changes something, itself or in what it calls', () => {
  const byName = new Map<string, Routine[]>();
  for (const r of routines) byName.set(r.name, [...(byName.get(r.name) ?? []), r]);
  const reaches = (routine: Routine, seen: Set<string>): string | undefined => {
    if (routine.does) return routine.name;
    for (const callee of routine.calls) {
      if (seen.has(callee)) continue;
      seen.add(callee);
      // Which of several it means the name alone does not tell.
      const all = (byName.get(callee) ?? []).map((other) => reaches(other, seen));
      const found = all.length > 0 && all.every((path) => path !== undefined) ? all[0] : undefined;
      if (found !== undefined) return `${routine.name} > ${found}`;
    }
    return undefined;
  };
  expect(routines.length).toBeGreaterThan(1000);
  const wrong = routines.flatMap((r) => (r.isSafe ? (reaches(r, new Set([r.name])) ?? []) : []));
  expect(wrong).toEqual([]);
});
