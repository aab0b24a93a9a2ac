import type { Expression, Run } from './generator.js';
import { type CompositeType, isCollection, type Type } from './types.js';
import { shown } from './values.js';

/** Text that shows a value. */
export function shownText(of: string, type: Type): string {
  if (type.kind === 'number') return `NVL(TO_CHAR(${of}), '-')`;
  if (type.kind === 'text') return `NVL(${of}, '-')`;
  return isComposite(type) ? `${showFunction(type)}(${of})` : of;
}

export const showFunction = (type: CompositeType): string => {
  const own = `sh_${type.name.replace(/^pk\./, '').replace('%', '_')}`;
  return type.level === 'local' ? own : `pk.${own}`;
};

export const shownValue = (run: Run, x: Expression): string => shown(x.value(run), x.type);

/** The function that shows values of the type, as the package or the block declares it. */
export function showFunctionLines(type: CompositeType): {
  readonly head: string;
  readonly body: readonly string[];
} {
  const head = `FUNCTION ${showFunction(type).replace(/^pk\./, '')}(x ${type.name}) RETURN VARCHAR2`;
  if (type.kind === 'object') {
    return { head, body: ['BEGIN', "  IF x IS NULL THEN RETURN 'null'; END IF;", '  RETURN x.sh;', 'END;'] };
  }
  if (type.kind === 'record') {
    const fields = type.fields.map((f) => shownText(`x.${f.name}`, f.type)).join(" || ' ' || ");
    return { head, body: ['BEGIN', `  RETURN '(' || ${fields} || ')';`, 'END;'] };
  }
  const key = type.key.kind === 'text' ? 'VARCHAR2(10)' : 'PLS_INTEGER';
  return {
    head,
    body: [
      `  s VARCHAR2(2000) := '[';`,
      `  i ${key};`,
      'BEGIN',
      ...(type.kind === 'array' ? [] : [`  IF x IS NULL THEN RETURN 'null'; END IF;`]),
      '  i := x.FIRST;',
      '  WHILE i IS NOT NULL LOOP',
      `    s := s || i || ':' || ${shownText('x(i)', type.element)} || ';';`,
      '    i := x.NEXT(i);',
      '  END LOOP;',
      `  RETURN s || ']';`,
      'END;',
    ],
  };
}

export const isComposite = (type: Type): type is CompositeType =>
  type.kind === 'record' || type.kind === 'object' || isCollection(type);
