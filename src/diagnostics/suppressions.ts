import { define } from './diagnostic.js';

export const suppressionUnused = define({
  code: 'OP9201',
  name: 'suppression-unused',
  severity: 'warning',
  effort: 1,
  message: (code: string) => `The comment suppresses ${code}, which is not reported in the next line of code.`,
  help: 'Remove the comment, or correct its code.',
});

export const suppressionIncomplete = define({
  code: 'OP9202',
  name: 'suppression-incomplete',
  severity: 'warning',
  effort: 1,
  message: (what: string) => `The comment suppresses nothing: it has no ${what}.`,
  help: 'Write -- oraphant-disable-next-line CODE: reason.',
});

export const waiverExpired = define({
  code: 'OP9203',
  name: 'waiver-expired',
  severity: 'warning',
  effort: 5,
  message: (code: string, date: string) => `The waiver for ${code} ended on ${date}; its findings are reported again.`,
  help: 'Mend what was waived, or decide anew and give the waiver another date.',
});

export const waiverUnused = define({
  code: 'OP9204',
  name: 'waiver-unused',
  severity: 'warning',
  effort: 1,
  message: (code: string) => `The waiver for ${code} covers no finding.`,
  help: 'Remove the waiver, or correct what it names.',
});
