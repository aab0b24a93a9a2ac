// Makes a chunk of the bundle one that V8 need not compile at every start: its code becomes a script, for which Node 20, unlike for modules, takes
// compiled code from a file.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const loader = 'cached-script.js';

/** The file with the code of a chunk that is a script. */
const scriptOf = (chunk) => chunk.replace(/\.js$/, '.script.js');

/** `chunk`: the path of a chunk in dist/chunks that has no `await` outside of functions. */
export function makeScript(dist, chunk) {
  const imports = [];
  let code = readFileSync(join(dist, chunk), 'utf8');
  for (let found = importAt(code); found; found = importAt(code)) {
    imports.push(found);
    code = code.slice(found[0].length);
  }
  const exported = /export\{([^}]*)\};?\s*$/.exec(code);
  if (!exported || /\bimport\s*[({"*]/.test(code)) throw new Error(`${chunk} has another form`);
  code = code
    .slice(0, exported.index)
    .replaceAll('import.meta.url', 'moduleAddress')
    .replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const taken = imports.flatMap(([, names]) => names.split(',').map((name) => name.split(' as ').at(-1)));
  const given = exported[1].split(',').map((name) => name.split(' as ')[0]);
  const script = scriptOf(chunk);
  writeFileSync(
    join(dist, script),
    `(function(${['moduleAddress', ...taken]}){"use strict";${code}\nreturn{${given}}})`,
  );
  writeFileSync(
    join(dist, chunk),
    `${imports.map(([text]) => text).join('')}import{load}from"./${loader}";
const{${given}}=load(new URL("./${script.split('/').at(-1)}",import.meta.url))(${['import.meta.url', ...taken]});
${exported[0]}`,
  );
  copyFileSync(fileURLToPath(new URL(loader, import.meta.url)), join(dist, 'chunks', loader));
}

/** Keeps the compiled code of the scripts that `program`, a module's text, loads and runs. */
export function keepCompiledCode(dist, program) {
  const saving = `const { saveCompiledCode } = await import(${JSON.stringify(pathToFileURL(join(dist, 'chunks', loader)).href)}); saveCompiledCode();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', `${program}\n${saving}`], { stdio: 'inherit' });
}

const importAt = (code) => /^import\{([^}]*)\}from"[^"]+";/.exec(code);
