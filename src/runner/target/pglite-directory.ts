import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A folder that holds a database, or shall hold one, and is ours alone meanwhile. */
export interface DatabaseDirectory {
  /** The database that was to be made in it is whole. */
  made(): void;
  /** Nothing was made of it: what has been written is taken away. */
  failed(): void;
  /** Lets others have it. */
  release(): void;
}

/** What the lock says beside the process while a database is being made: what a dead process left so is no database. */
const beingMade = ' making';

/**
 * Takes a folder for one process. PGlite does not lock it, and a second process would corrupt it: a file `DIR.lock`
 * with our process id does; one whose process is dead is taken over. @throws Error where a process has it, or where
 * the folder has other files
 */
export function takeDirectory(directory: string): DatabaseDirectory {
  const lock = `${resolve(directory)}.lock`;
  const leftHalfMade = takeLock(lock);
  const release = () => {
    held.delete(lock);
    rmSync(lock, { force: true });
  };
  try {
    if (leftHalfMade) empty(directory);
    const isNew = !existsSync(join(directory, 'PG_VERSION'));
    if (isNew) {
      if (entries(directory).length > 0) throw new Error('it is neither empty nor a database (it has no PG_VERSION)');
      writeFileSync(lock, `${process.pid}${beingMade}`);
    }
    let making = isNew;
    const atExit = () => {
      if (!making) release();
    };
    process.once('exit', atExit);
    return {
      made() {
        if (making) writeFileSync(lock, String(process.pid));
        making = false;
      },
      failed() {
        if (isNew) empty(directory);
      },
      release() {
        process.off('exit', atExit);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The lock files of this process. */
const held = new Set<string>();

/** Whether the one who had the lock before died while the database was being made. */
function takeLock(path: string): boolean {
  let leftHalfMade = false;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx');
      // Half a database stays known as one until it is gone.
      writeSync(file, `${process.pid}${leftHalfMade ? beingMade : ''}`);
      closeSync(file);
      held.add(path);
      return leftHalfMade;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const text = readFileSync(path, 'utf8');
      const owner = Number.parseInt(text, 10);
      if (isOther(owner) || held.has(path)) throw new Error(`process ${owner} has it open (lock file ${path})`);
      leftHalfMade = text.endsWith(beingMade);
      rmSync(path, { force: true });
    }
  }
  throw new Error(`another process took the lock file ${path}`);
}

const entries = (directory: string): readonly string[] => (existsSync(directory) ? readdirSync(directory) : []);

function empty(directory: string): void {
  for (const name of entries(directory)) rmSync(join(directory, name), { recursive: true, force: true });
}

/**
 * Whether a process with this id runs that is not this one: in a container the next process often has the id of the
 * last.
 */
function isOther(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether Linux keeps a process that has ended because nobody asks for its exit code, as in containers without an init. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
