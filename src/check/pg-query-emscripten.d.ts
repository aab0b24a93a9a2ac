declare module 'pg-query-emscripten/pg_query_wasm.js' {
  interface ParserError {
    readonly message: string;
    /** 1-based, in characters; 0 where unknown. */
    readonly cursorpos: number;
    readonly context: string;
  }
  interface ParserInstance {
    parse(text: string): {
      readonly parse_tree: { readonly stmts?: readonly unknown[] };
      readonly error: ParserError | null;
    };
  }
  const createInstance: new (settings?: {
    readonly print?: (text: string) => void;
    readonly printErr?: (text: string) => void;
  }) => Promise<ParserInstance> & ParserInstance;

  export type { ParserError, ParserInstance };
  export default createInstance;
}
