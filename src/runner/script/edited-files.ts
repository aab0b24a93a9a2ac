import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileHash } from '../../contract/file-hash.js';

/** A file of the output that is not as `convert` wrote it. */
export interface EditedFile {
  /** Below OUT, as `sql/0042_procedure_pay.sql`. */
  readonly file: string;
  readonly how: 'changed' | 'added' | 'missing';
}

/** Hashes of files as `convert` wrote them, by their paths below OUT. */
export type WrittenFiles = Readonly<Record<string, string>>;

/** The files that the manifest below OUT tells of; undefined where there is none, or one that does not tell. */
export function writtenFiles(out: string): WrittenFiles | undefined {
  try {
    return writtenIn(JSON.parse(readFileSync(join(out, 'oraphant.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** What a manifest tells of the files that were written with it. */
export function writtenIn(manifest: unknown): WrittenFiles | undefined {
  const { files } = (manifest ?? {}) as { readonly files?: unknown };
  return typeof files === 'object' && files !== null ? (files as WrittenFiles) : undefined;
}

/** Which of the files below one folder of OUT are not as they were written, by name. */
export function editedFiles(out: string, folder: 'sql' | 'scripts', written: WrittenFiles): readonly EditedFile[] {
  const present = namesIn(join(out, folder)).map((name) => `${folder}/${name}`);
  const missing = Object.keys(written).filter((file) => file.startsWith(`${folder}/`) && !present.includes(file));
  return [
    ...present.flatMap((file): readonly EditedFile[] => {
      const was = written[file];
      if (was === undefined) return [{ file, how: 'added' }];
      return isWritten(out, file, was) ? [] : [{ file, how: 'changed' }];
    }),
    ...missing.map((file) => ({ file, how: 'missing' as const })),
  ];
}

/** Whether a file is as `convert` wrote it, as far as the manifest tells: only then its map to Oracle's lines holds. */
export function isAsWritten(out: string, file: string, written = writtenFiles(out)): boolean {
  return written === undefined || (written[file] !== undefined && isWritten(out, file, written[file]));
}

const isWritten = (out: string, file: string, hash: string): boolean =>
  fileHash(readFileSync(join(out, file), 'utf8')) === hash;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .sort();
  } catch {
    return [];
  }
}

/** `sql/a.sql, sql/b.sql and 3 more`. */
function fileList(files: readonly string[]): string {
  const shown = files.slice(0, 5);
  return `${shown.join(', ')}${files.length > shown.length ? ` and ${files.length - shown.length} more` : ''}`;
}

/** What is said of files that are not as they were written: a line for each way in which they differ. */
export function editedLines(edited: readonly EditedFile[]): readonly string[] {
  const of = (how: EditedFile['how']): string => fileList(edited.flatMap((one) => (one.how === how ? [one.file] : [])));
  const has = (how: EditedFile['how']): boolean => edited.some((one) => one.how === how);
  return [
    ...(has('changed') ? [`changed by hand since convert wrote it: ${of('changed')}`] : []),
    ...(has('added') ? [`not written by convert: ${of('added')}`] : []),
    ...(has('missing') ? [`written by convert, and no longer there: ${of('missing')}`] : []),
  ];
}
