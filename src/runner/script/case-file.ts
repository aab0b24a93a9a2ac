/** A behaviour case: a small Oracle program with the exact output Oracle gives. */
export interface CaseFile {
  readonly title: string;
  readonly topic: string;
  readonly certainty: string;
  readonly trap: string;
  /** Codes of the diagnostics that the case is expected to be flagged with; only these count. */
  readonly flags: readonly string[];
  readonly setup: CaseSection;
  readonly run: CaseSection;
  /** Lines that are printed; a last `ERROR ORA-nnnnn` is an error that escapes. */
  readonly expect: readonly string[];
}

/** The text of a section, without the line of its name. */
interface CaseSection {
  readonly text: string;
  /** 1-based line of the section's first line in the case file. */
  readonly line: number;
}

/** A case, or what is wrong with the file, in one sentence. */
type CaseFileResult =
  | { readonly value: CaseFile; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: string };

const sectionNames = ['setup', 'run', 'expect'] as const;

/**
 * Reads a `.case` file: header lines `-- key: value`, then the sections `[setup]`, `[run]`, `[expect]` in that order.
 */
export function parseCaseFile(text: string): CaseFileResult {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const marks = sectionNames.map((name) => lines.findIndex((line) => line.trim() === `[${name}]`));
  const [setup = -1, run = -1, expect = -1] = marks;
  if (run < 0) return { problem: 'no [run] section' };
  if (expect < 0) return { problem: 'no [expect] section' };
  if (run > expect || setup > run) return { problem: 'sections are not in the order [setup], [run], [expect]' };
  const header = headerOf(lines.slice(0, setup < 0 ? run : setup));
  const section = (from: number, to: number): CaseSection => ({
    text: from < 0 ? '' : `${lines.slice(from + 1, to).join('\n')}\n`,
    line: from + 2,
  });
  return {
    value: {
      title: header.get('title') ?? '',
      topic: header.get('topic') ?? '',
      certainty: header.get('certainty') ?? '',
      trap: header.get('trap') ?? '',
      flags: (header.get('flags') ?? '').split(/[\s,]+/).filter((code) => code !== ''),
      setup: section(setup, run),
      run: section(run, expect),
      expect: trimEmptyEnds(lines.slice(expect + 1)),
    },
  };
}

/**
 * The whole program at its place in the case file: everything else is blank lines, so that every line number in a
 * diagnostic or error is one of the case file.
 */
export function caseProgram(file: CaseFile): string {
  const setup = '\n'.repeat(Math.max(0, file.setup.text === '' ? 0 : file.setup.line - 1)) + file.setup.text;
  const used = setup.split('\n').length - 1;
  return `${setup}${'\n'.repeat(Math.max(0, file.run.line - 1 - used))}${file.run.text}`;
}

function headerOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const header = new Map<string, string>();
  for (const line of lines) {
    const match = /^--\s*([a-z]+)\s*:\s*(.*?)\s*$/i.exec(line);
    if (match?.[1] !== undefined) header.set(match[1].toLowerCase(), match[2] ?? '');
  }
  return header;
}

/** The end of the file may have blank lines; output never ends with one. */
function trimEmptyEnds(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.trim() === '') end -= 1;
  return lines.slice(0, end);
}

/** Why the printed lines differ, as one sentence; undefined when they are the same. */
export function compareOutput(expected: readonly string[], actual: readonly string[]): string | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let i = 0; i < length; i += 1) {
    if (expected[i] === actual[i]) continue;
    if (i >= actual.length) return `line ${i + 1} is missing: expected ${JSON.stringify(expected[i])}`;
    if (i >= expected.length) return `line ${i + 1} is too much: ${JSON.stringify(actual[i])}`;
    return `line ${i + 1} differs: expected ${JSON.stringify(expected[i])}, got ${JSON.stringify(actual[i])}`;
  }
  return undefined;
}
