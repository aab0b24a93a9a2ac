// Copies what `tsc` leaves behind: the SQL files of the runtime, which are read relative to the compiled module.
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('../../src/runtime/sql', import.meta.url));
const to = fileURLToPath(new URL('../../dist/runtime/sql', import.meta.url));
rmSync(to, { recursive: true, force: true });
cpSync(from, to, { recursive: true });
