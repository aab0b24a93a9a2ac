import { describe, expect, it } from 'vitest';
import type { CaseResult } from '../../src/runner/script/case-harness.js';
import { casesToJunit } from '../../src/runner/script/case-results.js';

const result: CaseResult = {
  file: 'a<b>.case',
  title: '"quoted" & more',
  topic: 'strings',
  status: 'wrong',
  diagnostics: [],
  expected: [],
  actual: [],
  ms: 5,
  errors: [],
  reason: `line 1: a bell \u0007, half a pair ${'\uD83D'}, a tab\tand\na break`,
};

describe('the results of cases as JUnit XML', () => {
  it('has nothing in it that XML forbids', () => {
    const xml = casesToJunit([result], 'pglite:');
    expect(xml).toContain('file="a&lt;b&gt;.case"');
    expect(xml).toContain('name="&quot;quoted&quot; &amp; more"');
    expect(xml).toContain('message="line 1: a bell \uFFFD, half a pair \uFFFD, a tab&#9;and&#10;a break"');
  });
});
