-- nb_gl.interest_pkg.accrue_account: interest of each day of a period into the accrual table; days that are there stay.
create function twin.balance_on(p_acc_no text, p_day timestamp)
returns numeric
language plpgsql
as $$
declare
  v_bal numeric;
begin
  select a.ldg_bal
    - coalesce((select sum(t.signed_amt) from nb_gl.txn t where t.acc_no = a.acc_no and t.book_dt > p_day), 0)
  into strict v_bal
  from nb_core.accmst a
  where a.acc_no = p_acc_no;
  return v_bal;
end;
$$;

create function twin.daily_amount(p_bal numeric, p_rate numeric, p_day timestamp, p_dcc text)
returns numeric
language plpgsql
as $$
begin
  return round(p_bal * p_rate / 100 * twin.year_fraction(p_day, p_day + interval '1 day', p_dcc), 8);
end;
$$;

create procedure twin.accrue_account(p_acc_no text, p_from timestamp, p_to timestamp)
language plpgsql
as $$
declare
  v_dcc text;
  v_bal numeric;
  v_rate numeric;
  v_amt numeric;
  v_day timestamp := date_trunc('day', p_from);
  v_sum numeric := 0;
begin
  select p.day_count
  into strict v_dcc
  from nb_core.accmst a
  join nb_core.product p using (prod_code)
  where a.acc_no = p_acc_no;
  while v_day <= p_to loop
    v_bal := twin.balance_on(p_acc_no, v_day);
    v_rate := twin.rate_for(p_acc_no, v_bal, v_day);
    v_amt := twin.daily_amount(v_bal, v_rate, v_day, v_dcc);
    begin
      insert into nb_gl.intacc (acc_no, accr_dt, bal, rate, days, dcc, amt)
      values (p_acc_no, v_day, v_bal, v_rate, twin.days(v_day, v_day + interval '1 day', v_dcc), v_dcc, v_amt);
      v_sum := v_sum + v_amt;
    exception
      when unique_violation then
        null; -- that day has been accrued
    end;
    v_day := v_day + interval '1 day';
  end loop;
  update nb_core.accmst set accr_int = accr_int + v_sum where acc_no = p_acc_no;
end;
$$;
