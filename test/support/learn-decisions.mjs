// `learn-decisions DIST PROJECT PATH…`: parses what is in folders, cases among them, and what the compiler makes of a project (texts of dynamic
// SQL), and prints what the parser has learned of its decisions.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, project, ...paths] = process.argv.slice(2);
const load = (module) => import(pathToFileURL(join(dist, module)).href);
const { lex, readSources, splitText } = await load('source/index.js');
const { learnedDecisions, parseUnit } = await load('parse/parse-unit.js');
const { compile, projectOptions } = await load('compile.js');
const { parseCaseFile } = await load('runner/script/case-file.js');

const files = paths.flatMap((path) => readdirSync(path, { recursive: true }).map((name) => join(path, name)));
learnFrom(readSources(paths).units);
for (const file of files.filter((name) => name.endsWith('.case'))) {
  const { setup, run } = parseCaseFile(readFileSync(file, 'utf8')).value ?? {};
  for (const { text } of [setup, run].filter(Boolean)) learnFrom(splitText(text, file).units);
}
compile(readSources([project]), projectOptions);
process.stdout.write(learnedDecisions());

function learnFrom(units) {
  for (const { kind, text } of units) if (kind === 'sql' || kind === 'plsql') parseUnit(lex(text));
}
