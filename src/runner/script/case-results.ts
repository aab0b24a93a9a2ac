import { xmlText } from '../../assess/formats/xml.js';
import type { CaseResult, CaseStatus } from './case-harness.js';

/** How many cases have each status. */
interface CaseSummary {
  readonly pass: number;
  readonly flagged: number;
  readonly wrong: number;
  readonly error: number;
}

/** Counts the statuses. */
export function summarizeCases(results: readonly CaseResult[]): CaseSummary {
  const count = (status: CaseStatus) => results.filter((result) => result.status === status).length;
  return { pass: count('pass'), flagged: count('flagged'), wrong: count('wrong'), error: count('error') };
}

/** `{ summary, cases }` as `oraphant test --json` writes it. */
export function casesToJson(results: readonly CaseResult[]): string {
  return `${JSON.stringify({ summary: summarizeCases(results), cases: results }, undefined, 2)}\n`;
}

/**
 * JUnit's XML: a topic is a class, a wrong case a failure, an error an error, a flagged one is skipped with its reason.
 */
export function casesToJunit(results: readonly CaseResult[], target: string): string {
  const { wrong, error, flagged } = summarizeCases(results);
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  const total = results.reduce((sum, result) => sum + result.ms, 0);
  const lines = results.flatMap((result) => {
    const name = xmlText(result.title === '' ? result.file : result.title);
    const head =
      `    <testcase classname="${xmlText(result.topic)}" name="${name}" file="${xmlText(result.file)}" ` +
      `time="${seconds(result.ms)}"`;
    const reason = xmlText(result.reason ?? '');
    switch (result.status) {
      case 'pass':
        return [`${head}/>`];
      case 'flagged':
        return [`${head}>`, `      <skipped message="${reason}"/>`, '    </testcase>'];
      case 'wrong':
        return [`${head}>`, `      <failure message="${reason}"/>`, '    </testcase>'];
      case 'error':
        return [`${head}>`, `      <error message="${reason}"/>`, '    </testcase>'];
      default: {
        const forgotten: never = result.status;
        return forgotten;
      }
    }
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${results.length}" failures="${wrong}" errors="${error}" time="${seconds(total)}">`,
    `  <testsuite name="${xmlText(`oraphant test ${target}`)}" tests="${results.length}" failures="${wrong}" ` +
      `errors="${error}" skipped="${flagged}" time="${seconds(total)}">`,
    ...lines,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
