export type * from './ddl.js';
export type * from './dml.js';
export type * from './expressions.js';
export type * from './node.js';
export type * from './plpgsql.js';
export type * from './queries.js';
export type * from './statements.js';
