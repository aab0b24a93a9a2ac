/**
 * What the parser has learned of its decisions, as `encodeDecisions` writes it. The build learns it from the sources of
 * `fixtures/` and puts it here (test/support/bundle.mjs); where nothing is learned, the parser looks at its network.
 */
export const learnedText: string = 'nothing';
