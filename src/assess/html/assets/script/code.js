// Colours of code: Oracle and PostgreSQL are told apart by no more than their words.
import { h } from './core.js';

const words = new Set(
  `accessible add after all alter and any array as asc at authid autonomous_transaction before begin between body bulk by call cascade case check close collate collect column comment commit connect constant constraint create cross current cursor cycle database day declare default deferrable deferred definer delete desc deterministic distinct do domain drop each else elsif end escape except exception exceptions execute exists exit extract false fetch first for forall foreign found from full function generated global goto grant group having hour identity if immediate immutable in index indicator initially inner inout insert instead interval into intersect is isolation join key language last leading left level like limit lock loop materialized merge minus minute mod month natural new next no not nothing notice null nulls of offset old on only open option or order out outer over owner package parallel partition pipelined pls_integer pragma prior primary procedure public raise range record recursive ref references replace restrict return returning returns reverse revoke right rollback row rows rowtype savepoint schema second security select sequence session set setof share some stable start static strict subtype synonym table temporary then time timestamp to trailing trigger true truncate type under union unique update using value values varray varying view volatile when where while window with within without work year zone perform diagnostics stacked get sqlstate using errcode message language plpgsql search_path ilike`.split(
    ' ',
  ),
);
const types = new Set(
  'bigint binary_double binary_float binary_integer blob boolean bytea char character clob date decimal double float int integer json jsonb long nchar nclob number numeric nvarchar2 precision raw real refcursor rowid smallint sys_refcursor text timestamptz urowid uuid varchar varchar2 xml xmltype'.split(
    ' ',
  ),
);
const token =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|n?q'(\S)[\s\S]*?\S'|[eE]?'(?:[^']|'')*'|"(?:[^"]|"")*"|[a-zA-Z_][\w$#]*|\d+(?:\.\d+)?|\s+|[^\s\w]/g;
/** The text in lines, each a list of nodes. */
export function lines(text) {
  const result = [[]];
  const put = (piece, name) => {
    const parts = piece.split('\n');
    parts.forEach((part, i) => {
      if (i > 0) result.push([]);
      if (part === '') return;
      result[result.length - 1].push(name ? h('span', { class: name }, part) : part);
    });
  };
  for (const match of text.replace(/\r\n?/g, '\n').matchAll(token)) {
    const [piece] = match;
    if (piece.startsWith('--') || piece.startsWith('/*')) put(piece, 'c');
    else if (/^[eEnq]*'/.test(piece)) put(piece, 's');
    else if (piece.startsWith('"')) put(piece);
    else if (/^\d/.test(piece)) put(piece, 'n');
    else if (words.has(piece.toLowerCase())) put(piece, 'k');
    else if (types.has(piece.toLowerCase())) put(piece, 't');
    else put(piece);
  }
  return result;
}
export const highlighted = (text) => lines(text).flatMap((line, i) => (i === 0 ? line : ['\n', ...line]));
