import type { QueryBody, Select, Star } from './oracle/index.js';

/** The stars in the lists of the query itself, not in those within it, in the order of the text. */
export function starsOf(body: QueryBody): readonly { readonly star: Star; readonly select: Select }[] {
  switch (body.kind) {
    case 'Select':
      return body.items.flatMap(({ value }) => (value.kind === 'Star' ? [{ star: value, select: body }] : []));
    case 'SetOperation':
      return [...starsOf(body.left), ...starsOf(body.right)];
    case 'Query':
      return starsOf(body.body);
    case 'TableValues':
      return [];
  }
}
