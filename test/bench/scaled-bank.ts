import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSources } from '../../src/source/index.js';
import { seededRandom } from './random.js';

/** A file of a generated schema; `path` is relative, with forward slashes. */
interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const bank = fileURLToPath(new URL('../../fixtures/bank/', import.meta.url));

/** Statements that make an object: what is counted. */
const creates =
  /^\s*create\s+(?:or\s+replace\s+)?(?:(?:no)?force\s+)?(?:(?:non)?editionable\s+)?(?:global\s+temporary\s+|unique\s+|bitmap\s+|materialized\s+)*(?:table|view|sequence|index|type|function|procedure|package|trigger)\b/i;

interface Piece {
  readonly text: string;
  readonly isObject: boolean;
}

/**
 * The bank's schema and code over and over, each copy under owners of its own (`nb_gl` → `nb_gl_7`), until `objects`
 * objects are made. The last copy is cut off; what it begins with and the literals that differ from copy to copy are
 * decided by the seed. Same arguments, same bytes.
 */
export function scaledBank(objects: number, seed: number): readonly GeneratedFile[] {
  const random = seededRandom(seed);
  const folders = readFolders();
  const files: GeneratedFile[] = [];
  let made = 0;
  for (let copy = 1; made < objects; copy++) {
    for (const { path, pieces } of folders) {
      const kept: string[] = [];
      for (const piece of pieces) {
        if (made >= objects) break;
        if (piece.isObject) made += 1;
        kept.push(variant(piece.text, copy, random));
      }
      if (kept.length > 0)
        files.push({ path: `copy${String(copy).padStart(3, '0')}/${path}`, text: kept.join('\n\n') });
    }
  }
  return files;
}

/** Writes the files below a folder. */
export function writeFiles(folder: string, files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Schema and code in the order of installation; no data, no users, no jobs. */
function readFolders(): readonly { readonly path: string; readonly pieces: readonly Piece[] }[] {
  const order = [...readFileSync(join(bank, 'install.sql'), 'utf8').matchAll(/^@@(\S+)/gm)].map(([, path]) => path!);
  return order
    .filter((path) => /^(ddl|packages|routines|views|triggers|grants)\//.test(path))
    .map((path) => ({
      path,
      pieces: readSources([join(bank, path)])
        .units.filter((unit) => unit.kind === 'sql' || unit.kind === 'plsql')
        .map((unit) => ({
          text: unit.kind === 'plsql' ? `${unit.text}\n/` : `${unit.text.replace(/;\s*$/, '')};`,
          isObject: creates.test(unit.text),
        })),
    }));
}

/**
 * The text with the owners of the copy, and amounts of its own in it: no two copies are the same text but for names.
 */
function variant(text: string, copy: number, random: () => number): string {
  return text
    .replace(/\bnb_(?:ref|core|gl|pay|card|loan|aml|tsy|aud|rpt)\b/gi, (owner) => `${owner}_${copy}`)
    .replace(/(?<=[=<>(,] )\d{4,6}\b(?!['.])/g, (digits) => String(Number(digits) + Math.floor(random() * 9)));
}
