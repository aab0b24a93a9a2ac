import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareNames } from './name-order.js';

/** What stands behind a path. */
export type FileType = 'file' | 'folder' | 'stream';

/** The only part of this phase that touches the file system; tests put another in its place. */
export interface FileStore {
  /** `stream`: a pipe or a device, which is read where it is given, and not where a folder holds it. */
  readonly typeOf: (path: string) => FileType | undefined;
  /** Bytes of a file. */
  readonly sizeOf: (path: string) => number;
  /** The path behind links. */
  readonly realPath: (path: string) => string;
  /** Names in a folder, in the order of `compareNames`. */
  readonly list: (path: string) => readonly string[];
  /** The content; throws what the system says. */
  readonly read: (path: string) => Uint8Array;
}

/** The file system. */
export const diskStore: FileStore = {
  typeOf(path) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (stats.isDirectory()) return 'folder';
    if (stats.isFile()) return 'file';
    return stats.isFIFO() || stats.isCharacterDevice() ? 'stream' : undefined;
  },
  sizeOf: (path) => statSync(path).size,
  realPath: (path) => realpathSync(path),
  list: (path) => readdirSync(path).sort(compareNames),
  read: (path) => readFileSync(path),
};

/** Finds a file by its path, also where the script's author had a file system that is blind to case. */
export function findFile(store: FileStore, path: string): string | undefined {
  if (isReadable(store, path)) return path;
  const folder = dirname(path);
  if (folder === path) return undefined;
  const wanted = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const parent = typeOf(store, folder) === 'folder' ? folder : findFolder(store, folder);
  if (parent === undefined) return undefined;
  const name = store.list(parent).find((entry) => entry.toLowerCase() === wanted);
  const found = name === undefined ? undefined : join(parent, name);
  return found !== undefined && isReadable(store, found) ? found : undefined;
}

const isReadable = (store: FileStore, path: string): boolean => ['file', 'stream'].includes(typeOf(store, path) ?? '');

function findFolder(store: FileStore, path: string): string | undefined {
  const parent = dirname(path);
  if (parent === path) return undefined;
  const existing = typeOf(store, parent) === 'folder' ? parent : findFolder(store, parent);
  if (existing === undefined) return undefined;
  const wanted = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const name = store.list(existing).find((entry) => entry.toLowerCase() === wanted);
  const found = name === undefined ? undefined : join(existing, name);
  return found !== undefined && typeOf(store, found) === 'folder' ? found : undefined;
}

/** A path that the system cannot look up (too long, a zero byte, no permission) is as good as missing here. */
function typeOf(store: FileStore, path: string): FileType | undefined {
  try {
    return store.typeOf(path);
  } catch {
    return undefined;
  }
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
      return message?.replace(/^[A-Z]+: /, '') ?? String(error);
  }
}
