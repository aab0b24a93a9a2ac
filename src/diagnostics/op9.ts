import { define } from './diagnostic.js';

/** Internal errors: the rest of the input goes on. */
export const internalFailure = define({
  code: 'OP9901',
  name: 'internal-failure',
  severity: 'error',
  effort: 60,
  message: (what: string, error: unknown) => `Internal error while converting ${what}: ${reasonOf(error)}.`,
  help: 'Report it with the statement; convert the statement by hand meanwhile.',
});

/** What an error says of itself; a reason is one already. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError && error.message.startsWith('Maximum call stack')) return 'it is nested too deeply';
  return error instanceof Error ? error.message : String(error);
}

/**
 * Output that PostgreSQL does not accept. A stub that raises takes the place of the statement, so that the
 * schema around it can still be built.
 */
export const gateRejected = define({
  code: 'OP9902',
  name: 'output-rejected',
  severity: 'error',
  effort: 60,
  message: (what: string, reason: string) => `The conversion of ${what} is not valid PostgreSQL: ${reason}.`,
  help: 'A stub that raises stands in its place. Convert the object by hand and report the case.',
});

/** A statement that is not understood. The statement is not converted. */
export const syntaxError = define({
  code: 'OP9101',
  name: 'syntax-error',
  severity: 'error',
  effort: 30,
  message: (reason: string) => `Not understood: ${reason}.`,
  help: 'Check that the source compiles in Oracle; what is valid there and refused here should be reported.',
});

/** `$IF` that asks for what no input defines. The branch is left out. */
export const unknownCondition = define({
  code: 'OP9018',
  name: 'condition-not-known',
  severity: 'warning',
  effort: 5,
  message: (names: readonly string[]) =>
    `$IF asks for ${names.join(', ')}, whose value is not known here: the condition counts as not met.`,
  help: 'Add the package specification with the constant to the inputs.',
});

/**
 * A minus sign at the end of a line. It reads the statement as SQL*Plus does. (SQL*Plus User's
 * Guide and Reference, "- (hyphen)")
 */
export const hyphenIsMinus = define({
  code: 'OP9016',
  name: 'hyphen-is-minus',
  severity: 'warning',
  effort: 5,
  message: () =>
    'A hyphen at the end of a line is taken for a minus sign here; SQL*Plus would drop it and join the lines, ' +
    'which is no valid statement.',
  help: 'Put the minus sign at the beginning of the next line.',
});
