import { join } from 'node:path';
import { decode } from './encoding.js';
import { type FileStore, reasonOf } from './file-store.js';

/** Extensions of Oracle scripts, as tools and habits have them. */
const extensions: ReadonlySet<string> = new Set(
  `sql pks pkb pls plb pck pkg pkh pkgbody pkgspec spec body bdy spc prc proc fnc fun func trg tgr vw vie view mv mvw tab
  tbl ddl dml tps tpb typ tyb type syn seq con idx ind ctx dbl jvs job grt grants plsql psql sf sp ora pdc pkgs f p
  `.split(/\s+/),
);

const skippedFolders: ReadonlySet<string> = new Set(['node_modules', '.git', '.svn', '.hg']);

/** At the top of a folder that `convert` has written. */
const manifestFile = 'oraphant.json';

/** Bytes of a file without an extension that is looked into: beyond them it is data. */
const largestUnnamed = 2_000_000;
const creation =
  /^[ \t]*create[ \t]+(or[ \t]+replace[ \t]+)?(\w+[ \t]+){0,3}(table|view|package|procedure|function|trigger|type|sequence|index|synonym)\s+["\w&]/im;

/** The scripts of a path: itself, or those of the folder in stable order; `within` are the folders around it. */
export function scriptsIn(
  store: FileStore,
  path: string,
  fail: (path: string, reason: string) => void,
  within: readonly string[] = [],
): string[] {
  try {
    const type = store.typeOf(path);
    if (type === 'file' || (type === 'stream' && within.length === 0)) return [path];
    // Nobody may ever write to a pipe that lies in a folder.
    if (type === 'stream') return [];
    if (type === 'folder') {
      const names = store.list(path);
      const real = store.realPath(path);
      // A link back to a folder around it; and what was converted before, beside its sources.
      if (within.includes(real) || (within.length > 0 && names.includes(manifestFile) && names.includes('sql')))
        return [];
      return names.flatMap((name) => {
        const inner = join(path, name);
        const isInnerFolder = isFolder(store, inner);
        const isWanted = isInnerFolder
          ? !skippedFolders.has(name)
          : extensions.has(extensionOf(name)) || (!name.includes('.') && isScript(store, inner));
        return isWanted ? scriptsIn(store, inner, fail, [...within, real]) : [];
      });
    }
    fail(path, 'there is no such file or folder');
  } catch (error) {
    fail(path, reasonOf(error));
  }
  return [];
}

/** A file without an extension counts as a script where a line of it begins to create what Oracle has. */
function isScript(store: FileStore, path: string): boolean {
  try {
    if (store.typeOf(path) !== 'file' || store.sizeOf(path) > largestUnnamed) return false;
    const text = decode(store.read(path))?.text ?? '';
    return !text.startsWith('#!') && creation.test(text);
  } catch {
    return false;
  }
}

/** Is there a folder at the path? False where the path leads nowhere. */
export function isFolder(store: FileStore, path: string): boolean {
  try {
    return store.typeOf(path) === 'folder';
  } catch {
    return false;
  }
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
