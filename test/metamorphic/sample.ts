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
 * (`first+second`). Cases that are themselves flagged, and those that a rewriting leaves alone, are passed over.
 */
export function* sample({ root, files, modes, count, seed }: SampleOptions): Generator<Variant> {
  const random = new Random(seed);
  for (let tried = 0, made = 0; made < count && tried < count * 40; tried++) {
    const file = random.pick(files);
    const mode = random.pick(modes);
    const variant = variantOf(`${root}/${file}`, file, mode, random);
    if (variant === undefined) continue;
    made++;
    yield variant;
  }
}

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
