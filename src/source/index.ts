/** From files to units: decoding, SQL*Plus, substitution, splitting, and the lexer that the parser shares. */

export { diskStore, type FileStore } from './files/file-store.js';
export type { SourceFile } from './files/source-file.js';
export { type ReadOptions, readSources, type Sources } from './read.js';
export { type SplitOptions, splitText } from './split-text.js';
export { lex, stretches, TokenKind, tokenKindNames } from './tokens/lexer.js';
export { originSpan, type Unit } from './unit.js';
