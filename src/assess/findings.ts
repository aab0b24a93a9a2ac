import { createHash } from 'node:crypto';
import type { Compilation } from '../compile.js';
import type { Finding } from '../contract/compiler-api.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { objectOf } from '../output/objects.js';

/** Diagnostics with file, line, object and fingerprint, in the order given. */
export function findingsOf(
  compilation: Compilation,
  diagnostics: readonly Diagnostic[] = compilation.diagnostics,
): readonly Finding[] {
  const objects = objectsByPlace(compilation);
  const fingerprint = fingerprinter();
  return diagnostics.map((d) => {
    const file = compilation.files[d.span.file];
    const start = file?.lineColumn(d.span.start);
    const end = file?.lineColumn(d.span.end);
    const object = objects(d.span.file, d.span.start);
    return {
      code: d.code,
      name: d.name,
      severity: d.severity,
      message: d.message,
      help: d.help,
      file: file?.path ?? '',
      line: start?.line ?? 0,
      column: start?.column ?? 0,
      endLine: end?.line ?? 0,
      endColumn: end?.column ?? 0,
      object,
      effortMinutes: d.effort,
      ...(d.about !== undefined && { about: d.about }),
      ...(d.missing && { missing: d.missing }),
      fingerprint: fingerprint(d.code, object, file?.text.slice(d.span.start, d.span.end) ?? d.message),
    };
  });
}

/**
 * Makes fingerprints that stay when lines move, when the file is moved and when what follows the first line of the
 * place changes. The same finding again in one object gets a number, in order of place.
 */
function fingerprinter(): (code: string, object: string, text: string) => string {
  const counts = new Map<string, number>();
  return (code, object, text) => {
    const [firstLine = ''] = text.trim().split(/\r\n|\n|\r/);
    const key = `${code}|${object}|${firstLine.trim().replaceAll(/\s+/g, ' ')}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return createHash('sha256').update(`${key}|${count}`).digest('hex').slice(0, 32);
  };
}

/** `package body HR.PAY` for a place in a source file; '' outside of objects. */
function objectsByPlace(compilation: Compilation): (file: number, offset: number) => string {
  const byFile = new Map<number, { readonly start: number; readonly end: number; readonly name: string }[]>();
  for (const { source, unit, owner } of compilation.units) {
    const object = objectOf(unit, owner);
    if (!object) continue;
    const list = byFile.get(source.file) ?? [];
    byFile.set(source.file, list);
    const name = `${object.kind} ${object.owner ? `${object.owner}.` : ''}${object.name}`;
    list.push({ start: source.start, end: source.end, name });
  }
  for (const list of byFile.values()) list.sort((a, b) => a.start - b.start);
  return (file, offset) => {
    const list = byFile.get(file) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    const last = list[low - 1];
    return last && offset <= last.end ? last.name : '';
  };
}
