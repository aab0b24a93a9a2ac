import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { distFolder } from './compiler.js';
import { atMost, type Figure, type Section } from './figures.js';
import { runNode } from './measured-process.js';
import { scaledBank, writeFiles } from './scaled-bank.js';

const objects = 2000;
const times = 3;
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A house rule that finds something in many columns: the bank alone has too few findings. */
const rule = `---
code: XX1001
name: column-of-an-id
severity: info
category: sql
effort: 1
since: 0.1.0
selector: ColumnDefinition > Identifier.name[name=/_(ID|NO|CODE|DATE|BY|AT|ON|AMT|AMOUNT)$/]
message: {name} follows a convention.
---
# A column that follows a convention

## In Oracle
Names say what a column holds.

## In PostgreSQL
The same.

## What oraphant does
Nothing.

## What to do by hand
Nothing.

## Examples
None.

## References
- none
`;

/**
 * A report with some 5,000 findings over 2,000 objects, from its address to the painted
 * summary, and to the list of issues.
 */
export async function measureReport(seed: number): Promise<Section> {
  const title = `The HTML report of ${objects} objects in Chromium`;
  if (!existsSync(executablePath))
    return { title, figures: [{ id: 'report.open', title: 'open', unit: 'ms', skipped: `no ${executablePath}` }] };
  const folder = mkdtempSync(join(tmpdir(), 'oraphant-report-'));
  try {
    writeFiles(join(folder, 'sql'), scaledBank(objects, seed));
    mkdirSync(join(folder, 'rules'));
    writeFileSync(join(folder, 'rules', 'XX1001-column-of-an-id.md'), rule);
    const main = fileURLToPath(new URL('cli/main.js', distFolder));
    const options = [
      '--rules',
      join(folder, 'rules'),
      '--format',
      'html',
      '-o',
      join(folder, 'out'),
      '--fail-on',
      'never',
    ];
    const cost = await runNode([main, 'assess', join(folder, 'sql'), ...options]);
    if (cost.exitCode !== 0) throw new Error(`assess: exit code ${cost.exitCode}\n${cost.stderr.slice(-2000)}`);
    const file = join(folder, 'out', 'report.html');
    return { title, figures: await opened(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function opened(file: string): Promise<readonly Figure[]> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const painted: number[] = [];
    const cpu: number[] = [];
    const listed: number[] = [];
    let findings = '';
    for (let i = 0; i < times; i += 1) {
      const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      await page.goto(pathToFileURL(file).href);
      painted.push(
        await page.evaluate<number>(
          'new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))',
        ),
      );
      const { metrics } = await session.send('Performance.getMetrics');
      cpu.push((metrics.find(({ name }) => name === 'ProcessTime')?.value ?? Number.NaN) * 1000);
      const began = performance.now();
      await page.click('#nav a[href="#issues"]');
      await page.waitForSelector('#issue-list tbody tr');
      listed.push(performance.now() - began);
      findings = (await page.textContent('#nav a[href="#issues"] .n')) ?? '';
      await page.close();
    }
    const note = `${findings} findings, ${(statSync(file).size / 1e6).toFixed(1)} MB; the best of ${times}`;
    return [
      { id: 'report.open', title: 'open', value: Math.min(...painted), unit: 'ms', goal: atMost(1000), note },
      { id: 'report.cpu', title: 'CPU time of that', value: Math.min(...cpu), unit: 'ms', goal: atMost(1000) },
      {
        id: 'report.issues',
        title: 'to the list of issues',
        value: Math.min(...listed),
        unit: 'ms',
        goal: atMost(1000),
      },
    ];
  } finally {
    await browser.close();
  }
}
