import type { Severity } from './diagnostic.js';
import * as op1 from './op1.js';
import * as op1Triggers from './op1-triggers.js';
import * as op1Types from './op1-types.js';
import * as op2 from './op2.js';
import * as op2Expressions from './op2-expressions.js';
import * as op3 from './op3.js';
import * as op3Calls from './op3-calls.js';
import * as op3Collections from './op3-collections.js';
import * as op3Dynamic from './op3-dynamic.js';
import * as op4 from './op4.js';
import * as op5 from './op5.js';
import * as op6 from './op6.js';
import * as op6Objects from './op6-objects.js';
import * as op9 from './op9.js';
import * as op9Source from './op9-source.js';
import * as runtime from './runtime.js';
import * as suppressions from './suppressions.js';

/** What is fixed about a code, without its message: what its page, `explain` and the report show. */
interface CodeDefinition {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly category: Category;
  /** Minutes of manual work. */
  readonly effort: number;
  readonly help: string;
  /** The version that reported it first. */
  readonly since: string;
}

/** The families of codes by their first digit; `rules/` has a folder for each, `op1-types-tables` and so on. */
export const categories = {
  '1': 'types-tables',
  '2': 'sql',
  '3': 'plsql',
  '4': 'packages',
  '5': 'same-text',
  '6': 'operations',
  '7': 'performance',
  '8': 'compliance',
  '9': 'limits',
} as const;

/** What a family of codes is about, as reports name it. */
type Category = (typeof categories)[keyof typeof categories];

const modules: readonly Readonly<Record<string, unknown>>[] = [
  op1,
  op1Triggers,
  op1Types,
  op2,
  op2Expressions,
  op3,
  op3Calls,
  op3Collections,
  op3Dynamic,
  op4,
  op5,
  op6,
  op6Objects,
  op9,
  op9Source,
  runtime,
  suppressions,
];

/** Every code there is, in order. Two exports of one constructor are one code. */
export const allDefinitions: readonly CodeDefinition[] = [
  ...new Set(modules.flatMap((m) => Object.values(m).flatMap(definitionOf))),
]
  .map(({ code, name, severity, effort, help }) => ({
    code,
    name,
    severity,
    category: categoryOf(code),
    effort,
    help,
    since: '0.1.0',
  }))
  .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));

interface Fixed {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly effort: number;
  readonly help: string;
}

/** The definition behind an export, if the export is a constructor of diagnostics. */
function definitionOf(value: unknown): readonly Fixed[] {
  return typeof value === 'function' && 'definition' in value ? [value.definition as Fixed] : [];
}

function categoryOf(code: string): Category {
  return categories[code.charAt(2) as keyof typeof categories];
}
