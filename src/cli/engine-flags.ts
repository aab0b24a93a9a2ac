import { setFlagsFromString } from 'node:v8';

/**
 * What a run that ends with its files asks of V8. To be called when the compiler has been loaded: with other flags than
 * it was made with V8 takes no compiled code from files.
 */
export function spareMemory(): void {
  // V8 would optimize PostgreSQL's parsers on threads of its own after a few statements, which takes half as long as
  // they then work, and 60 MB: no function has the number that is let through.
  setFlagsFromString('--wasm-tier-up-filter=1000000000');
  // It would look for garbage only when the heap has grown to three times what the last look left: a third of the
  // memory of a large schema. Sooner costs nothing that can be measured up to 5,000 objects, and half as much time again
  // at 10,000.
  setFlagsFromString('--heap-growing-percent=40');
}
