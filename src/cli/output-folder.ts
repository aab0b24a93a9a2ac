import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { OutputFile } from './compiler-api.js';
import { CommandError } from './exit.js';
import { reasonOf } from './files.js';

/** Files at the top of OUT that say it is ours. */
const ownMark = 'oraphant.json';

/** Refuses, before any work is done, a folder that holds something else. */
export function checkOutputFolder(folder: string, force: boolean): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new CommandError(`${folder} is not a folder`);
  const isOurs = existsSync(join(folder, ownMark));
  if (isOurs || force || readdirSync(folder).length === 0) return;
  throw new CommandError(`${folder} is not empty and was not written by oraphant; --force replaces its contents`);
}

/**
 * Replaces the folder by the files in one step: they are written beside it and renamed, so that a reader (or a crash)
 * sees the old contents or the new ones, never a mixture.
 */
export function writeOutputFolder(folder: string, files: readonly OutputFile[]): void {
  const target = resolve(folder);
  let staging: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    staging = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    // mkdtemp keeps others out; the result is for them too.
    chmodSync(staging, 0o777 & ~process.umask());
    const made = new Set<string>();
    for (const file of files) {
      const path = resolve(staging, file.path);
      if (!path.startsWith(staging + sep)) throw new Error(`path outside of the output folder: ${file.path}`);
      const parent = dirname(path);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      writeFileSync(path, file.text, { flag: 'wx' });
    }
    replaceFolder(staging, target);
  } catch (error) {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
    throw new CommandError(`cannot write ${folder}: ${reasonOf(error)}`);
  }
}

/** A folder cannot be renamed over a full one: the old one steps aside first, and comes back if the new one cannot move in. */
function replaceFolder(staging: string, target: string): void {
  if (!existsSync(target)) {
    renameSync(staging, target);
    return;
  }
  const old = `${target}.old-${randomBytes(4).toString('hex')}`;
  renameSync(target, old);
  try {
    renameSync(staging, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
