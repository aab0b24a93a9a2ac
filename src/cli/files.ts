import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { requireWritable, type WholeFile, writeWhole } from '../runner/script/atomic-write.js';
import { reasonOf } from '../source/files/file-store.js';
import { standardInput } from './command-line.js';
import { CommandError } from './exit.js';

/** Reads a file that is not Oracle's, in UTF-8. What cannot be read is a usage error with the reason. */
export const readText = (path: string): string => readInput(path).toString('utf8');

/** Reads a file as it is, in whatever encoding; `-` is standard input. @throws CommandError with the reason */
export function readInput(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw new CommandError(`cannot read ${path === '-' ? 'standard input' : path}: ${reasonOf(error)}`);
  }
}

/** Every path must be there before work begins. */
export function requirePaths(paths: readonly string[]): void {
  if (paths.includes(standardInput)) throw new CommandError("only 'oraphant run' reads standard input: give a file");
  for (const path of paths) if (!existsSync(path)) throw new CommandError(`no such file or folder: ${path}`);
}

/** Refuses, before any work is done, a place where nothing can be written. */
export function requirePlace(path: string): void {
  // An empty name would mean the working directory: a variable of a script without a value.
  if (path === '') throw new CommandError('the place to write to has no name');
  if (path === standardInput) throw new CommandError('nothing is written to -: give a file or folder');
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
    return namesBelow(path)
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(path, name));
  });
}

function namesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    // One below it may be what cannot be read.
    const { path = folder } = error as NodeJS.ErrnoException;
    throw new CommandError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}
