import { describe, expect, it } from 'vitest';
import { convertPaths } from '../../src/output/convert.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { scaledBank, writeFiles } from './scaled-bank.js';

const folder = temporaryFolder();

const creates = /^\s*create\s+(?:or\s+replace\s+)?(?:global\s+temporary\s+)?(?:table|view)\s+(\S+)/gim;

describe('the scaled bank', () => {
  it('is the same for the same seed, and another for another', () => {
    const bytes = (objects: number, seed: number) => JSON.stringify(scaledBank(objects, seed));
    expect(bytes(800, 7)).toBe(bytes(800, 7));
    expect(bytes(800, 7)).not.toBe(bytes(800, 8));
  });

  it('makes no object twice', () => {
    const names = scaledBank(1500, 1).flatMap(({ text }) => [...text.matchAll(creates)].map(([, name]) => name));
    expect(names.length).toBeGreaterThan(400);
    expect(new Set(names).size).toBe(names.length);
  });

  it('grows by what was asked for, and converts', async () => {
    writeFiles(folder, scaledBank(700, 1));
    const { manifest, diagnostics } = await convertPaths([folder], {});
    expect(manifest.objects.filter(({ status }) => status === 'refused')).toEqual([]);
    expect(manifest.objects.length).toBeGreaterThan(350);
    // What the compiler would not know itself: a broken generator breaks the statements.
    expect(diagnostics.filter(({ code, severity }) => code.startsWith('OP9') && severity !== 'info')).toEqual([]);
  });
});
