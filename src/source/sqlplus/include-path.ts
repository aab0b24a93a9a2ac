/** The script that a `@`, `@@` or START command names, as written, and its arguments. */
interface ScriptCall {
  readonly path: string;
  readonly arguments: readonly string[];
}

/** Reads the argument of such a command: a name, maybe in quotes, then values for &1, &2, … */
export function parseScriptCall(words: readonly string[]): ScriptCall | undefined {
  const [name, ...values] = words;
  if (name === undefined || name === '') return undefined;
  return { path: name.replaceAll('\\', '/'), arguments: values };
}

/** Does the path name a place on the network? */
export function isRemote(path: string): boolean {
  return /^(?:https?|ftp):/i.test(path);
}

/** The names to try for a script: SQL*Plus adds `.sql` where the name has no extension. (SET SUFFIX) */
export function candidateNames(path: string): readonly string[] {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return base.includes('.') ? [path, `${path}.sql`] : [`${path}.sql`, path];
}
