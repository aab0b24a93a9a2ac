import { shownText } from './shown.js';
import type { ObjectType } from './types.js';

/** CREATE TYPE of an object type: the methods are those that the evaluator knows. */
export function objectSpecification({ name, fields, parent }: ObjectType): readonly string[] {
  const own = fields.slice(parent?.fields.length ?? 0);
  const overriding = parent ? 'OVERRIDING ' : '';
  return [
    `CREATE TYPE ${name} ${parent ? `UNDER ${parent.name}` : 'AS OBJECT'} (`,
    ...own.map((f) => `  ${f.name} ${f.type.name},`),
    `  STATIC FUNCTION made(n NUMBER) RETURN ${name},`,
    ...(parent ? [] : ['  MEMBER PROCEDURE bump(n NUMBER),']),
    `  ${overriding}MEMBER FUNCTION total RETURN NUMBER,`,
    `  ${overriding}MEMBER FUNCTION sh RETURN VARCHAR2`,
    ') NOT FINAL;',
    '/',
  ];
}

export function objectBody({ name, fields, parent }: ObjectType): readonly string[] {
  const own = fields.slice(parent?.fields.length ?? 0);
  const overriding = parent ? 'OVERRIDING ' : '';
  const numbers = own.filter((f) => f.type.kind === 'number').map((f) => `NVL(SELF.${f.name}, 0)`);
  const total = [...(parent ? [`2 * (SELF AS ${parent.name}).total`] : []), ...numbers].join(' + ');
  const parts = [
    ...(parent ? [`(SELF AS ${parent.name}).sh`] : []),
    ...own.map((f) => shownText(`SELF.${f.name}`, f.type)),
  ];
  return [
    `CREATE TYPE BODY ${name} IS`,
    `  STATIC FUNCTION made(n NUMBER) RETURN ${name} IS`,
    '  BEGIN',
    `    RETURN ${name}(${fields.map((f) => (f.name === 'a' ? 'n' : 'NULL')).join(', ')});`,
    '  END;',
    ...(parent ? [] : ['  MEMBER PROCEDURE bump(n NUMBER) IS', '  BEGIN', '    SELF.a := SELF.a + n;', '  END;']),
    `  ${overriding}MEMBER FUNCTION total RETURN NUMBER IS`,
    '  BEGIN',
    `    RETURN ${total};`,
    '  END;',
    `  ${overriding}MEMBER FUNCTION sh RETURN VARCHAR2 IS`,
    '  BEGIN',
    `    RETURN '${name}{' || ${parts.join(" || ' ' || ")} || '}';`,
    '  END;',
    'END;',
    '/',
  ];
}
