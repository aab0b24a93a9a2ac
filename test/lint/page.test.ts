import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../src/lint/lint.js';
import { parsePage } from '../../src/lint/page.js';

const head = 'code: ACME001\nname: no-goto\nseverity: warning';
const page = (front: string, body = '# No GOTO\n') => parsePage(`---\n${front}\n---\n${body}`, 'r/ACME001.md');

describe('a page', () => {
  it('is a rule when it has a selector and a message', () => {
    const read = page(`${head}\nselector: Goto,\n  LabelledStatement\nmessage: {text} is not allowed.\nat: label`);
    expect(read).toMatchObject({
      code: 'ACME001',
      title: 'No GOTO',
      category: 'house',
      match: { selector: 'Goto,\nLabelledStatement', selectorLine: 5, at: 'label', once: undefined },
    });
    expect(rulesOf([read, page(head)])).toHaveLength(1);
  });

  it('takes line ends of any kind', () => {
    expect(parsePage(`---\r\n${head.replaceAll('\n', '\r\n')}\r\n---\r\n# T\r\n`, 'p').title).toBe('T');
  });

  it.each([
    ['# Nothing', 'r.md:1: a page begins with front matter'],
    ['---\ncode: ACME001\nname: n\n---\n', "r.md:1: the front matter has no 'severity'"],
    ['---\ncode: acme\nname: n\nseverity: info\n---\n', "r.md:2: 'acme' is not a code"],
    ['---\ncode: A1\nname: n\nseverity: bad\n---\n', 'r.md:4: severity is error, warning or info'],
    [
      '---\ncode: A1\nname: n\nseverity: info\nselector: Goto\n---\n',
      "r.md:5: a page with a selector needs a 'message'",
    ],
    ['---\ncode: A1\n!\n---\n', "r.md:3: '!' is not 'key: value'"],
    ['---\ncode: A1\nname: n\nseverity: info\neffort: much\n---\n', 'r.md:5: effort is a number'],
  ])('says what it lacks: %j', (text, message) => {
    expect(() => parsePage(text, 'r.md')).toThrow(message);
  });

  it('says where its selector is wrong', () => {
    const wrong = page(`${head}\nselector: Goto,\n  Labelled\nmessage: m`);
    expect(() => rulesOf([wrong])).toThrow(
      "r/ACME001.md:6: there is no kind of node 'Labelled'; perhaps LabelledStatement (column 1 of the selector)",
    );
  });
});
