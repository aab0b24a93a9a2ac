/** From files to units: decoding, SQL*Plus, substitution, splitting, and the lexer that the parser shares. */

export { diskStore, type FileStore } from './file-store.js';
export { lex, stretches, TokenKind, tokenKindNames } from './lexer.js';
export { type ReadOptions, readSources, type Sources } from './read.js';
export type { SourceFile } from './source-file.js';
export { type SplitOptions, splitText } from './split-text.js';
export { originSpan, type Unit } from './unit.js';
