import { readFileSync } from 'node:fs';

/**
 * What the parser has learned of its decisions, as `encodeDecisions` writes it. The build learns it from the sources of
 * `fixtures/` and others, and puts it here (test/support/learned-decisions.mjs); where nothing is, the parser looks at its network.
 */
export function learnedBytes(): Uint8Array | undefined {
  try {
    return readFileSync(new URL('./learned-decisions', import.meta.url));
  } catch {
    return undefined;
  }
}
