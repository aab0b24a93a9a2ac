// Makes dist/ executable after `tsc` has written its declarations: the sources bundled into a few files, since node takes a
// quarter of a short run to find, read and link seven hundred modules; and what is no module beside them: the SQL of the
// runtime, the worker of the embedded database, templates, style and script of the report.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Handlebars from 'handlebars';
import { rolldown } from 'rolldown';
import { keepCompiledCode, makeScript } from './cached-chunk.mjs';
import { keepLearnedDecisions, learnedDecisions } from './learned-decisions.mjs';
import { shareAccessors } from './shared-accessors.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = join(root, 'src');
const dist = join(root, 'dist');
const bank = join(root, 'fixtures/bank');

/** The command, the library, and the modules that the demo and the bench take on their own. */
const entries = [
  'analyze/analyze',
  'assess/findings',
  'assess/model/index',
  'check/gate-worker',
  'cli/main',
  'compile',
  'index',
  'output/convert',
  'output/rule-pages',
  'parse/build/index',
  'parse/parse-unit',
  'runner/script/case-file',
  'runner/script/line-map',
  'runner/plan/statements/postgres-statements',
  'source/index',
];
/** Packages of many files, which every command would wait for node to find and read, and one that is half comments. */
const inBundle = new Set(['yargs', 'antlr4ng']);
const chevrotain = 'node_modules/chevrotain/lib/chevrotain.min.mjs';
/** What is in that file besides. */
const inChevrotain = ['node_modules/lodash-es'];
/** What every conversion runs: V8 does not compile the chunks of these again. */
const scripts = [
  'src/parse/generated/OracleParser.ts',
  'src/compile.ts',
  'src/analyze/analyze.ts',
  'src/print/index.ts',
  'src/assess/model/index.ts',
];
/** What comes with a command at once: its modules that others share are in one file of this name; those of the library among them in another. */
const together = { common: 'cli/main', runner: 'cli/commands/apply' };
/** What reads sources and parses them is in one file with the packages that it is made with: each file takes node half a millisecond to find. */
const parsing = ['source/index', 'parse/build/index'];
const closures = {};
const isPackage = (id) => !id.startsWith('.') && !isAbsolute(id);
const assets = ['assess/html/assets', 'runner/target/pglite-worker.js', 'runtime/sql'];

/**
 * Columns of a text on a terminal, for the help: its texts are plain. The package that yargs has for it compiles expressions over all emoji at every
 * start, for longer than a command line takes.
 */
const plainWidth = {
  name: 'plain-width',
  resolveId: (id) => (id === 'string-width' ? '\0plain-width' : null),
  load: (id) => (id === '\0plain-width' ? 'export default (text) => text.length;' : null),
};

/** A lexer for paths in trees, which nothing here asks for, builds its network at every start. */
const noTreePaths = {
  name: 'no-tree-paths',
  transform(code, id) {
    if (!id.includes('/node_modules/antlr4ng/')) return null;
    const lazy = code.replace(/static decisionsToDFA = _XPathLexer[^;]*?\(\(ds, index\) => \{[^}]*\}\);/, '');
    if (lazy === code) throw new Error('antlr4ng has no XPathLexer.decisionsToDFA any more');
    return lazy;
  },
};

/** Hashes are of little use to a command that writes nothing, and to load node's module of them takes longer than to read a small file. */
const cryptoWhenAsked = {
  name: 'crypto-when-asked',
  transform(code, id) {
    if (!id.startsWith(sources) || !code.includes("from 'node:crypto'")) return null;
    const lazy = fileURLToPath(new URL('crypto-when-asked.mjs', import.meta.url));
    return code.replace("from 'node:crypto'", `from ${JSON.stringify(lazy)}`);
  },
};

/** The number of a character's bucket, which the lexer would work out for all 65,536 at every start. */
const bucketsWhenAsked = {
  name: 'buckets-when-asked',
  transform(code, id) {
    if (id !== join(root, chevrotain)) return null;
    const table =
      /function (\w+)\(t\)\{return t<(\w+)\?t:(\w+)\[t\]\}function (\w+)\(\)\{if\(\w+\(\3\)\)\{\3=new Array\(65536\);.*?\}\}/;
    const lazy = code.replace(table, (_, bucket, bound, _table, fill) => {
      return `function ${bucket}(t){return t<${bound}?t:255+~~(t/255)}function ${fill}(){}`;
    });
    if (lazy === code) throw new Error('chevrotain has no table of first characters any more');
    return lazy;
  },
};

/** A thousand static fields, one after the other, take V8 as long as reading the rest of the parser: they are handed over at once. */
const constantsAtOnce = {
  name: 'constants-at-once',
  transform(code, id) {
    if (!id.endsWith('/generated/OracleParser.ts')) return null;
    const constants = [];
    const rest = shareAccessors(code).replace(/^public static readonly (\w+) = (\d+);$/gm, (_, name, value) => {
      constants.push(`${name}: ${value}`);
      return '';
    });
    if (constants.length === 0) throw new Error('OracleParser has no constants of tokens and rules any more');
    return rest.replace(/^public static /m, `static { Object.assign(this, { ${constants.join(', ')} }); }\n$&`);
  },
};

/** The network of the grammar, where what is learned of it is not enough: nothing that each start should read. */
let network;
const networkApart = {
  name: 'network-apart',
  transform(code, id) {
    if (!id.endsWith('/generated/OracleParser.ts')) return null;
    const rest = code.replace(/(?<=return JSON\.parse\()'(.*)'(?=\))/, (_, text) => {
      network = text;
      return "readFileSync(new URL('./network.json', import.meta.url), 'latin1')";
    });
    if (network === undefined) throw new Error('OracleParser has its network elsewhere');
    return `import { readFileSync } from 'node:fs';\n${rest}`;
  },
};

/** The sources import the file at run time that chevrotain has of all its modules; here it becomes part of the bundle. */
const oneFileOfChevrotain = {
  name: 'one-file-of-chevrotain',
  load(id) {
    if (id !== join(sources, 'source/tokens/chevrotain.ts')) return null;
    return `export { createToken, EmbeddedActionsParser, Lexer, tokenLabel } from ${JSON.stringify(join(root, chevrotain))};`;
  },
};

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

/** The templates of the report in compiled form: to compile them takes a third of a second of each run that writes one. */
const compiledTemplates = {
  name: 'compiled-templates',
  load(id) {
    if (id !== join(sources, 'assess/html/templates.ts')) return null;
    const folder = join(sources, 'assess/html/assets');
    const names = readdirSync(folder).filter((name) => name.endsWith('.hbs'));
    const templates = names.map((name) => {
      const compiled = Handlebars.precompile(readFileSync(join(folder, name), 'utf8'), { strict: false });
      return `  ${JSON.stringify(name.slice(0, -4))}: handlebars.template(${compiled}),\n`;
    });
    return {
      moduleType: 'js',
      code: `import runtime from 'handlebars/runtime.js';
const handlebars = runtime.create();
const partials = {
${templates.join('')}};
export const reportTemplate = () => (view) => partials.report(view, { partials });
`,
    };
  },
};

removeModules(dist);
const preparedPages = join(dist, 'output/rule-pages.json');
rmSync(preparedPages, { force: true });
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((name) => [name, join(sources, `${name}.ts`)])),
  platform: 'node',
  tsconfig: join(root, 'tsconfig.json'),
  external: (id, importer) =>
    isBuiltin(id) ||
    (isPackage(id) && !inBundle.has(id) && importer !== undefined && !importer.includes('node_modules')),
  plugins: [
    bucketsWhenAsked,
    compiledTemplates,
    constantsAtOnce,
    cryptoWhenAsked,
    learnedDecisions,
    networkApart,
    noTreePaths,
    ownPlaces,
    plainWidth,
    oneFileOfChevrotain,
  ],
  onLog(level, log) {
    if (level === 'warn') throw new Error(log.message);
  },
});
const { output } = await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  keepNames: true,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  codeSplitting: { groups: [{ name: groupOf, debugName: 'common', minShareCount: 2 }] },
});
await bundle.close();
writeFileSync(join(dist, 'parse/generated/network.json'), network);
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), notices(output.flatMap(({ moduleIds = [] }) => moduleIds)));

for (const asset of assets) {
  mkdirSync(dirname(join(dist, asset)), { recursive: true });
  if (asset.endsWith('.js')) copyFileSync(join(sources, asset), join(dist, asset));
  else {
    rmSync(join(dist, asset), { recursive: true, force: true });
    cpSync(join(sources, asset), join(dist, asset), { recursive: true });
  }
}
const chunkOf = (module) => {
  const chunk = output.find(({ moduleIds = [] }) => moduleIds.includes(realpathSync(join(root, module))));
  if (chunk === undefined) throw new Error(`${module} is in no chunk`);
  return chunk.fileName;
};
for (const module of scripts) makeScript(dist, chunkOf(module));
keepLearnedDecisions(dist, bank, [join(root, 'fixtures'), join(root, 'test/parse/accepted'), join(root, 'test/cases')]);

const { prepareRulePages } = await import(join(dist, 'output/rule-pages.js'));
writeFileSync(preparedPages, prepareRulePages());
keepCompiledCode(dist, convertBank());
chmodSync(join(dist, 'cli', 'main.js'), 0o755);

/** A program that converts a whole schema, with its report: what of the compiler a conversion needs is compiled then. */
function convertBank() {
  const library = JSON.stringify(pathToFileURL(join(dist, 'index.js')).href);
  return `const { convertWithReport } = await import(${library});
await convertWithReport([${JSON.stringify(bank)}], {});`;
}

/** The licences of the packages that the bundle holds: they ask to go with every copy. */
function notices(modules) {
  const folders = new Set(modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? []));
  const texts = [...folders, ...inChevrotain.map((folder) => join(root, folder))].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no file with its licence`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return `Parts of these packages are in the files of this folder.\n\n${texts.sort().join('\n\n')}`;
}

function groupOf(id, context) {
  const comesWith = (entry) => (closures[entry] ??= closureOf(join(sources, `${entry}.ts`), context)).has(id);
  const name = Object.keys(together).find((one) => comesWith(together[one]));
  if (name === undefined && parsing.some(comesWith)) return 'parsing';
  if (!id.startsWith(sources)) return null;
  return name !== undefined && comesWith('index') ? 'basic' : (name ?? null);
}

/** Modules that are loaded with a module. */
function closureOf(entry, context) {
  const reached = new Set([entry]);
  for (const id of reached) for (const imported of context.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  return reached;
}

/** Modules of the build before, which nothing would load any more. Declarations stay: `tsc` has just written them. */
function removeModules(folder) {
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile() && /\.js(\.map|\.cache)?$/.test(file.name)) rmSync(join(file.parentPath, file.name));
  }
}
