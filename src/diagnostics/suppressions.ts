import { define } from './diagnostic.js';

/**
 * A suppression that suppresses nothing. A comment `-- oraphant-disable-next-line CODE: reason` takes a finding of that
 * code in the next line of code out of the report of `assess`.
 */
export const suppressionUnused = define({
  code: 'OP9201',
  name: 'suppression-unused',
  severity: 'warning',
  effort: 1,
  message: (code: string) => `The comment suppresses ${code}, which is not reported in the next line of code.`,
  help: 'Remove the comment, or correct its code.',
});

/** A suppression without code or reason. A suppression says which code it is about and why the finding may stay. */
export const suppressionIncomplete = define({
  code: 'OP9202',
  name: 'suppression-incomplete',
  severity: 'warning',
  effort: 1,
  message: (what: string) => `The comment suppresses nothing: it has no ${what}.`,
  help: 'Write -- oraphant-disable-next-line CODE: reason.',
});

/** A waiver that has ended. A waiver in `oraphant.config.json` takes findings out of the report until its last day. */
export const waiverExpired = define({
  code: 'OP9203',
  name: 'waiver-expired',
  severity: 'warning',
  effort: 5,
  message: (code: string, date: string) => `The waiver for ${code} ended on ${date}; its findings are reported again.`,
  help: 'Mend what was waived, or decide anew and give the waiver another date.',
});

/** A waiver that covers nothing. No finding has the code, object, file and fingerprint that the waiver names. */
export const waiverUnused = define({
  code: 'OP9204',
  name: 'waiver-unused',
  severity: 'warning',
  effort: 1,
  message: (code: string) => `The waiver for ${code} covers no finding.`,
  help: 'Remove the waiver, or correct what it names.',
});
