import { indented, type RandomChoice, type RandomStatement, StatementGenerator, sequence } from '../statements.js';
import type { ViewWithTrigger } from './instead-of.js';
import type { ObjectFamily } from './object-types.js';
import type { Pipelined } from './pipelined.js';
import { type Run, type Scope, Useless } from './session.js';
import { objectOf, type Type, type Value } from './values.js';

/** Lines of PL/SQL, and what Oracle does with them. */
export type Statement = RandomStatement<Run>;

export interface Expression {
  readonly text: string;
  readonly type: Type;
  readonly value: (run: Run) => Value;
  /** Is it a variable, which a routine that gets it might change meanwhile? */
  readonly variable?: Variable;
}

export interface Variable {
  /** What it is called here: by its name alone where nothing hides it, and qualified. */
  readonly names: readonly string[];
  readonly key: string;
  readonly type: Type;
  readonly constant?: boolean;
  /** Is it declared as CONSTANT in a package? */
  readonly ofPackage?: boolean;
  /** The package whose state it is. */
  readonly package?: string;
  /** An attribute of SELF, by its name alone. */
  readonly attribute?: string;
  /** SELF of a method: not to be replaced as a whole. */
  readonly isSelf?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly key: string;
  readonly mode: 'IN' | 'OUT' | 'IN OUT';
  readonly type: Type;
  /** Evaluated where the routine is declared. */
  readonly default?: Expression;
}

/** A routine as its callers see it. */
export interface Routine {
  /** What it is called here. */
  readonly names: readonly string[];
  readonly key: string;
  readonly parameters: readonly Parameter[];
  /** Of a function. */
  readonly result?: Type;
  /** Does it change nothing but its own variables, and print nothing? */
  readonly pure: boolean;
  /** The package that has it; its state is the scope around the routine's. */
  readonly package?: string;
  /** Declared in a block or in another routine. */
  readonly nested: boolean;
  /** The scope around its parameters. */
  readonly home: (run: Run) => Scope;
  /** Runs the body in the scope of its parameters. */
  readonly invoke: (run: Run) => Value;
}

export interface Exception {
  readonly names: readonly string[];
  readonly key: string;
  readonly code: number;
}

/** What a statement may name, and where it stands. */
export interface Context {
  readonly variables: readonly Variable[];
  readonly routines: readonly Routine[];
  readonly exceptions: readonly Exception[];
  readonly types: readonly Type[];
  /** The package whose body it is in. */
  readonly package?: string;
  readonly depth: number;
  /** Labels of the loops around it. */
  readonly loops: readonly string[];
  readonly inHandler: boolean;
  /** What RETURN gives; null in a procedure; undefined in the outermost block. */
  readonly returns?: Type | null;
  /** Only what changes nothing of others, and prints nothing. */
  readonly pure: boolean;
  /** May the table be read and changed? */
  readonly sql: boolean;
  /** Is it the body of a pipelined function? */
  readonly pipes?: boolean;
}

export const deepest = 2;
export const isDeep = (cx: Context): boolean => cx.depth > deepest;
export const within = (cx: Context, more: Partial<Context> = {}): Context => ({ ...cx, depth: cx.depth + 1, ...more });

/** The context without what the names hide. */
export const hiding = (cx: Context, names: readonly string[]): Context => ({
  ...cx,
  variables: hide(cx.variables, names),
  routines: hide(cx.routines, names),
  exceptions: hide(cx.exceptions, names),
});

const namesOf = (named: readonly { readonly names: readonly string[] }[]): string[] => named.flatMap((x) => x.names);

/** The context with more variables, which hide others of their names. */
export function withVariables(cx: Context, more: readonly Variable[]): Context {
  const hidden = hiding(cx, namesOf(more));
  return { ...hidden, variables: [...hidden.variables, ...more] };
}

/** The context with more routines, all those of their names. */
export function withRoutines(cx: Context, more: readonly Routine[]): Context {
  const hidden = hiding(cx, namesOf(more));
  return { ...hidden, routines: [...hidden.routines, ...more] };
}

export function withExceptions(cx: Context, more: readonly Exception[]): Context {
  const hidden = hiding(cx, namesOf(more));
  return { ...hidden, exceptions: [...hidden.exceptions, ...more] };
}

function hide<T extends { readonly names: readonly string[] }>(named: readonly T[], by: readonly string[]): T[] {
  const hidden = new Set(by);
  return named.flatMap((x) => {
    const names = x.names.filter((n) => !hidden.has(n) && !hidden.has(n.replace(/\..*/, '')));
    if (names.length === x.names.length) return [x];
    return names.length === 0 ? [] : [{ ...x, names }];
  });
}

export type StatementChoice = RandomChoice<Generator, Context, Run>;

/** Makes one program. */
export class Generator extends StatementGenerator<Context, Run> {
  /** Keys of the routines that may be called: whose bodies are made. */
  readonly ready = new Set<string>();
  /** The object types, with their methods. */
  objects: ObjectFamily | undefined;
  /** The pipelined functions. */
  pipelined: Pipelined | undefined;
  /** The view of T, whose INSTEAD OF trigger is made. */
  view: ViewWithTrigger | undefined;

  constructor(
    seed: number,
    private readonly choices: readonly StatementChoice[],
    dropped?: ReadonlySet<number>,
  ) {
    super(seed, dropped);
  }

  protected attempt(cx: Context): Statement | undefined {
    return this.random.weighted(this.choices).make(this, cx);
  }
}

export { indented, sequence };

export const pickName = (g: Generator, x: { readonly names: readonly string[] }): string => g.random.pick(x.names);

export function valueOf(run: Run, { key, package: home, ofPackage, attribute }: Variable): Value {
  if (attribute !== undefined) return objectOf(run.scope.get(key))?.fields.get(attribute) ?? null;
  // Whether a package begins when one of its constants is read is not said.
  if (ofPackage && home !== undefined && run.session.package(home).stage === 'new') throw new Useless();
  return (home === undefined ? run.scope : run.session.enter(home)).get(key);
}

export function setVariable(run: Run, { key, package: home, attribute }: Variable, value: Value): void {
  if (attribute !== undefined) {
    objectOf(run.scope.get(key))?.fields.set(attribute, value);
    return;
  }
  (home === undefined ? run.scope : run.session.enter(home)).set(key, value);
}
