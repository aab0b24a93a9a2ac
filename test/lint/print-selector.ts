import type { Combinator, ComplexSelector, Compound, SelectorList, Test, Value } from '../../src/lint/selector/ast.js';

/** The text of a selector; reading it gives the same selector. */
export function printSelector(list: SelectorList): string {
  return list.alternatives.map((a) => printComplex(a, false)).join(', ');
}

const signs: Readonly<Record<Combinator, string>> = { descendant: ' ', child: ' > ', next: ' + ', following: ' ~ ' };

function printComplex({ steps }: ComplexSelector, relative: boolean): string {
  return steps
    .map(({ combinator, compound }, i) => {
      const sign =
        i > 0 ? signs[combinator] : relative && combinator !== 'descendant' ? signs[combinator].trimStart() : '';
      return `${sign}${printCompound(compound)}`;
    })
    .join('');
}

function printCompound({ nodeKind, tests }: Compound): string {
  const text = `${nodeKind ?? ''}${tests.map(printTest).join('')}`;
  return text === '' ? '*' : text;
}

function printTest(test: Test): string {
  switch (test.kind) {
    case 'attribute': {
      const { path, comparison } = test;
      return `[${path.join('.')}${comparison ? `${comparison.op}${printValue(comparison.value)}` : ''}]`;
    }
    case 'field':
      return `.${test.path.join('.')}`;
    case 'is':
    case 'not':
    case 'has':
      return `:${test.kind}(${test.selectors.alternatives.map((a) => printComplex(a, test.kind === 'has')).join(', ')})`;
    case 'predicate':
      return `:${test.name}${test.args.length > 0 ? `(${test.args.map(printValue).join(', ')})` : ''}`;
  }
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return `"${value.text.replaceAll(/["\\]/g, '\\$&')}"`;
    case 'word':
      return value.text;
    case 'number':
      return String(value.value);
    case 'pattern':
      return `/${value.source}/${value.flags}`;
  }
}
