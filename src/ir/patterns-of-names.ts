/** The text as a regular expression: it matches itself alone. */
export const escapedPattern = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/** A text in which `*` stands for any characters. */
export const globPattern = (glob: string): string => escapedPattern(glob).replaceAll('\\*', '.*');

/** The name as a word of SQL: not the beginning, middle or end of a longer one. */
export const namePattern = (name: string): string => `(?<![\\w$#])${escapedPattern(name)}(?![\\w$#])`;
