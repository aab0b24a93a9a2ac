export const generatorVersion: string;
export function grammarHash(grammar: string): string;
