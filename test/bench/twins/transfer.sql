-- nb_gl.posting_pkg.transfer: money from one account to another, with its journal, ledger lines, turnovers and balances.
create type twin.leg as (
  acc_no text,
  gl_code text,
  dr_cr text,
  amount numeric(18, 2),
  ccy text,
  cc_code text,
  text text
);

create function twin.business_day()
returns timestamp
language plpgsql
as $$
declare
  v_day timestamp;
begin
  select business_day into strict v_day from nb_ref.business_date where bank_code = 'NBDE';
  return v_day;
end;
$$;

create procedure twin.check_period(p_day timestamp)
language plpgsql
as $$
declare
  v_stat text;
begin
  select per_stat into v_stat from nb_gl.glper where p_day between from_dt and to_dt and per_no <= 12;
  if not found then
    raise exception using errcode = 'OA104', message = 'ORA-20104: No period for ' || to_char(p_day, 'YYYY-MM-DD');
  elsif v_stat <> 'OPEN' then
    raise exception using
      errcode = 'OA104',
      message = 'ORA-20104: Period of ' || to_char(p_day, 'YYYY-MM-DD') || ' is ' || v_stat;
  end if;
end;
$$;

create procedure twin.check_legs(p_legs twin.leg[])
language plpgsql
as $$
declare
  v_leg twin.leg;
  v_ccy text;
  v_sum numeric;
begin
  if coalesce(cardinality(p_legs), 0) < 2 then
    raise exception using errcode = 'OA102', message = 'ORA-20102: A journal needs two legs';
  end if;
  for i in 1 .. cardinality(p_legs) loop
    v_leg := p_legs[i];
    if v_leg.amount is null or v_leg.amount <= 0 then
      raise exception using errcode = 'OA102', message = 'ORA-20102: Leg ' || i || ': amount must be positive';
    end if;
  end loop;
  for v_ccy, v_sum in
    select l.ccy, sum(case l.dr_cr when 'D' then l.amount else -l.amount end)
    from unnest(p_legs) l
    group by l.ccy
    order by l.ccy
  loop
    if v_sum <> 0 then
      raise exception using
        errcode = 'OA102',
        message = 'ORA-20102: Journal does not balance: ' || v_ccy || ' ' || to_char(v_sum, 'FMS99999990.00');
    end if;
  end loop;
end;
$$;

create function twin.euro_rate(p_ccy text, p_day timestamp)
returns numeric
language plpgsql
as $$
declare
  v_rate numeric;
begin
  select rate
  into v_rate
  from nb_ref.fx_rate
  where base_ccy = 'EUR' and quote_ccy = p_ccy and rate_type = 'ECB' and rate_date <= p_day
  order by rate_date desc
  limit 1;
  if v_rate is null then
    raise exception using
      errcode = 'OA020',
      message = 'ORA-20020: No ECB rate EUR/' || p_ccy || ' for ' || to_char(p_day, 'YYYY-MM-DD');
  end if;
  return v_rate;
end;
$$;

create function twin.fx_rate(p_from text, p_to text, p_day timestamp)
returns numeric
language plpgsql
as $$
begin
  if p_from = p_to then
    return 1;
  elsif p_from = 'EUR' then
    return twin.euro_rate(p_to, p_day);
  elsif p_to = 'EUR' then
    return 1 / twin.euro_rate(p_from, p_day);
  else
    return twin.euro_rate(p_to, p_day) / twin.euro_rate(p_from, p_day);
  end if;
end;
$$;

create function twin.convert_amount(p_amount numeric, p_from text, p_to text, p_day timestamp)
returns numeric
language plpgsql
as $$
declare
  v_units integer;
begin
  select minor_units into strict v_units from nb_ref.currency where iso_code = p_to;
  return round(p_amount * twin.fx_rate(p_from, p_to, p_day), v_units);
end;
$$;

create procedure twin.book_account(
  p_leg twin.leg,
  p_type text,
  p_day timestamp,
  p_value timestamp,
  p_jnl numeric,
  p_text text,
  p_force boolean,
  out p_gl text
)
language plpgsql
as $$
declare
  a nb_core.accmst;
  v_delta numeric := case p_leg.dr_cr when 'C' then p_leg.amount else -p_leg.amount end;
begin
  select * into strict a from nb_core.accmst where acc_no = p_leg.acc_no for update;
  if a.ccy <> p_leg.ccy then
    raise exception using
      errcode = 'OA102',
      message = 'ORA-20102: Account ' || a.acc_no || ' is kept in ' || a.ccy;
  end if;
  if a.acc_stat in ('C', 'P') or (a.acc_stat = 'B' and p_leg.dr_cr = 'D' and not p_force) then
    raise exception using
      errcode = 'OA103',
      message = 'ORA-20103: Account ' || a.acc_no || ' has status ' || a.acc_stat;
  end if;
  if p_leg.dr_cr = 'D' and not p_force and a.ldg_bal - a.hold_amt + a.od_lim < p_leg.amount then
    raise exception using
      errcode = 'OA101',
      message = 'ORA-20101: Account ' || a.acc_no || ': ' || to_char(p_leg.amount, 'FM999999999990.00')
        || ' wanted, ' || to_char(a.ldg_bal - a.hold_amt + a.od_lim, 'FM999999999990.00') || ' available';
  end if;
  update nb_core.accmst
  set
    ldg_bal = ldg_bal + v_delta,
    last_txn = p_day,
    -- money moved: a dormant account wakes up
    acc_stat = case acc_stat when 'D' then 'O' else acc_stat end
  where acc_no = a.acc_no;
  insert into nb_gl.txn (
    txn_id, acc_no, book_dt, val_dt, txn_type, dr_cr, amount, ccy, bal_after, text, jnl_id, channel
  )
  values (
    nextval('nb_gl.seq_txn'), a.acc_no, p_day, p_value, p_type, p_leg.dr_cr, p_leg.amount, p_leg.ccy,
    a.ldg_bal + v_delta, coalesce(p_leg.text, p_text), p_jnl,
    coalesce(current_setting('bank.channel', true), 'BAT')
  );
  select gl_code into p_gl from nb_gl.glmap where prod_code = a.prod_code and purpose = 'CONTROL';
  if not found then
    raise exception using
      errcode = 'OA107',
      message = 'ORA-20107: No ledger account for ' || a.prod_code || '/CONTROL';
  end if;
end;
$$;

create function twin.post(
  p_type text,
  p_legs twin.leg[],
  p_text text default null,
  p_day timestamp default null,
  p_value timestamp default null,
  p_ref text default null,
  p_force boolean default false,
  p_rev_of numeric default null
)
returns numeric
language plpgsql
as $$
declare
  v_day timestamp := coalesce(date_trunc('day', p_day), twin.business_day());
  v_jnl numeric;
  v_gl text;
  v_leg twin.leg;
begin
  call twin.check_legs(p_legs);
  call twin.check_period(v_day);
  begin
    insert into nb_gl.gljnl (jnl_id, jnl_dt, txn_type, ext_ref, narrative, rev_of)
    values (nextval('nb_gl.seq_jnl'), v_day, p_type, p_ref, substr(p_text, 1, 140), p_rev_of)
    returning jnl_id into v_jnl;
  exception
    when unique_violation then
      if p_rev_of is not null then
        raise exception using errcode = 'OA106', message = 'ORA-20106: Journal ' || p_rev_of || ' is already reversed';
      end if;
      raise exception using errcode = 'OA105', message = 'ORA-20105: Reference ' || p_ref || ' is already posted';
  end;

  for i in 1 .. cardinality(p_legs) loop
    v_leg := p_legs[i];
    if v_leg.acc_no is not null then
      call twin.book_account(v_leg, p_type, v_day, coalesce(p_value, v_day), v_jnl, p_text, p_force, v_gl);
    else
      v_gl := v_leg.gl_code;
    end if;
    insert into nb_gl.gltrn (jnl_id, line_no, book_dt, gl_code, acc_no, cc_code, dr_cr, amount, ccy, lcy_amt)
    values (
      v_jnl, i, v_day, v_gl, v_leg.acc_no, v_leg.cc_code, v_leg.dr_cr, v_leg.amount, v_leg.ccy,
      twin.convert_amount(v_leg.amount, v_leg.ccy, 'EUR', v_day)
    );

    merge into nb_gl.glbal b
    using (
      select
        v_gl as gl_code,
        v_leg.ccy as ccy,
        v_day as bal_dt,
        case v_leg.dr_cr when 'D' then v_leg.amount else 0 end as dr,
        case v_leg.dr_cr when 'C' then v_leg.amount else 0 end as cr
    ) n
    on b.gl_code = n.gl_code and b.ccy = n.ccy and b.bal_dt = n.bal_dt
    when matched then
      update set dr_turn = b.dr_turn + n.dr, cr_turn = b.cr_turn + n.cr
    when not matched then
      insert (gl_code, ccy, bal_dt, dr_turn, cr_turn) values (n.gl_code, n.ccy, n.bal_dt, n.dr, n.cr);
  end loop;
  perform set_config('bank.last_jnl', v_jnl::text, false);
  return v_jnl;
end;
$$;

create procedure twin.transfer(p_from text, p_to text, p_amount numeric, p_text text, out p_jnl_id numeric)
language plpgsql
as $$
declare
  v_legs twin.leg[];
  v_ccy1 text;
  v_ccy2 text;
  v_other numeric;
begin
  if p_from = p_to then
    raise exception using errcode = 'OA108', message = 'ORA-20108: Same account';
  end if;
  select f.ccy, t.ccy
  into v_ccy1, v_ccy2
  from nb_core.accmst f, nb_core.accmst t
  where f.acc_no = p_from and t.acc_no = p_to;
  if not found then
    raise exception using errcode = 'OA109', message = 'ORA-20109: Unknown account ' || p_from || ' or ' || p_to;
  end if;
  if v_ccy1 = v_ccy2 then
    v_legs := array[
      (p_from, null, 'D', p_amount, v_ccy1, null, null)::twin.leg,
      (p_to, null, 'C', p_amount, v_ccy2, null, null)::twin.leg
    ];
  else
    v_other := twin.convert_amount(p_amount, v_ccy1, v_ccy2, twin.business_day());
    v_legs := array[
      (p_from, null, 'D', p_amount, v_ccy1, null, null)::twin.leg,
      (null, '1900', 'C', p_amount, v_ccy1, null, null)::twin.leg,
      (null, '1900', 'D', v_other, v_ccy2, null, null)::twin.leg,
      (p_to, null, 'C', v_other, v_ccy2, null, null)::twin.leg
    ];
  end if;
  p_jnl_id := twin.post('TRF', v_legs, p_text);
end;
$$;
