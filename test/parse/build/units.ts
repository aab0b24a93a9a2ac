import { readFileSync } from 'node:fs';
import type { Block, ScriptUnit } from '../../../src/ir/oracle/index.js';
import { parseText } from '../../../src/parse/build/index.js';
import { assertNested } from './build.js';
import { notationOf } from './notation.js';

interface InputCase {
  readonly input: string;
  readonly expected: string;
}

/** Files of cases: a line of Oracle, then what comes of it indented; `#` begins a group. */
export function casesOf(file: string): readonly InputCase[] {
  const lines = readFileSync(new URL(`cases/${file}.txt`, import.meta.url), 'utf8').split('\n');
  return lines.flatMap((line, i) =>
    /^[^#\s]/.test(line) ? [{ input: line, expected: (lines[i + 1] ?? '').trim() }] : [],
  );
}

/** The only unit of a script that parses, with its spans checked. */
function unitOf(text: string): ScriptUnit {
  const { units, diagnostics } = parseText(text);
  if (diagnostics.length > 0) throw new Error(`${text}: ${diagnostics[0]!.message}`);
  if (units.length !== 1) throw new Error(`${text}: ${units.length} units`);
  const { unit } = units[0]!;
  assertNested(unit, text);
  return unit;
}

function blockOf(text: string): Block {
  const unit = unitOf(text);
  if (unit.kind !== 'AnonymousBlock') throw new Error(`${text} is no block but ${unit.kind}`);
  return unit.block;
}

export const unitNotation = (text: string): string => notationOf(unitOf(`${text}\n/\n`));

export const statementNotation = (text: string): string =>
  blockOf(`begin\n${text}\nend;\n/\n`).body.map(notationOf).join(' ');

export const declarationNotation = (text: string): string =>
  blockOf(`declare\n${text}\nbegin null; end;\n/\n`).declarations.map(notationOf).join(' ');
