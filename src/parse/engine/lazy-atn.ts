import { ATN } from 'antlr4ng';

/**
 * A grammar's network that is made where something asks for a part of it: for nine thousand states that takes longer
 * than to parse a small file.
 */
export function lazyATN(make: () => ATN): ATN {
  const lazy: ATN = Object.create(ATN.prototype);
  for (const field of fields) {
    Object.defineProperty(lazy, field, {
      configurable: true,
      get: () => {
        const made = make();
        for (const each of fields) Object.defineProperty(lazy, each, { value: made[each] });
        return made[field];
      },
    });
  }
  return lazy;
}

/** What prediction and the messages of errors read. */
const fields = [
  'grammarType',
  'maxTokenType',
  'states',
  'decisionToState',
  'ruleToStartState',
  'ruleToStopState',
  'analyzer',
] as const satisfies readonly (keyof ATN | 'analyzer')[];
