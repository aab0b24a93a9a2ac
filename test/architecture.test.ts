import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../src/', import.meta.url));

/** From left to right; a phase may import what stands to its left. `compile.ts` calls the phases up to lowering. */
const phases = [
  'source',
  'parse',
  'ir',
  'rewrite',
  'analyze',
  'lint',
  'lower',
  'compile',
  'print',
  'check',
  'output',
  'assess',
  'runner',
  'cli',
  'index',
];

/**
 * Node types, diagnostics, the SQL of the runtime and the contract of compiler and runner are what every phase knows.
 */
const shared: ReadonlySet<string> = new Set(['ir', 'diagnostics', 'runtime', 'contract']);

/** What shared folders may know themselves. */
const below: Readonly<Record<string, readonly string[]>> = {
  ir: [],
  diagnostics: ['ir'],
  runtime: ['ir'],
  contract: ['ir', 'diagnostics'],
};

/**
 * Imports against the flow, each with its reason.
 */
const accepted: readonly {
  readonly from: RegExp;
  readonly to: RegExp;
  readonly typesOnly: boolean;
  readonly why: string;
}[] = [
  {
    from: /^lower\/(ddl\/names|plsql\/transactions\/(transactions|autonomous))$/,
    to: /^print\/index$/,
    typesOnly: false,
    why: 'names and types inside of text are written as the printer writes them',
  },
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(`${root}${file}`, 'utf8');
  const from = file.replace(/\.ts$/, '');
  const to = (specifier: string) => posix.normalize(posix.join(posix.dirname(file), specifier)).replace(/\.js$/, '');
  const found: Import[] = [];
  for (const [, types, names = '', specifier = ''] of text.matchAll(
    /^(?:import|export)\s+(type\s+)?([^;]*?)\bfrom\s+'(\.[^']+)'/gm,
  )) {
    const each = /^\{(.*)\}\s*$/s
      .exec(names)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '');
    const isTypes = types !== undefined || each?.every((name) => name.trim().startsWith('type ')) === true;
    found.push({ from, to: to(specifier), typesOnly: isTypes });
  }
  for (const [, specifier = ''] of text.matchAll(/\bimport\('(\.[^']+)'\)\./g))
    found.push({ from, to: to(specifier), typesOnly: true });
  return found;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.ts$/.test(name) && !/\.d\.ts$/.test(name) && !name.startsWith('parse/generated/'));
const imports = files.flatMap(importsOf);
const phaseOf = (module: string): string => module.split('/')[0] ?? '';

function isWithTheFlow({ from, to }: Import): boolean {
  const [left, right] = [phaseOf(to), phaseOf(from)];
  if (left === right) return true;
  const known = below[right];
  if (known !== undefined) return known.includes(left);
  return shared.has(left) || phases.indexOf(left) < phases.indexOf(right);
}

const isAccepted = (one: Import): boolean =>
  accepted.some(({ from, to, typesOnly }) => from.test(one.from) && to.test(one.to) && (!typesOnly || one.typesOnly));

describe('the one way through the compiler', () => {
  it('knows every folder', () => {
    const known = new Set([...phases, ...shared]);
    expect([...new Set(files.map((file) => phaseOf(file.replace(/\.ts$/, ''))))].filter((p) => !known.has(p))).toEqual(
      [],
    );
    expect(imports.length).toBeGreaterThan(500);
  });

  it('leads from left to right', () => {
    const against = imports.filter((one) => !isWithTheFlow(one) && !isAccepted(one));
    expect(against.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('goes in circles only where what it works on nests in itself', () => {
    // Expressions hold queries, and these hold expressions; so do blocks and their statements.
    const nesting = /^(parse\/build|analyze\/resolve|lower|print)\//;
    const uses = new Map<string, string[]>();
    for (const { from, to, typesOnly } of imports) if (!typesOnly) uses.set(from, [...(uses.get(from) ?? []), to]);
    const reaches = (start: string): boolean => {
      const seen = new Set(uses.get(start));
      for (const module of seen) for (const next of uses.get(module) ?? []) seen.add(next);
      return seen.has(start);
    };
    expect([...uses.keys()].filter((module) => !nesting.test(module) && reaches(module))).toEqual([]);
  });

  it('asks what PL/SQL does before it makes anything of it', () => {
    const layers = ['effects', 'body'].map((folder) => `lower/plsql/${folder}/`);
    const upwards = imports.filter(({ from, to }) => {
      const at = layers.findIndex((layer) => from.startsWith(layer));
      return at >= 0 && to.startsWith('lower/plsql/') && !layers.slice(0, at + 1).some((layer) => to.startsWith(layer));
    });
    expect(upwards.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('has no exception that nobody needs', () => {
    const used = (one: (typeof accepted)[number]) =>
      imports.some(({ from, to }) => one.from.test(from) && one.to.test(to));
    expect(accepted.filter((one) => !used(one)).map(({ why }) => why)).toEqual([]);
  });

  it('touches files, network and clock only at its ends', () => {
    const pure = /^(ir|diagnostics|parse|rewrite|analyze|lint|lower|print|check|contract|compile)\b/;
    const outside = files.filter(
      (file) =>
        pure.test(file) &&
        /from '(node:(fs|net|http|child_process|os)|pg)'|\bDate\.now\(|\bnew Date\(\)|Math\.random\(/.test(
          readFileSync(`${root}${file}`, 'utf8'),
        ),
    );
    expect(outside).toEqual([]);
  });

  it('loads what is large when it is needed, and not at the start', () => {
    const large = /^import\s+(?!type\b)[^;]*?\bfrom\s+'(?:chevrotain|libpg-query|@electric-sql\/pglite)'/m;
    expect(files.filter((file) => large.test(readFileSync(`${root}${file}`, 'utf8')))).toEqual([]);
  });

  it('gives no two things that files of one phase export the same name', () => {
    const exporting = new Map<string, string[]>();
    // A file of definitions has its names to itself: its readers take them by the file.
    for (const file of files.filter((f) => !f.startsWith('diagnostics/')))
      for (const [, name = ''] of readFileSync(`${root}${file}`, 'utf8').matchAll(
        /^export (?:async )?(?:const|function\*?) ([\w$]+)/gm,
      )) {
        const key = `${phaseOf(file)}: ${name}`;
        exporting.set(key, [...new Set([...(exporting.get(key) ?? []), file])]);
      }
    const twice = [...exporting].filter(([, places]) => places.length > 1);
    expect(twice.map(([key, places]) => `${key} (${places.join(', ')})`)).toEqual([]);
  });

  it('exports no values that no other file names', () => {
    const below = (folder: URL): string[] =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.m?ts$|\.mjs$/.test(name))
        .map((name) => fileURLToPath(new URL(name, folder)));
    const filesNaming = new Map<string, number>();
    for (const place of [...below(new URL('../src/', import.meta.url)), ...below(new URL('./', import.meta.url))])
      for (const word of new Set(readFileSync(place, 'utf8').match(/[A-Za-z_$][\w$]*/g)))
        filesNaming.set(word, (filesNaming.get(word) ?? 0) + 1);
    // The registry takes whole files of definitions.
    const exporting = files.filter((file) => !file.startsWith('diagnostics/'));
    const unused = exporting.flatMap((file) => {
      const exported = readFileSync(`${root}${file}`, 'utf8').matchAll(
        /^export (?:abstract |async |declare )*(?:class|const|enum|function\*?) ([\w$]+)/gm,
      );
      return [...exported].filter(([, name = '']) => filesNaming.get(name) === 1).map(([, name]) => `${file}: ${name}`);
    });
    expect(unused).toEqual([]);
  });
});
