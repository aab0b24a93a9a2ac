import type { ConstraintState, Identifier } from '../../../../ir/oracle/index.js';
import type { PgTableConstraint } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { isGeneratedName } from '../../names.js';

/** What constraints of every kind have: where they stand, their name and state, the comments around them. */
export interface Constraint {
  readonly span: Span;
  readonly state: ConstraintState;
  readonly comments?: readonly string[];
  readonly trailingComment?: string;
  readonly blankBefore?: boolean;
}

/** The name that the constraint was given, not one that Oracle made up. */
export const givenName = (c: Constraint): Identifier | undefined =>
  c.state.name && !isGeneratedName(c.state.name.name) ? c.state.name : undefined;

/** What a constraint of PostgreSQL has of Oracle's, whatever its kind. */
export function common(
  c: Constraint,
  name: string | undefined,
): { readonly span: Span } & Pick<
  PgTableConstraint,
  'name' | 'deferrable' | 'initiallyDeferred' | 'comments' | 'trailingComment' | 'blankBefore'
> {
  return {
    span: c.span,
    name,
    deferrable: c.state.deferrable || undefined,
    initiallyDeferred: c.state.initiallyDeferred || undefined,
    comments: c.comments,
    trailingComment: c.trailingComment,
    blankBefore: c.blankBefore,
  };
}
