import type { QueryBody, Select, Star } from './oracle/index.js';
import { branchesOf } from './query-branches.js';

/** The stars in the lists of the query itself, not in those within it, in the order of the text. */
export const starsOf = (body: QueryBody): readonly { readonly star: Star; readonly select: Select }[] =>
  branchesOf(body).flatMap((select) =>
    select.kind === 'Select'
      ? select.items.flatMap(({ value }) => (value.kind === 'Star' ? [{ star: value, select }] : []))
      : [],
  );
