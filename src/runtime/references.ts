/** What the statements of a runtime file mention in schema `ora`. */
export interface RuntimeReferences {
  /** Bound when the statement runs: signatures, SQL-language bodies, types, tables, aggregates. */
  readonly early: readonly string[];
  /** Bound when first called: PL/pgSQL bodies. */
  readonly late: readonly string[];
  /** Whether the file creates a type, domain, table, view or sequence, which has to be there before others name it. */
  readonly definesType: boolean;
}

/**
 * Comments, dollar-quoted texts, quoted texts, `ora.name`, and the ends of statements: all
 * that the scan has to tell apart.
 */
const lexeme =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$(?<tag>[a-z_]*)\$(?<body>[\s\S]*?)\$\k<tag>\$|(?<text>'(?:[^']|'')*')|\bora\.(?<name>[a-z_][a-z0-9_]*)|(?<word>\bplpgsql\b|\btype\b|\bdomain\b|\btable\b|\bview\b)|(?<end>;)/gi;

/**
 * In: the text of a runtime file. Out: the names it mentions as `ora.<name>`, split by when PostgreSQL looks them up.
 * Names inside quoted text count as late: they are dynamic SQL or `regprocedure` literals.
 */
export function referencesOf(sql: string): RuntimeReferences {
  const early = new Set<string>();
  const late = new Set<string>();
  let definesType = false;
  for (const statement of statementsOf(sql)) {
    for (const name of statement.names) early.add(name);
    const target = statement.plpgsql ? late : early;
    for (const body of statement.bodies) {
      const inner = namesIn(body);
      for (const name of inner.plain) target.add(name);
      for (const name of inner.quoted) late.add(name);
    }
    definesType ||= statement.definesType;
  }
  return { early: [...early], late: [...late], definesType };
}

interface Statement {
  readonly names: readonly string[];
  readonly bodies: readonly string[];
  readonly plpgsql: boolean;
  readonly definesType: boolean;
}

function statementsOf(sql: string): readonly Statement[] {
  const statements: Statement[] = [];
  let names: string[] = [];
  let bodies: string[] = [];
  let plpgsql = false;
  let start = 0;
  const close = (end: number) => {
    const head = sql.slice(start, end).replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '');
    const definesType = /^\s*create\s+(?:unlogged\s+)?(?:type|domain|table|view|sequence)\b/i.test(head);
    statements.push({ names, bodies, plpgsql, definesType });
    names = [];
    bodies = [];
    plpgsql = false;
    start = end + 1;
  };
  for (const match of sql.matchAll(lexeme)) {
    const { name, body, word, end } = match.groups ?? {};
    if (name !== undefined) names.push(name.toLowerCase());
    if (body !== undefined) bodies.push(body);
    if (word?.toLowerCase() === 'plpgsql') plpgsql = true;
    if (end !== undefined) close(match.index);
  }
  close(sql.length);
  return statements;
}

function namesIn(body: string): { readonly plain: readonly string[]; readonly quoted: readonly string[] } {
  const plain: string[] = [];
  const quoted: string[] = [];
  for (const match of body.matchAll(lexeme)) {
    const { name, text } = match.groups ?? {};
    if (name !== undefined) plain.push(name.toLowerCase());
    if (text === undefined) continue;
    for (const inner of text.matchAll(/\bora\.([a-z_][a-z0-9_]*)/gi)) quoted.push(inner[1]!.toLowerCase());
  }
  return { plain, quoted };
}
