-- nb_core.statement_pkg.build: an account statement since the last one, with its lines and running balance.
create function twin.build(p_acc_no text, p_to timestamp)
returns numeric
language plpgsql
as $$
declare
  v_id numeric := nextval('nb_core.statement_seq');
  v_no integer;
  v_from timestamp;
  v_open numeric;
  v_close numeric;
  v_lines bigint;
begin
  select coalesce(max(stmt_no), 0) + 1, max(to_date) + interval '1 day'
  into v_no, v_from
  from nb_core.statement
  where acc_no = p_acc_no;
  if v_from is null then
    select open_dt into strict v_from from nb_core.accmst where acc_no = p_acc_no;
  end if;
  v_open := twin.balance_on(p_acc_no, v_from - interval '1 day');
  v_close := twin.balance_on(p_acc_no, p_to);
  insert into nb_core.statement (statement_id, acc_no, stmt_no, from_date, to_date, open_balance, close_balance)
  values (v_id, p_acc_no, v_no, v_from, p_to, v_open, v_close);

  insert into nb_core.statement_line (
    statement_id, line_no, book_date, value_date, txn_id, text, amount, balance
  )
  select
    v_id,
    row_number() over w,
    book_dt,
    val_dt,
    txn_id,
    text,
    signed_amt,
    v_open + sum(signed_amt) over (w rows between unbounded preceding and current row)
  from nb_gl.txn
  where acc_no = p_acc_no and book_dt >= v_from and book_dt <= p_to
  window w as (order by book_dt, txn_id);
  get diagnostics v_lines = row_count;
  update nb_core.statement set line_count = v_lines where statement_id = v_id;
  return v_id;
end;
$$;
