import { createHash } from 'node:crypto';
import type { Finding } from '../cli/compiler-api.js';
import type { Compilation } from '../compile.js';
import { objectOf } from '../output/objects.js';

/** The diagnostics of a compilation with file, lines, object and a fingerprint that stays when lines move. */
export function findingsOf(compilation: Compilation): Finding[] {
  const owners = compilation.units.flatMap((u) => {
    const object = objectOf(u.unit, u.owner);
    return object
      ? [
          {
            file: u.source.file,
            start: u.source.start,
            end: u.source.end,
            name: `${object.kind} ${object.owner ? `${object.owner}.` : ''}${object.name}`,
          },
        ]
      : [];
  });
  return compilation.diagnostics.map((d) => {
    const file = compilation.files[d.span.file];
    const start = file?.lineColumn(d.span.start);
    const end = file?.lineColumn(d.span.end);
    const object =
      owners.find((o) => o.file === d.span.file && d.span.start >= o.start && d.span.start <= o.end)?.name ?? '';
    return {
      code: d.code,
      name: d.name,
      severity: d.severity,
      message: d.message,
      file: file?.path ?? '',
      line: start?.line ?? 0,
      column: start?.column ?? 0,
      endLine: end?.line ?? 0,
      endColumn: end?.column ?? 0,
      object,
      effortMinutes: d.effort,
      // Without the line, so that a finding keeps its fingerprint when lines move.
      fingerprint: createHash('sha256')
        .update(`${d.code}|${object}|${file?.text.slice(d.span.start, d.span.end) ?? ''}`)
        .digest('hex')
        .slice(0, 32),
    };
  });
}
