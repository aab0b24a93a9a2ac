/** `"Mixed"` is Mixed, `Plain` is plain (PostgreSQL manual, "Identifiers and Key Words"). */
export function foldIdentifier(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}

/** Always in quotes, unlike `quoteIdent` of the printer. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** The parts of a qualified name in quotes, joined by dots. */
export const quotePath = (name: readonly string[]): string => name.map(quoteIdentifier).join('.');
/** A literal under standard_conforming_strings. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
