declare module 'pg-query-emscripten/pg_query_wasm.js' {
  interface ParserError {
    /** Empty where there is no error. */
    readonly message: string;
    /** 1-based, in characters; 0 where unknown. */
    readonly cursorpos: number;
    readonly context: string;
  }
  interface ParserInstance {
    /** Bytes copied into the memory of the instance, by malloc (0) or on its stack (1); where they are. */
    allocate(bytes: Uint8Array, allocator: 0 | 1): number;
    _free(at: number): void;
    /** Of the zero-ended text at `at`: the tree in JSON. */
    raw_parse(at: number): { readonly parse_tree: string; readonly error: ParserError };
  }
  const createInstance: new () => Promise<ParserInstance> & ParserInstance;

  export type { ParserError, ParserInstance };
  export default createInstance;
}
