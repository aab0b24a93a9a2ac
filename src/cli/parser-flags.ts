import { setFlagsFromString } from 'node:v8';

/**
 * V8 would optimize PostgreSQL's parsers on threads of its own after a few statements, which takes half as long as they
 * then work, and 60 MB: no function has the number that is let through. To be called when the compiler has been loaded:
 * with other flags than it was made with V8 takes no compiled code from files.
 */
export function fewerOptimizations(): void {
  setFlagsFromString('--wasm-tier-up-filter=1000000000');
}
