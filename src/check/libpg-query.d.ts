declare module 'libpg-query/wasm/libpg-query.js' {
  interface LibpgModule {
    /** Replaced by a new one whenever the memory grows. */
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(at: number): void;
    lengthBytesUTF8(text: string): number;
    /** Writes at most `bytes` bytes, the closing zero included. */
    stringToUTF8(text: string, at: number, bytes: number): void;
    UTF8ToString(at: number): string;
    /** Of the zero-ended text at `at`: the bodies in JSON, or a message. To be freed by `_wasm_free_string`. */
    _wasm_parse_plpgsql(at: number): number;
    _wasm_free_string(at: number): void;
  }
  const createModule: () => Promise<LibpgModule>;

  export type { LibpgModule };
  export default createModule;
}
