import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { requireWritable, type WholeFile, writeWhole } from '../runner/script/atomic-write.js';
import { CommandError } from './exit.js';

/** Reads a text file; `-` is standard input. What cannot be read is a usage error with the reason. */
export function readInput(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new CommandError(`cannot read ${path === '-' ? 'standard input' : path}: ${reasonOf(error)}`);
  }
}

/** Every path must be there before work begins. */
export function requirePaths(paths: readonly string[]): void {
  for (const path of paths) if (!existsSync(path)) throw new CommandError(`no such file or folder: ${path}`);
}

/** Refuses, before any work is done, a place where nothing can be written. */
export function requirePlace(path: string): void {
  // An empty name would mean the working directory: a variable of a script without a value.
  if (path === '') throw new CommandError('the place to write to has no name');
  try {
    requireWritable(path);
  } catch (error) {
    throw new CommandError(`cannot write ${path}: ${reasonOf(error)}`);
  }
}

/** Writes what a command hands out, all of it or nothing; `place` is how the user named it. */
export function writeResults(place: string, files: readonly WholeFile[]): void {
  try {
    writeWhole(files);
  } catch (error) {
    throw new CommandError(`cannot write ${place}: ${reasonOf(error)}`);
  }
}

/**
 * The files with the given ending at and below the paths, sorted by name; a file that was
 * named counts whatever it is called.
 */
export function findFiles(paths: readonly string[], ending: string): readonly string[] {
  requirePaths(paths);
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(path, name));
  });
}

/** Why the file system refused, in words; of other errors their own message. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'no such file or folder';
    case 'EACCES':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'it is not a folder';
    case 'ENOSPC':
      return 'no space left on the disk';
    case 'EROFS':
      return 'the disk is read-only';
    default:
      return message ?? String(error);
  }
}
