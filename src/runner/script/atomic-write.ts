import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** A file that is to be written: where, and what is in it. */
export interface WholeFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Makes a folder and those above it. Node's own `recursive` goes round for ever where a folder that is there takes no
 * other (`/proc/x`). Gives back the outermost folder that was made; undefined where all were there. @throws the
 * system's error
 */
export function makeFolder(path: string): string | undefined {
  const folder = resolve(path);
  const missing: string[] = [];
  let above = folder;
  while (!isThere(above)) {
    missing.unshift(above);
    above = dirname(above);
  }
  if (!statSync(above).isDirectory()) throw systemError('ENOTDIR', 'it is not a folder', above);
  for (const next of missing) {
    try {
      mkdirSync(next);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        throw systemError('EPERM', 'no folder can be made there', next);
      // Somebody else may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return missing[0];
}

/** Whether files can be made at a path, as far as this can be told without making one. @throws the system's error */
export function requireWritable(path: string): void {
  let above = resolve(path);
  while (!isThere(above)) above = dirname(above);
  if (above !== resolve(path) && !statSync(above).isDirectory())
    throw systemError('ENOTDIR', 'it is not a folder', above);
  accessSync(above, constants.W_OK);
}

/**
 * Does a work that has to be whole: Ctrl-C and SIGTERM, which end a process in the middle of it where nothing listens
 * for them, do nothing meanwhile. The work must be synchronous.
 */
export function unbroken(work: () => void): void {
  const goOn = (): void => {};
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, goOn);
  try {
    work();
  } finally {
    for (const signal of signals) process.off(signal, goOn);
  }
}

/**
 * Writes files all or none: each beside its place first, and only when all of them are on the disk they are renamed. A
 * reader, a crash or a full disk sees the old files or the new ones, never a part of one. What is no file
 * (`/dev/stdout`) is written as it is. @throws the system's error
 */
export function writeWhole(files: readonly WholeFile[]): void {
  unbroken(() => writeAll(files));
}

function writeAll(files: readonly WholeFile[]): void {
  const staged: { readonly from: string; readonly to: string }[] = [];
  const made: string[] = [];
  try {
    for (const { path, text } of files) {
      const folder = makeFolder(dirname(path));
      if (folder !== undefined) made.push(folder);
      if (isThere(path) && !statSync(path).isFile()) {
        writeFileSync(path, text);
        continue;
      }
      // A link stays one: what it points to is replaced.
      const to = isThere(path) ? realpathSync(path) : resolve(path);
      const from = join(dirname(to), `.${basename(to)}-${randomBytes(4).toString('hex')}`);
      staged.push({ from, to });
      writeFileSync(from, text, { flag: 'wx' });
      if (isThere(to)) chmodSync(from, statSync(to).mode & 0o7777);
    }
  } catch (error) {
    for (const { from } of staged) rmSync(from, { force: true });
    for (const folder of made.reverse()) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  for (const { from, to } of staged) renameSync(from, to);
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function systemError(code: string, reason: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${reason} (${path})`), { code, path });
}
