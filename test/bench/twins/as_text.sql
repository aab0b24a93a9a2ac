-- nb_core.statement_pkg.as_text: a statement as text, a line a transaction.
create function twin.amount_text(p_amount numeric)
returns text
language plpgsql
as $$
begin
  return translate(to_char(p_amount, '999,990.00MI'), ',.', '.,');
end;
$$;

create function twin.as_text(p_statement_id numeric)
returns text
language plpgsql
as $$
declare
  c_nl constant text := E'\r\n';
  v_out text;
  s nb_core.statement;
  l record;
begin
  select * into strict s from nb_core.statement where statement_id = p_statement_id;
  v_out := 'Statement ' || s.stmt_no || ' of account ' || s.acc_no || c_nl;
  v_out := v_out || rpad('Opening balance ' || to_char(s.from_date, 'DD.MM.YYYY'), 40)
    || twin.amount_text(s.open_balance) || c_nl;
  for l in
    select line_no, book_date, text, amount
    from nb_core.statement_line
    where statement_id = p_statement_id
    order by line_no
  loop
    v_out := v_out || to_char(l.book_date, 'DD.MM.') || ' '
      || rpad(coalesce(nullif(substr(l.text, 1, 32), ''), '-'), 33)
      || twin.amount_text(l.amount) || c_nl;
  end loop;
  v_out := v_out || rpad('Closing balance ' || to_char(s.to_date, 'DD.MM.YYYY'), 40)
    || twin.amount_text(s.close_balance) || c_nl;
  return v_out;
end;
$$;
