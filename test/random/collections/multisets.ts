import { counted, elementsOf } from './conditions.js';
import { expression } from './expressions.js';
import type { Context, Generator, Run, Statement } from './generator.js';
import { assign, place, together } from './places.js';
import { type CollectionType, isScalar } from './types.js';
import { Collection } from './values.js';

/** MULTISET operators and SET; what their manual gives no order to is shown sorted. */
export function multiset(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const target = place(g, cx, (t) => t.kind === 'table' && isScalar(t.element), { writable: true });
  if (target?.type.kind !== 'table') return undefined;
  const { type } = target;
  const left = expression(g, cx, type, 1);
  const right = expression(g, cx, type, 1);
  if (!left || !right) return undefined;
  if (random.chance(0.2)) {
    if (cx.silent) return undefined;
    return sorted(g, `SET(${left.text})`, type, (run) => {
      const list = elementsOf(left.value(run));
      return list && [...new Set(list)];
    });
  }
  const operator = random.pick(['UNION', 'INTERSECT', 'EXCEPT'] as const);
  const distinct = random.chance(0.4);
  const text = `${left.text} MULTISET ${operator}${distinct ? ' DISTINCT' : ''} ${right.text}`;
  const value = (run: Run): (number | string)[] | null => {
    const [a, b] = together([() => elementsOf(left.value(run)), () => elementsOf(right.value(run))]);
    if (!a || !b) return null;
    return combined(operator, distinct ? [...new Set(a)] : a, b, distinct);
  };
  if (operator !== 'UNION' || distinct) return cx.silent ? undefined : sorted(g, text, type, value);
  return {
    lines: [`${target.text} := ${text};`],
    execute: (run) =>
      assign(run, target, () => {
        const list = value(run);
        return list && Collection.of(list);
      }),
  };
}

function combined(
  operator: 'UNION' | 'INTERSECT' | 'EXCEPT',
  a: readonly (number | string)[],
  b: readonly (number | string)[],
  distinct: boolean,
): (number | string)[] {
  if (operator === 'UNION') return distinct ? [...new Set([...a, ...b])] : [...a, ...b];
  const counts = counted(b);
  const found = (x: number | string): boolean => {
    const n = counts.get(x) ?? 0;
    if (n > 0 && !distinct) counts.set(x, n - 1);
    return n > 0;
  };
  return a.filter((x) => found(x) === (operator === 'INTERSECT'));
}

/** Counts the elements in an associative array, and shows that. */
function sorted(
  g: Generator,
  text: string,
  type: CollectionType,
  value: (run: Run) => (number | string)[] | null,
): Statement {
  const [name, counts, mark] = [g.fresh('z'), g.fresh('z'), g.fresh('p')];
  const key = type.element.kind === 'text' ? 'VARCHAR2(10)' : 'PLS_INTEGER';
  const index = g.fresh('k');
  return {
    lines: [
      'DECLARE',
      `  TYPE ${counts}_t IS TABLE OF PLS_INTEGER INDEX BY ${key};`,
      `  ${counts} ${counts}_t;`,
      `  ${name} ${type.name} := ${text};`,
      `  ${index} ${key};`,
      'BEGIN',
      `  IF ${name} IS NULL THEN`,
      `    DBMS_OUTPUT.PUT_LINE('${mark} null');`,
      '  ELSE',
      `    FOR i IN 1 .. ${name}.COUNT LOOP`,
      `      IF ${counts}.EXISTS(${name}(i)) THEN ${counts}(${name}(i)) := ${counts}(${name}(i)) + 1;`,
      `      ELSE ${counts}(${name}(i)) := 1; END IF;`,
      '    END LOOP;',
      '  END IF;',
      `  ${index} := ${counts}.FIRST;`,
      `  WHILE ${index} IS NOT NULL LOOP`,
      `    DBMS_OUTPUT.PUT_LINE('${mark} ' || ${index} || ' ' || ${counts}(${index}));`,
      `    ${index} := ${counts}.NEXT(${index});`,
      '  END LOOP;',
      'END;',
    ],
    execute: (run) => {
      const list = value(run);
      if (list === null) {
        run.session.print(`${mark} null`);
        return;
      }
      for (const [x, n] of [...counted(list)].sort(([a], [b]) => (a < b ? -1 : 1))) {
        run.session.print(`${mark} ${x} ${n}`);
      }
    },
  };
}
