/** PostgreSQL's own verdict over one statement. */
export type Verdict =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'rejected';
      readonly message: string;
      /** 1-based character offset into the statement, where known. */
      readonly position: number | undefined;
    };
