/** One procedure of the bank and its twin. */
export interface Twin {
  /** File in `twins/`, name of the routine in schema `twin`. */
  readonly name: string;
  /** Schema of the converted routine, which has the twin's name and signature. */
  readonly schema: string;
  /** Statements run before each measurement, in its transaction. */
  readonly setUp?: (rounds: number) => readonly string[];
  /** The work: what `routine` (a qualified name) does `rounds` times. */
  readonly work: (routine: string, rounds: number) => string;
  /** One text that shows every result of the work; absent where `work` gives it itself. */
  readonly result?: string;
}

const block = (body: string): string => `do $do$\n${body}\n$do$`;
const digest = (value: string, order: string, from: string): string =>
  `select md5(string_agg(coalesce(${value}::text, 'null'), ',' order by ${order})) as result from ${from}`;

/** Accounts `<prefix>000000001` … that are copies of others. */
const accountsLike = (prefix: string, count: number, original: string, more = ''): string =>
  `insert into nb_core.accmst
   select (jsonb_populate_record(a, jsonb_build_object('acc_no', '${prefix}' || lpad(i::text, 9, '0'), 'iban', null${more}))).*
   from generate_series(1, ${count}) as i join nb_core.accmst as a on a.acc_no = ${original}`;

/**
 * Twelve routines from all corners: arithmetic, text, collections, single rows, sets, and writing with errors handled.
 * In the order in which their files build on each other.
 */
export const twins: readonly Twin[] = [
  {
    name: 'simulate',
    schema: 'interest_pkg',
    work: (f, n) =>
      digest(
        `${f}(100000 + i, 3.75, date '2019-01-31' + i % 90, date '2024-02-29' - i % 50, (array['ACT/ACT', '30/360', 'ACT/360', 'ACT/365'])[1 + i % 4])`,
        'i',
        `generate_series(1, ${n}) as i`,
      ),
  },
  {
    name: 'is_valid_yn',
    schema: 'iban_pkg',
    work: (f, n) =>
      digest(
        `${f}(case when i % 5 = 0 then 'DE00' || substr(a.iban, 5) when i % 7 = 0 then 'xx' else regexp_replace(a.iban, '(.{4})', '\\1 ', 'g') end)`,
        'i, a.acc_no',
        `generate_series(1, ${n}) as i, nb_core.accmst as a`,
      ),
  },
  {
    name: 'similarity',
    schema: 'screening_pkg',
    work: (f, n) =>
      digest(
        `${f}(c.primary_name, e.primary_name || ' ' || i)`,
        'i, c.entry_no, e.entry_no',
        `generate_series(1, ${n}) as i, nb_aml.sanction_entry as c, nb_aml.sanction_entry as e`,
      ),
  },
  {
    name: 'add_business_days',
    schema: 'ref_api',
    work: (f, n) => digest(`${f}(date '2024-01-01' + i % 300, i % 21 - 10)`, 'i', `generate_series(1, ${n}) as i`),
  },
  {
    name: 'plan_for',
    schema: 'loan_pkg',
    work: (f, n) =>
      digest(
        'p',
        'i, p.inst_no',
        `generate_series(1, ${n}) as i, ${f}(50000 + i * 7, 1 + i % 8, 120, date '2024-01-31', case when i % 3 = 0 then 'LINEAR' else 'ANNUITY' end) as p`,
      ),
  },
  {
    name: 'calc',
    schema: 'fee_pkg',
    work: (f, n) =>
      digest(`${f}(s.fee_code, i * 13)`, 'i, s.fee_code', `generate_series(1, ${n}) as i, nb_core.fee_schedule as s`),
  },
  {
    name: 'rate_for',
    schema: 'interest_pkg',
    work: (f, n) =>
      digest(
        `${f}(a.acc_no, a.ldg_bal, date '2024-02-29' - i % 100)`,
        'i, a.acc_no',
        `generate_series(1, ${n}) as i, nb_core.accmst as a`,
      ),
  },
  {
    name: 'accrue_account',
    schema: 'interest_pkg',
    setUp: () => ['delete from nb_gl.intacc'],
    work: (f, n) =>
      block(`declare v text; begin
        for i in 1 .. ${n} loop
          for v in select acc_no from nb_core.accmst order by acc_no loop
            call ${f}(v, date '2024-02-29' - i * 20, date '2024-02-29' - i * 20 + 20);
          end loop;
        end loop; end`),
    result: digest(
      '(i.acc_no, i.accr_dt, i.bal, i.rate, i.days, i.dcc, i.amt, a.accr_int)',
      'i.acc_no, i.accr_dt',
      'nb_gl.intacc as i join nb_core.accmst as a using (acc_no)',
    ),
  },
  {
    name: 'transfer',
    schema: 'posting_pkg',
    // Each between two accounts of its own: in one transaction, the versions of a row that is changed again and again
    // would be what is measured.
    setUp: (rounds) => [
      accountsLike('P', rounds, "'0001000001'", ", 'ldg_bal', 1e6"),
      accountsLike('R', rounds, "case when i % 3 = 0 then '0001000005' else '0001000002' end"),
      'analyze nb_core.accmst',
      "select setval('nb_gl.seq_jnl', 900000000), setval('nb_gl.seq_txn', 900000000)",
    ],
    work: (f, n) =>
      block(`declare v numeric; begin
        for i in 1 .. ${n} loop
          call ${f}('P' || lpad(i::text, 9, '0'), 'R' || lpad(i::text, 9, '0'), 10 + i % 100, 'bench', v);
        end loop; end`),
    result: `select md5((select string_agg(t::text, ',' order by t.jnl_id, t.line_no) from nb_gl.gltrn as t where t.jnl_id > 900000000)
      || (select string_agg(t::text, ',' order by t.txn_id) from nb_gl.txn as t where t.txn_id > 900000000)
      || (select string_agg(b::text, ',' order by b.gl_code, b.ccy, b.bal_dt) from nb_gl.glbal as b)
      || (select string_agg(a.acc_no || a.ldg_bal, ',' order by a.acc_no) from nb_core.accmst as a)) as result`,
  },
  {
    name: 'build',
    schema: 'statement_pkg',
    setUp: () => ["select setval('nb_core.statement_seq', 900000000)"],
    work: (f, n) =>
      block(`declare v text; begin
        for i in 1 .. ${n} loop
          for v in select acc_no from nb_core.accmst order by acc_no loop
            perform ${f}(v, greatest(date '2024-03-01' + i, (select max(to_date) from nb_core.statement where acc_no = v)::date + 1));
          end loop;
        end loop; end`),
    result: `select md5((select string_agg((s.statement_id, s.acc_no, s.stmt_no, s.from_date, s.to_date, s.open_balance, s.close_balance, s.line_count)::text, ',' order by s.statement_id)
        from nb_core.statement as s where s.statement_id > 900000000)
      || (select string_agg(l::text, ',' order by l.statement_id, l.line_no) from nb_core.statement_line as l where l.statement_id > 900000000)) as result`,
  },
  {
    name: 'as_text',
    schema: 'statement_pkg',
    setUp: () => [
      `insert into nb_core.statement (statement_id, acc_no, stmt_no, from_date, to_date, open_balance, close_balance)
       values (990000000, '0001000001', 9999, date '2024-01-01', date '2024-02-29', -1234.5, 999.99)`,
      `insert into nb_core.statement_line (statement_id, line_no, book_date, value_date, txn_id, text, amount, balance)
       select 990000000, row_number() over (order by t.txn_id), t.book_dt, t.val_dt, t.txn_id, t.text, t.signed_amt % 100000, 0
       from (select * from nb_gl.txn order by txn_id limit 200) as t`,
    ],
    work: (f, n) => digest(`${f}(990000000)`, 'i', `generate_series(1, ${n}) as i`),
  },
  {
    name: 'match_all',
    schema: 'recon_pkg',
    setUp: (n) => [
      "select setval('nb_gl.seq_recon', 900000000)",
      `insert into nb_gl.recon_item (item_id, recon_code, side, value_dt, amount, ref_no)
       select 800000000 + i * 2 + s.n, 'VELUWE', s.side, date '2024-02-01' + (i * (s.n + 1)) % 5, 100 + i % 50 * 10,
         case when i % 3 = 0 then 'REF' || i end
       from generate_series(1, ${n}) as i, (values (0, 'O'), (1, 'T')) as s (n, side)`,
      'analyze nb_gl.recon_item',
    ],
    work: (f) => `select ${f}('VELUWE', date '2024-02-29')`,
    result: `select md5((select string_agg((i.item_id, i.match_id)::text, ',' order by i.item_id) from nb_gl.recon_item as i)
      || (select string_agg((m.match_id, m.match_rule, m.diff)::text, ',' order by m.match_id) from nb_gl.recon_match as m)
      || (select string_agg((r.matched, r.open_ours, r.open_theirs, r.difference)::text, ',' order by r.run_id) from nb_gl.recon_run as r)) as result`,
  },
];
