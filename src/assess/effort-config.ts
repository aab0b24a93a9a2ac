import { defaultEffortModel, type EffortModel } from './model/effort.js';

/**
 * The effort model with what `effort` of the configuration sets: any of its numbers, and minutes of review for any kind
 * of object. `fail` is called with what is wrong and does not return.
 */
export function effortModelOf(value: unknown, fail: (reason: string) => never): EffortModel {
  return value === undefined ? defaultEffortModel : merged(defaultEffortModel, value, 'effort', fail);
}

/** `base` with the numbers of `value` in their places. */
function merged<T extends object>(base: T, value: unknown, path: string, fail: (reason: string) => never): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(`'${path}' is an object`);
  const known = new Map<string, unknown>(Object.entries(base));
  const changes = Object.entries(value).map(([key, given]): [string, unknown] => {
    const at = `${path}.${key}`;
    const before = known.get(key);
    if (typeof before === 'object' && before !== null) return [key, merged(before, given, at, fail)];
    // Kinds of objects are open, everything else is named.
    if (before === undefined && path !== 'effort.review') return fail(`there is no '${at}'`);
    if (typeof given !== 'number' || !Number.isFinite(given) || given < 0) return fail(`'${at}' is a number from 0`);
    if (at === 'effort.minutesPerDay' && given === 0) return fail(`'${at}' is more than 0`);
    if (at === 'effort.correlation' && given > 1) return fail(`'${at}' is a number from 0 to 1`);
    return [key, given];
  });
  return { ...base, ...Object.fromEntries(changes) };
}
