export type * from './ddl.js';
export type * from './dml.js';
export type * from './expressions.js';
export type * from './names.js';
export type * from './plsql.js';
export type * from './queries.js';
export type * from './type-refs.js';
export type * from './units.js';
