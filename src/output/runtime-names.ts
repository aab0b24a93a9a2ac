/** Adds the names of the runtime functions that a text calls. */
export function runtimeNames(text: string, into: Set<string>): void {
  for (const match of text.matchAll(/\bora\.([a-z_][a-z0-9_]*)/g)) if (match[1]) into.add(match[1]);
}
