import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseCaseFile } from '../../src/runner/script/case-file.js';
import { Random } from '../random/random.js';
import type { Rewriting } from './rewriting.js';
import { rewritings } from './rewritings.js';
import { type Program, Script } from './script.js';

/** A rewritten case, as the text of a case file. */
export interface Variant {
  readonly name: string;
  readonly text: string;
}

/** What is rewritten, and how. */
export interface SampleOptions {
  readonly root: string;
  readonly files: readonly string[];
  readonly modes: readonly string[];
  readonly count: number;
  readonly seed: number;
}

/**
 * So many rewritten cases, the same for the same options: each is one case under one rewriting, or under two
 * (`first+second`). Cases that are themselves flagged, and those that a rewriting leaves alone, are passed over. Another
 * case among the files takes the place of one of the sample at most.
 */
export function* sample({ root, files, modes, count, seed }: SampleOptions): Generator<Variant> {
  const chosen = files
    .map((file) => ({ file, rank: hash(`${seed} ${file}`) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  let made = 0;
  for (let round = 0; round < 40; round++)
    for (const { file, rank } of chosen) {
      if (made === count) return;
      const random = new Random((Number.parseInt(rank.slice(0, 8), 16) + round) & 0x7fffffff);
      const variant = variantOf(`${root}/${file}`, file, random.pick(modes), random);
      if (variant === undefined) continue;
      made++;
      yield variant;
    }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The case of a file under the rewritings that the mode names; undefined where one of them leaves it alone. */
export function variantOf(path: string, file: string, mode: string, random: Random): Variant | undefined {
  const text = readFileSync(path, 'utf8');
  const parsed = parseCaseFile(text).value;
  if (parsed === undefined || parsed.flags.length > 0 || parsed.expect.length === 0) return undefined;
  const program: Program = { setup: parsed.setup.text, run: parsed.run.text, expected: parsed.expect };
  const changed = chain(mode).reduce<Program | undefined>((before, { rewrite }) => {
    const script = before && Script.of(before);
    return script && rewrite(script, random);
  }, program);
  if (changed === undefined) return undefined;
  const how = changed.note === undefined ? mode : `${mode}.${changed.note}`;
  const name = `${file.replaceAll('/', '_').replace(/\.case$/, '')}.${how}.case`;
  return { name, text: caseText(`${parsed.title} (${how})`, changed) };
}

function chain(mode: string): readonly Rewriting[] {
  return mode.split('+').map((name) => {
    const found = rewritings.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no rewriting is named ${name}`);
    return found;
  });
}

const caseText = (title: string, { setup, run, expected }: Program): string =>
  [
    `-- title: ${title}`,
    '-- topic: metamorphic',
    '-- certainty: certain',
    '-- trap: none',
    '[setup]',
    setup.trimEnd(),
    '[run]',
    run.trimEnd(),
    '[expect]',
    ...expected,
    '',
  ].join('\n');
