// Makes dist/ executable after `tsc` has written its declarations: the sources bundled into a few files, since node takes a
// quarter of a short run to find, read and link seven hundred modules; and what is no module beside them: the SQL of the
// runtime, the worker of the embedded database, templates, style and script of the report.
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = join(root, 'src');
const dist = join(root, 'dist');

/** The command, the library, and the modules that the demo and the bench take on their own. */
const entries = [
  'analyze/analyze',
  'assess/findings',
  'assess/model/index',
  'cli/main',
  'compile',
  'index',
  'output/convert',
  'parse/build/index',
  'parse/parse-unit',
  'runner/case-file',
  'runner/line-map',
  'runner/postgres-statements',
  'source/index',
];
const assets = ['assess/html/assets', 'runner/pglite-worker.js', 'runtime/sql'];

/** Modules find what lies beside them by `import.meta.url`: in a chunk that still has to mean their own place. */
const ownPlaces = {
  name: 'own-places',
  transform(code, id) {
    if (!id.startsWith(sources) || !code.includes('import.meta.url')) return null;
    const place = relative(sources, id).replace(/\.ts$/, '.js').split(sep).join('/');
    return code.replaceAll('import.meta.url', `placeOfModule(${JSON.stringify(place)})`);
  },
  renderChunk(code, chunk) {
    const up = '../'.repeat(chunk.fileName.split('/').length - 1) || './';
    return code.replace(/placeOfModule\((["'`])(.*?)\1\)/g, (_, _quote, place) => {
      return `new URL(${JSON.stringify(up + place)}, import.meta.url).href`;
    });
  },
};

removeModules(dist);
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((name) => [name, join(sources, `${name}.ts`)])),
  platform: 'node',
  tsconfig: join(root, 'tsconfig.json'),
  external: (id) => !id.startsWith('.') && !id.startsWith(sources),
  plugins: [ownPlaces],
  onLog(level, log) {
    if (level === 'warn') throw new Error(log.message);
  },
});
await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  keepNames: true,
});
await bundle.close();

for (const asset of assets) {
  mkdirSync(dirname(join(dist, asset)), { recursive: true });
  if (asset.endsWith('.js')) copyFileSync(join(sources, asset), join(dist, asset));
  else {
    rmSync(join(dist, asset), { recursive: true, force: true });
    cpSync(join(sources, asset), join(dist, asset), { recursive: true });
  }
}
chmodSync(join(dist, 'cli', 'main.js'), 0o755);

/** Modules of the build before, which nothing would load any more. Declarations stay: `tsc` has just written them. */
function removeModules(folder) {
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile() && /\.js(\.map)?$/.test(file.name)) rmSync(join(file.parentPath, file.name));
  }
}
