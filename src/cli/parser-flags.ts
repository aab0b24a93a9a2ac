import { setFlagsFromString } from 'node:v8';

/**
 * V8 would optimize PostgreSQL's parsers on threads of its own after a few statements: a third of the whole cost of a
 * small input. To be called when the compiler has been loaded: with other flags than it was made with V8 takes no
 * compiled code from files.
 */
export function fewerOptimizations(): void {
  setFlagsFromString('--wasm-tiering-budget=200000000');
}
