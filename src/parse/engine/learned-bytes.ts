/**
 * What the parser has learned of its decisions, as `encodeDecisions` writes it. The build learns it from the sources of
 * `fixtures/` and others, and reads it here (test/support/learned-decisions.mjs); where nothing is learned, the parser
 * looks at its network.
 */
export const learnedBytes = (): Uint8Array | undefined => undefined;
