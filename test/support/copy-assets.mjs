// Copies what `tsc` leaves behind: the SQL files of the runtime, which are read relative to the compiled module, the worker
// of the embedded database, and templates, style and script of the report; makes the command executable.
import { chmodSync, copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('../../src/runtime/sql', import.meta.url));
const to = fileURLToPath(new URL('../../dist/runtime/sql', import.meta.url));
rmSync(to, { recursive: true, force: true });
cpSync(from, to, { recursive: true });

const worker = 'runner/pglite-worker.js';
mkdirSync(new URL('../../dist/runner/', import.meta.url), { recursive: true });
copyFileSync(new URL(`../../src/${worker}`, import.meta.url), new URL(`../../dist/${worker}`, import.meta.url));

const assets = new URL('../../dist/assess/html/assets/', import.meta.url);
rmSync(assets, { recursive: true, force: true });
cpSync(new URL('../../src/assess/html/assets/', import.meta.url), assets, { recursive: true });

chmodSync(new URL('../../dist/cli/main.js', import.meta.url), 0o755);
