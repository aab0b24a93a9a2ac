import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configuredLowering } from '../../src/output/config-file.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

/** What is said of a configuration with this text. */
function said(text: string): string {
  const path = join(folder, 'c.json');
  writeFileSync(path, text);
  try {
    return JSON.stringify(configuredLowering(path));
  } catch (error) {
    return (error as Error).message.replaceAll(folder, '');
  }
}

it('takes the policies that there are', () => {
  expect(
    said('{ "collation": "explicit", "autonomous": "connection", "emptyStrings": "trigger", "waivers": [] }'),
  ).toBe('{"collation":"explicit","autonomous":"connection","emptyStrings":"trigger"}');
});

it('says what is wrong, and where', () => {
  expect(said('{ "emptyStrings": "drop" }')).toBe("/c.json: 'emptyStrings' is flag or trigger or check");
  expect(said('{\n  "collation": "database",\n  "colation": "explicit"\n}')).toContain(
    "/c.json:3: there is no 'colation', but",
  );
  expect(said('{\n  "collation": "explicit",\n}')).toContain('/c.json:3:1: not JSON: ');
  for (const text of ['[]', '3', 'null']) expect(said(text)).toBe('/c.json: an object is expected');
});

it('says that a file cannot be read', () => {
  expect(() => configuredLowering(join(folder, 'none.json'))).toThrow('none.json: no such file');
  expect(() => configuredLowering(folder)).toThrow('it is a folder');
});
