// Goes into dist/ as it is. V8 reads a megabyte of parser at every start, unless it is told what it found out at the last.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const loaded = [];

/** The value of the script at the address. Compiled code beside it is taken where this version of Node made it, else it is compiled anew. */
export function load(address) {
  const filename = fileURLToPath(address);
  const cachedData = contentOf(`${filename}.cache`);
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  loaded.push({ filename, script });
  return script.runInThisContext();
}

/** Writes what V8 has compiled of the loaded scripts so far beside them: a step of the build. */
export function saveCompiledCode() {
  for (const { filename, script } of loaded) writeFileSync(`${filename}.cache`, script.createCachedData());
}

function contentOf(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
