import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { OutputFile } from '../contract/compiler-api.js';
import { makeFolder, unbroken } from '../runner/script/atomic-write.js';
import { editedFiles, writtenFiles } from '../runner/script/edited-files.js';
import { reasonOf } from '../source/files/file-store.js';
import { CommandError } from './exit.js';
import { requirePlace } from './files.js';

/** Files at the top of OUT that say it is ours. */
const ownMark = 'oraphant.json';

/**
 * Refuses, before any work is done, a folder that holds something else; one that holds a source is refused
 * even where it may be replaced. Gives back the files that were changed by hand, and are to be replaced all the same.
 */
export function checkOutputFolder(folder: string, force: boolean, sources: readonly string[]): readonly string[] {
  if (!existsSync(folder)) {
    requirePlace(folder);
    return [];
  }
  if (!statSync(folder).isDirectory()) throw new CommandError(`${folder} is not a folder`);
  const inside = sources.find((path) => `${realpathSync(path)}${sep}`.startsWith(`${realpathSync(folder)}${sep}`));
  if (inside !== undefined)
    throw new CommandError(`${inside} lies in the output folder ${folder}, whose contents would be replaced`);
  if (force) return editedByHand(folder);
  if (readdirSync(folder).length === 0) return [];
  if (!existsSync(join(folder, ownMark)))
    throw new CommandError(`${folder} is not empty and was not written by oraphant; --force replaces its contents`);
  refuseLostWork(folder);
  const [first, ...more] = foreignFiles(folder);
  if (first === undefined) return [];
  const others = more.length === 0 ? 'which was' : `and ${more.length} more, which were`;
  throw new CommandError(
    `${folder} holds ${first}, ${others} not written by oraphant; --force replaces the contents of the folder`,
  );
}

/** What somebody changed in files of the output would be gone without a trace. */
function refuseLostWork(folder: string): void {
  const lost = editedByHand(folder);
  if (lost.length > 0)
    throw new CommandError(
      `${folder} has files that were changed by hand since convert wrote them: ${lost.join(', ')}; ` +
        'write to another folder (-o) and take the changes over, or replace them with --force',
    );
}

function editedByHand(folder: string): readonly string[] {
  const written = writtenFiles(folder);
  if (written === undefined) return [];
  const edited = (['sql', 'scripts'] as const).flatMap((below) => editedFiles(folder, below, written));
  return edited.flatMap(({ file, how }) => (how === 'changed' ? [file] : []));
}

/** What a conversion puts in its folder. */
const ownNames: ReadonlySet<string> = new Set([ownMark, 'maps', 'report', 'scripts', 'sql']);

/** What somebody else put there: a repository, notes, files of SQL, which have no source map beside them. */
function foreignFiles(folder: string): readonly string[] {
  const beside = readdirSync(folder).filter((name) => !ownNames.has(name) && !/^\.(?:new|old)-/.test(name));
  const [sql, maps] = [join(folder, 'sql'), join(folder, 'maps')];
  if (!existsSync(sql) || !existsSync(maps)) return beside;
  const written = writtenFiles(folder);
  const scripts = written === undefined ? [] : editedFiles(folder, 'scripts', written);
  const isForeign = (name: string): boolean =>
    !name.endsWith('_runtime_ora.sql') && !existsSync(join(maps, `${name}.json`));
  return [
    ...beside,
    ...readdirSync(sql)
      .filter(isForeign)
      .map((name) => `sql/${name}`),
    ...scripts.flatMap(({ file, how }) => (how === 'added' ? [file] : [])),
  ];
}

/**
 * Replaces the folder by the files in one step: they are written beside it and renamed, so that a reader (or a crash)
 * sees the old contents or the new ones, never a mixture; Ctrl-C waits meanwhile. Where the folder itself has to stay,
 * its contents are replaced, once all files are written.
 */
export function writeOutputFolder(folder: string, files: readonly OutputFile[]): void {
  unbroken(() => replaceByFiles(folder, files));
}

function replaceByFiles(folder: string, files: readonly OutputFile[]): void {
  const target = followed(folder);
  let staging: string | undefined;
  let made: string | undefined;
  try {
    const stays = cannotMove(target);
    made = makeFolder(dirname(target));
    staging = stays ? mkdtempSync(join(target, '.new-')) : stagingFolder(target);
    // mkdtemp keeps others out; the result is for them too.
    chmodSync(staging, 0o777 & ~process.umask());
    const folders = new Set<string>();
    for (const file of files) {
      const path = resolve(staging, file.path);
      if (!path.startsWith(staging + sep)) throw new Error(`path outside of the output folder: ${file.path}`);
      const parent = dirname(path);
      if (!folders.has(parent)) makeFolder(parent);
      folders.add(parent);
      writeFileSync(path, file.text, { flag: 'wx' });
    }
    if (stays) replaceContents(staging, target);
    else replaceFolder(staging, target);
  } catch (error) {
    for (const folder of [staging, made]) if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    throw new CommandError(`cannot write ${folder}: ${reasonOf(error)}`);
  }
}

/** A link stays one: the folder that it points to is written, also where that is not there yet. */
function followed(folder: string): string {
  const path = resolve(folder);
  if (existsSync(path)) return realpathSync(path);
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? resolve(dirname(path), readlinkSync(path)) : path;
}

function stagingFolder(target: string): string {
  try {
    return mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  } catch (error) {
    // The folder above is there, but takes no other: `/proc`.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error('no folder can be made there');
    throw error;
  }
}

/**
 * A place where a disk is mounted (a volume of a container) has to stay; so has a folder in
 * one that is not ours to write.
 */
function cannotMove(target: string): boolean {
  if (!existsSync(target)) return false;
  if (statSync(target).dev !== statSync(dirname(target)).dev) return true;
  try {
    accessSync(dirname(target), constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/**
 * The contents of a folder that has to stay: the old ones step aside in it, and come back
 * if the new ones cannot move in.
 */
function replaceContents(staging: string, target: string): void {
  const old = mkdtempSync(join(target, '.old-'));
  const moved: { readonly from: string; readonly to: string }[] = [];
  const move = (from: string, to: string): void => {
    renameSync(from, to);
    moved.push({ from, to });
  };
  try {
    for (const name of readdirSync(target)) {
      const path = join(target, name);
      if (path !== old && path !== staging) move(path, join(old, name));
    }
    for (const name of readdirSync(staging)) move(join(staging, name), join(target, name));
  } catch (error) {
    for (const { from, to } of moved.reverse()) renameSync(to, from);
    rmSync(old, { recursive: true, force: true });
    throw error;
  }
  for (const folder of [old, staging]) rmSync(folder, { recursive: true, force: true });
}

/**
 * A folder cannot be renamed over a full one: the old one steps aside first, and comes back
 * if the new one cannot move in.
 */
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
