import { describe, expect, it } from 'vitest';
import { type XQueryContext, xpathOf } from '../../../src/lower/expressions/xml/xquery.js';

/** The XPath as text, variables as `{name}`. */
const xpath = (text: string, context?: XQueryContext): string | undefined =>
  xpathOf(text, context)
    ?.pieces.map((piece) => (typeof piece === 'string' ? piece : `{${piece.variable}}`))
    .join('');

describe('XQuery that XPath says, too', () => {
  it.each([
    ['/a/b[1]/@c', '/a/b[1]/@c'],
    ['a/b/text()', 'a/b/text()'],
    ['//x:a[@b = "1" or c != 2]', '//x:a[@b = "1" or c != 2]'],
    ['/a[fn:contains(b, "x")]', '/a[contains(b, "x")]'],
    ['(: all (of) them :) /a', '/a'],
    ['/a/b[count(c) > 2]', '/a/b[count(c) > 2]'],
    ['/a/for', '/a/for'],
    ['and/or[div mod 2 = 1]', 'and/or[div mod 2 = 1]'],
    ['/a/* | /b', '/a/* | /b'],
    ['ancestor::x/../child::y', 'ancestor::x/../child::y'],
    ['for $i in /a/b return $i', '/a/b'],
    ['for $i in /a/b where $i/c > 5 and not($i/@d) return $i/e', '/a/b[./c > 5 and not(./@d)]/e'],
    ['for $i in //b where count($i/c) return $i', undefined],
    ['for $i in /a/b where count($i/c) return $i', '/a/b[boolean(count(./c))]'],
  ])('%s', (text, expected) => {
    expect(xpath(text)).toBe(expected);
  });

  it('a document that is passed by name is the root', () => {
    expect(xpath('$d/a[$d/b = c]', { document: 'd' })).toBe('/a[/b = c]');
    expect(xpath('$d', { document: 'd' })).toBe('/');
    expect(xpath('for $i in $d//a return $i', { document: 'd' })).toBe('//a');
  });

  it('values that are passed stay variables; nodes are compared with numbers by their numbers', () => {
    const values = new Map([
      ['n', { numeric: true }],
      ['s', { numeric: false }],
    ]);
    expect(xpath('/a[b > $n and c = $s]', { values })).toBe('/a[b > {n} and c = {s}]');
    expect(xpath('/a[b > $s]', { values })).toBeUndefined();
    expect(xpath('/a[b = $other]', { values })).toBeUndefined();
  });

  it('a default namespace gives the names of elements a prefix', () => {
    const named = { defaultPrefix: 'p' };
    expect(xpath('/a/b:c/@d/../e[f = "g" and text() = h]', named)).toBe(
      '/p:a/b:c/@d/../p:e[p:f = "g" and text() = p:h]',
    );
    expect(xpath('child::a/attribute::b', named)).toBe('child::p:a/attribute::b');
    const prolog = xpathOf('declare default element namespace "urn:x"; declare namespace y = "urn:y"; /a/y:b');
    expect(prolog).toEqual({
      pieces: ['/ora_default:a/y:b'],
      singles: [],
      namespaces: [{ uri: 'urn:x' }, { prefix: 'y', uri: 'urn:y' }],
    });
  });
});

describe('XQuery that XPath 1.0 has not', () => {
  it.each([
    'for $i in /a/b order by $i/c return $i',
    'for $i in /a, $j in /b return $i',
    'for $i in //a return $i/b',
    'for $i in /a return <x>{$i}</x>',
    'let $a := /b return $a',
    '<a>{/b}</a>',
    'if (/a) then /b else /c',
    '/a/string()',
    '/a[upper-case(b) = "X"]',
    '/a[b eq "x"]',
    '/a[b < c]',
    '/a[b > "5"]',
    '1 to 3',
    '"a", "b"',
    '/a, /b',
    'some $x in /a satisfies $x/b',
    'ora:view("T")',
    '/a[b = "x &amp; y"]',
    '/a[b = "say ""x"""]',
    '/a[',
    '/a]',
    '/a(',
    '',
    'declare variable $x external; /a',
  ])('%s', (text) => {
    expect(xpath(text)).toBeUndefined();
  });
});
