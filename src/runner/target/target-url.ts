/** What `--target` names; PGlite without a directory is in memory. */
type TargetUrl =
  | { readonly kind: 'pglite'; readonly directory: string | undefined }
  | { readonly kind: 'postgres'; readonly url: string };

/** A target that cannot be reached or understood: the user's business, not ours. */
export class TargetOpenError extends Error {
  override readonly name = 'TargetOpenError';
}

/** Understands `pglite:` (memory), `pglite:DIR` and `postgres://…`. @throws TargetOpenError for anything else */
export function parseTargetUrl(text: string): TargetUrl {
  if (text.startsWith('pglite:')) {
    const directory = text.slice('pglite:'.length);
    return { kind: 'pglite', directory: directory === '' ? undefined : directory };
  }
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return { kind: 'postgres', url: text };
  throw new TargetOpenError(
    `unknown target '${withoutPassword(text)}': expected 'pglite:' (in memory), 'pglite:DIR' or 'postgres://user@host:port/database'`,
  );
}

/**
 * The text with its password hidden: passwords stay out of every message and report. Also where a character of it should
 * have been written as `%2F` or the like, and where it is a parameter.
 */
export function withoutPassword(text: string): string {
  return text.replace(/^([\w+]+:\/\/[^:@/?]*):.*@/, '$1:***@').replace(/([?&]password=)[^&]*/g, '$1***');
}
