import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assess } from '../src/assess/assess.js';
import { compile, defaultOptions } from '../src/compile.js';
import { convertPaths, layOut } from '../src/output/convert.js';
import { compileScript } from '../src/output/script.js';
import { runScript } from '../src/runner/script/script.js';
import { openScratch, type Scratch } from '../src/runner/verify/scratch.js';
import { readSources } from '../src/source/index.js';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Seconds a property; more with ORAPHANT_FUZZ_SECONDS, and then from a new seed each time. */
const given = Number(process.env.ORAPHANT_FUZZ_SECONDS ?? 0);
const limits = { interruptAfterTimeLimit: (given || 7) * 1000, numRuns: given > 0 ? 1_000_000 : 150 };
const property = given > 0 ? limits : { ...limits, seed: 20240229 };

/** One input may not take more of the CPU than this, in seconds; what waits for ever ends at the limit of the test. */
const longest = 15;

const read = (folder: string, ending: RegExp): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .sort()
    .map((name) => readFileSync(`${root}${folder}/${name}`, 'latin1'))
    .filter((text) => text.length < 20_000);

const samples = [
  ...read('test/parse/accepted', /\.sql$/),
  ...read('fixtures/bank', /\.(sql|pks|pkb)$/),
  ...read('test/cases', /\.case$/).map((text) => text.replace(/\[expect\][\s\S]*/, '')),
];

const sample = fc.nat(samples.length - 1).map((index) => samples[index] ?? '');
const shreds = [...'\'"();:/&@.,-+*<>|%#$\n\t\0', '/*', '*/', '--', '/\n', "q'[", 'begin', 'end', 'end;', 'loop', 'is'];
const tokens = [
  ...shreds,
  ...['select', 'from', 'case', 'when', '(+)', 'exception', 'declare', 'cursor', 'bulk collect', ':=', '%type', '..'],
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(200)),
  insert: fc.oneof(
    fc.constant(''),
    fc.constantFrom(...tokens).map((token) => ` ${token} `),
    fc.constantFrom(...shreds),
    fc.tuple(sample, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(60)).map(([text, at, length]) => {
      const from = Math.floor(at * text.length);
      return text.slice(from, from + length);
    }),
  ),
});

/** A piece of a real script with some places changed. */
const mutated = fc
  .tuple(sample, fc.double({ min: 0, max: 1, noNaN: true }), fc.array(edit, { minLength: 1, maxLength: 4 }))
  .map(([text, start, edits]) => {
    const from = text.lastIndexOf('\n', Math.floor(start * Math.max(0, text.length - 3000))) + 1;
    return edits.reduce(
      (current, { at, length, insert }) => {
        const place = Math.floor(at * current.length);
        return current.slice(0, place) + insert + current.slice(place + length);
      },
      text.slice(from, from + 4000),
    );
  });

const anything = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  mutated.map((text) => Buffer.from(text, 'latin1')),
);

/** Reads the bytes as a file, as the commands do. */
function input(bytes: Uint8Array) {
  const store = {
    typeOf: (path: string) => (path === 'x.sql' ? ('file' as const) : undefined),
    sizeOf: () => bytes.length,
    realPath: (path: string) => path,
    list: () => [],
    read: () => bytes,
  };
  return readSources(['x.sql'], { store });
}

async function inTime(work: () => unknown): Promise<void> {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(longest);
}

describe('whatever is given', () => {
  it('is assessed and converted without a crash', async () => {
    await fc.assert(
      fc.asyncProperty(anything, (bytes) =>
        inTime(async () => {
          const compilation = compile(input(bytes));
          assess(compilation);
          const { files } = await layOut(compilation);
          expect(files.at(-1)?.path).toBe('oraphant.json');
        }),
      ),
      property,
    );
  });

  it('is compiled as a script without a crash', async () => {
    await fc.assert(
      fc.asyncProperty(anything, (bytes) =>
        inTime(() => compileScript(Buffer.from(bytes).toString('latin1'), 'x.sql', {}, defaultOptions)),
      ),
      property,
    );
  });

  describe('as a script', () => {
    let scratch: Scratch;
    beforeAll(async () => {
      scratch = await openScratch('pglite:', { statementTimeoutMs: 10_000 });
    });
    afterAll(() => scratch.close());

    it('runs to its end: errors are reported', async () => {
      await fc.assert(
        fc.asyncProperty(mutated, (text) =>
          inTime(async () => {
            const { runtime, steps, afterUnit } = await compileScript(
              text,
              'x.sql',
              { defineOff: true },
              defaultOptions,
            );
            const target = await scratch.fresh();
            for (const sql of runtime) await target.execute(sql);
            const { stopped } = await runScript(target, steps.slice(0, 20), { afterUnit });
            // Only a statement that never ends takes the session with it.
            if (stopped) await expect(target.execute('select 1')).rejects.toThrow();
          }),
        ),
        // On a busy machine one run alone, with the runtime that it creates, may take what the others have together.
        { ...property, interruptAfterTimeLimit: (given || 40) * 1000, numRuns: given > 0 ? 1_000_000 : 25 },
      );
    });
  });
});

describe('the same input', () => {
  it('gives the same bytes', async () => {
    const [first, second] = [
      await convertPaths([`${root}fixtures/bank/install.sql`], {}),
      await convertPaths([`${root}fixtures/bank/install.sql`], {}),
    ];
    expect(second.files.map(({ path }) => path)).toEqual(first.files.map(({ path }) => path));
    const texts = new Map(first.files.map(({ path, text }) => [path, text]));
    expect(second.files.filter(({ path, text }) => texts.get(path) !== text).map(({ path }) => path)).toEqual([]);
  });
});
