const lazy: ReadonlySet<string> = new Set(['COALESCE', 'DECODE', 'NULLIF', 'NVL2']);

/** Does the function evaluate an argument only where it needs it, or see to the order itself? */
export const isLazy = (name: string): boolean => lazy.has(name);
