/** From files to units: decoding, SQL*Plus, substitution, splitting, and the lexer that the parser shares. */

export { diskStore, type FileStore } from './file-store.js';
export { type Comment, type LexedText, lex, type Stretch, stretches, TokenKind, tokenKindNames } from './lexer.js';
export { type MappedText, originEndOf, originOf } from './mapped-text.js';
export { type ReadOptions, readSources, type Sources } from './read.js';
export { type Encoding, type LineColumn, type SourceFile, sourceFile } from './source-file.js';
export { type SplitOptions, splitText } from './split-text.js';
export { type CommandLine, splitArguments } from './sqlplus-commands.js';
export {
  type CommandUnit,
  type CreatedObject,
  type OpaqueUnit,
  originSpan,
  type PlsqlUnit,
  type SqlUnit,
  type Terminator,
  type Unit,
} from './unit.js';
