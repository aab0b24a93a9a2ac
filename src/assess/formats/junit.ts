import type { Finding, OutputFile, SuppressedFinding } from '../../contract/compiler-api.js';
import type { ReportInput } from '../report-input.js';
import { xmlText } from './xml.js';

type Outcome = 'failure' | 'skipped' | 'pass';

interface Suite {
  readonly cases: string[];
  failures: number;
  skipped: number;
}

/**
 * `junit.xml`: a suite for each source file. Errors and warnings are failures; what the baseline has and what is
 * suppressed is skipped; infos pass; an object without errors and warnings is a test that passes.
 */
export async function writeJunit({ assessment }: ReportInput): Promise<readonly OutputFile[]> {
  const { findings, suppressed, objects } = assessment;
  const suites = new Map<string, Suite>();
  const add = (file: string, xml: string, outcome: Outcome): void => {
    const suite = suites.get(file) ?? { cases: [], failures: 0, skipped: 0 };
    suites.set(file, suite);
    suite.cases.push(xml);
    if (outcome === 'failure') suite.failures += 1;
    if (outcome === 'skipped') suite.skipped += 1;
  };
  const troubled = new Set<string>();
  for (const f of [...findings, ...suppressed]) {
    if (f.severity !== 'info') troubled.add(f.object);
    const outcome = outcomeOf(f);
    add(f.file, testCase(f, outcome), outcome);
  }
  for (const o of objects) {
    const object = `${o.kind} ${o.name}`;
    if (troubled.has(object)) continue;
    add(o.file, `    <testcase classname="${xmlText(object)}" name="no error or warning"/>`, 'pass');
  }
  const all = [...suites];
  const tests = all.reduce((sum, [, s]) => sum + s.cases.length, 0);
  const failures = all.reduce((sum, [, s]) => sum + s.failures, 0);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="oraphant assess" tests="${tests}" failures="${failures}" errors="0">`,
    ...all.flatMap(([file, s]) => [
      `  <testsuite name="${xmlText(file === '' ? 'schema' : file)}" tests="${s.cases.length}" ` +
        `failures="${s.failures}" errors="0" skipped="${s.skipped}">`,
      ...s.cases,
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return [{ path: 'junit.xml', text: `${lines.join('\n')}\n` }];
}

function outcomeOf(f: Finding | SuppressedFinding): Outcome {
  if ('suppression' in f || f.state === 'known') return 'skipped';
  return f.severity === 'info' ? 'pass' : 'failure';
}

function testCase(f: Finding | SuppressedFinding, outcome: Outcome): string {
  const name = xmlText(`${f.code} ${f.name} at ${f.line}:${f.column}`);
  const head = `    <testcase classname="${xmlText(f.object === '' ? 'schema' : f.object)}" name="${name}"`;
  switch (outcome) {
    case 'pass':
      return `${head}/>`;
    case 'skipped': {
      const reason = 'suppression' in f ? f.suppression.reason : 'the baseline has it';
      return `${head}>\n      <skipped message="${xmlText(reason)}"/>\n    </testcase>`;
    }
    case 'failure': {
      const text = `${f.file}:${f.line}:${f.column} ${f.severity} ${f.code}: ${f.message} ${f.help}`.trimEnd();
      const failure = `<failure type="${f.severity}" message="${xmlText(f.message)}">${xmlText(text)}</failure>`;
      return `${head}>\n      ${failure}\n    </testcase>`;
    }
  }
}
