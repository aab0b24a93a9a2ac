import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectKey } from '../plan/statements/statement-shape.js';
import type { Project } from '../script/project.js';

/** What became of the Oracle objects of a conversion, each counted once. */
interface Account {
  readonly objects: number;
  /** By what became of them: `converted`, `part of another or left out`, `refused`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly object: string; readonly message: string }[];
}

interface ManifestObject {
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly file: string;
  readonly line: number;
  readonly output: string;
}

/**
 * Holds the manifest of a conversion against its files, both ways: each Oracle object has one place, each place is
 * there and makes something, and nothing is made by two files. Undefined where there is no manifest.
 */
export function accountFor(project: Project): Account | undefined {
  const path = join(project.out, 'oraphant.json');
  if (!existsSync(path)) return undefined;
  const { objects = [] } = JSON.parse(readFileSync(path, 'utf8')) as { readonly objects?: readonly ManifestObject[] };
  const problems: { object: string; message: string }[] = [];
  const counts: Record<string, number> = {};
  const files = new Map(project.files.map((file) => [file.file, file]));
  const places = new Map<string, ManifestObject>();
  for (const object of objects) {
    const { kind, name, status, output, file, line } = object;
    const title = `${kind} ${name}`;
    const other = places.get(title);
    // A script that comes twice makes its objects once: the other has no place.
    if (other !== undefined && other.output !== '' && output !== '' && other.output !== output)
      problems.push({ object: title, message: `it is there twice: ${other.file}:${other.line} and ${file}:${line}` });
    if (other === undefined || output !== '') places.set(title, object);
    const what = status === 'refused' ? 'refused' : output === '' ? 'part of another or left out' : 'converted';
    counts[what] = (counts[what] ?? 0) + 1;
    if (output === '') continue;
    const made = files.get(output);
    if (made === undefined) problems.push({ object: title, message: `its file ${output} is gone` });
    else if (made.statements.length === 0)
      problems.push({ object: title, message: `its file ${output} makes nothing` });
  }
  const makers = new Map<string, string>();
  for (const { file, statements } of project.files) {
    for (const { shape } of statements) {
      const isReplaced = shape.orReplace || shape.ifNotExists || shape.temporary || shape.name.length === 0;
      if (shape.action !== 'create' || isReplaced) continue;
      const key = objectKey(shape);
      const other = makers.get(key);
      if (other !== undefined) problems.push({ object: key, message: `two files make it: ${other} and ${file}` });
      makers.set(key, file);
    }
  }
  return { objects: objects.length, counts, problems };
}
