import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessPaths } from '../../src/assess/assess.js';
import { htmlReport } from '../../src/assess/html/report.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { hostile, reportInputOf, small } from './modelled.js';

/** Debian's Chromium. Without it these tests are left out: a download is no part of `npm ci`. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const bank = fileURLToPath(new URL('../../fixtures/bank', import.meta.url));
const sections = [
  '#overview',
  '#issues',
  '#objects',
  '#effort',
  '#waves',
  '#relationships',
  '#types',
  '#contract',
  '#object/6',
];
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe.skipIf(!existsSync(executablePath))(`the report in Chromium (skipped without ${executablePath})`, () => {
  const folder = temporaryFolder();
  let browser: Browser;

  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return pathToFileURL(file).href;
  };

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const { reports = [] } = await assessPaths([bank], { formats: ['html'] });
    write('bank.html', reports[0]?.text ?? '');
    write('small.html', htmlReport(reportInputOf(small), { single: 1e9, page: 1e9 })[0]?.text ?? '');
    write('hostile.html', htmlReport(reportInputOf(hostile), { single: 1e9, page: 1e9 })[0]?.text ?? '');
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** A page with what went wrong on it: errors, and requests for anything but itself. */
  async function open(name: string, scheme: 'light' | 'dark' = 'light'): Promise<{ page: Page; faults: string[] }> {
    const url = pathToFileURL(join(folder, name)).href;
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1300, height: 900 } });
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== url) faults.push(request.url());
    });
    await page.goto(url);
    return { page, faults };
  }
  /** Looks until what is seen holds: a click that changes the address is answered after it returns. */
  const soon = <T>(look: () => Promise<T>): ReturnType<typeof expect.poll<T>> => expect.poll(look, { timeout: 20_000 });
  const visit = async (page: Page, hash: string): Promise<void> => {
    await page.evaluate(`new Promise((done) => {
      window.addEventListener('hashchange', () => done(), { once: true });
      location.hash = ${JSON.stringify(hash)};
    })`);
  };

  it('shows the summary, and every section without an error or a request', async () => {
    const { page, faults } = await open('bank.html');
    expect(await page.locator('h2:visible').innerText()).toBe('Migration assessment');
    expect(await page.locator('.figures dd').first().innerText()).toMatch(/\d+\.\d %/);
    expect(await page.locator('svg.chart:visible').count()).toBeGreaterThan(2);
    for (const link of await page.locator('#nav a').all()) {
      await link.click();
      await soon(() => link.getAttribute('aria-current')).toBe('page');
      expect(await page.locator('main > section:visible').count()).toBe(1);
    }
    expect(faults).toEqual([]);
    await page.close();
  });

  it('filters issues, and keeps the filter in the address', async () => {
    const { page } = await open('bank.html');
    await page.keyboard.press('/');
    await page.waitForFunction('document.activeElement.id === "issue-text"');
    const count = (): Promise<string> => page.locator('#issue-list .count').innerText();
    await soon(count).toMatch(/^\d+ findings$/);
    await page.keyboard.type('p_dormant');
    await soon(count).toMatch(/^\d+ of \d+ findings$/);
    for (const row of await page.locator('#issue-list tbody tr').all())
      expect((await row.innerText()).toLowerCase()).toContain('p_dormant');
    await page.getByRole('button', { name: 'Clear' }).first().click();
    await page.getByLabel('Errors').uncheck();
    await page.getByLabel('Infos').uncheck();
    const severities = async (): Promise<string[]> => [
      ...new Set(await page.locator('#issue-list tbody tr td:first-child').allInnerTexts()),
    ];
    await soon(severities).toEqual(['Warning']);
    await soon(async () => page.url()).toMatch(/#issues\?severity=warning$/);
    await page.reload();
    await soon(severities).toEqual(['Warning']);
    await page.getByRole('button', { name: 'Effort' }).click();
    await soon(() => page.locator('#issue-list th').last().getAttribute('aria-sort')).toBe('descending');
    await page.close();
  });

  it('leads from a finding to its line in the source, with PostgreSQL beside it, and to the help of its code', async () => {
    const { page, faults } = await open('bank.html');
    await visit(page, '#issues?code=OP2010');
    const place = page.locator('#issue-list .place a').first();
    const line = /:(\d+)$/.exec(await place.innerText())?.[1] ?? '';
    await place.click();
    const row = page.locator(`tr#L${line}`);
    await soon(() => row.isVisible()).toBe(true);
    expect((await row.innerText()).toLowerCase()).toContain('for update');
    expect(await row.getAttribute('class')).toContain('target');
    expect(await page.locator(`tr#L${line} + tr.note`).innerText()).toContain('OP2010');
    expect(await page.locator('.sources').innerText()).toContain('language plpgsql');
    await page.locator('tr.note button.code').first().click();
    await soon(() => page.locator('#help').isVisible()).toBe(true);
    await soon(() => page.locator('#help-body').innerText()).toContain('In PostgreSQL');
    await page.keyboard.press('Escape');
    await soon(() => page.locator('#help').isVisible()).toBe(false);
    await page.goBack();
    await soon(() => page.locator('h2:visible').allInnerTexts()).toEqual(['Issues']);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('draws the relationships of an owner when its picture is opened', async () => {
    const { page, faults } = await open('small.html');
    await visit(page, '#relationships');
    expect(await page.locator('svg.er').count()).toBe(1);
    await page.locator('summary', { hasText: 'HR:' }).click();
    const picture = page.locator('[aria-label="Relationships of HR"] svg');
    await soon(() => picture.locator('text.name').allTextContents()).toEqual(expect.arrayContaining(['DEPT', 'EMP']));
    expect(await picture.locator('path.declared title').allTextContents()).toEqual([
      expect.stringContaining('HR.EMP (DEPT_ID) → HR.DEPT (ID)'),
    ]);
    expect(await picture.locator('path.inferred title').allTextContents()).toEqual([
      expect.stringContaining('HR.EMP (BOSS_ID) → HR.EMP (ID): inferred'),
    ]);
    await picture.locator('a', { hasText: 'DEPT' }).click();
    await soon(() => page.locator('#object-view h2').innerText()).toContain('HR.DEPT');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('stays within the width of a phone', async () => {
    const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
    await page.goto(pathToFileURL(join(folder, 'bank.html')).href);
    for (const section of sections) {
      await page.evaluate(`location.hash = ${JSON.stringify(section)}`);
      await page.waitForTimeout(100);
      expect(await page.evaluate('document.documentElement.scrollWidth'), section).toBe(400);
    }
    await page.close();
  });

  it('keeps the theme that is chosen', async () => {
    const { page } = await open('bank.html', 'dark');
    const ground = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.keyboard.press('Tab');
    await page.locator('#theme').click();
    await soon(() => page.locator('#theme').innerText()).toBe('Theme: light');
    expect(await ground()).not.toBe(dark);
    await page.reload();
    await soon(() => page.locator('#theme').innerText()).toBe('Theme: light');
    await page.close();
  });

  it('prints the summary for management as PDF', async () => {
    const { page } = await open('bank.html');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#nav').isVisible()).toBe(false);
    expect(await page.locator('h2:visible').allInnerTexts()).toEqual(
      expect.arrayContaining(['Migration assessment', 'Effort', 'Waves and dependencies', 'Call contract']),
    );
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no serious fault of accessibility (%s)',
    async (scheme) => {
      const { page } = await open('small.html', scheme);
      // The page's policy lets no foreign script in: the checker comes by the debugger.
      const source = readFileSync(axe, 'utf8');
      await page.evaluate(source);
      for (const hash of sections) {
        if (hash !== '#overview') await visit(page, hash);
        const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
          violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
        };
        const serious = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
        expect(serious.map((v) => `${hash} ${v.id}: ${v.nodes[0]?.html} ${v.nodes[0]?.failureSummary}`)).toEqual([]);
      }
      await page.close();
      // The checker looks at every element: slow on a busy machine.
    },
    240_000,
  );

  it('takes hostile names and source for text', async () => {
    const { page, faults } = await open('hostile.html');
    for (const hash of [
      '#issues',
      '#objects',
      '#types',
      '#contract',
      '#waves',
      '#effort',
      '#object/0',
      '#object/1',
      '#object/2',
    ]) {
      await visit(page, hash);
      expect(await page.evaluate('typeof window.pwned')).toBe('undefined');
      expect(
        await page.locator('main img, main script, main iframe, main b, main [onerror], main [onload]').count(),
      ).toBe(0);
      expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
    }
    await visit(page, '#object/1/4');
    expect(await page.locator('.sources').innerText()).toContain(
      '</script><script>window.pwned=1</script> <!-- <script>',
    );
    expect(faults).toEqual([]);
    await page.close();
  });

  it('goes between pages where the objects have pages of their own', async () => {
    const tables = Array.from(
      { length: 6 },
      (_, i) => `create table t${i} (id number primary key, b bfile, up number references t0 (id));\n`,
    ).join('');
    for (const { path, text } of htmlReport(reportInputOf(tables), { single: 100, page: 200 })) {
      const file = join(folder, 'split', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const { page } = await open('split/report.html');
    await visit(page, '#objects');
    await page.locator('#object-list a', { hasText: 'T5' }).click();
    await page.waitForURL(/report-objects\/\d+\.html#object\/5$/);
    await soon(() => page.locator('#object-view h2').innerText()).toContain('T5');
    expect(await page.locator('.sources').innerText()).toContain('bfile');
    await page.locator('svg.graph a', { hasText: 'T0' }).click();
    await page.waitForURL(/#object\/0$/);
    await soon(() => page.locator('#object-view h2').innerText()).toContain('T0');
    await page.locator('#nav a', { hasText: 'Issues' }).click();
    await page.waitForURL(/report\.html#issues$/);
    await soon(() => page.locator('#issue-list .count').innerText()).toBe('6 findings');
    await page.close();
  });
});
