-- nb_loan.loan_pkg.plan_for: the instalments of a loan. As many digits as Oracle's: they decide how halves of a cent are rounded.
create function twin.annuity(p_amount numeric, p_rate numeric, p_months integer)
returns numeric
language plpgsql
as $$
declare
  q numeric := p_rate::numeric(60, 42) / 1200;
begin
  if q = 0 then
    return round(p_amount::numeric(60, 40) / p_months, 2);
  end if;
  return round(p_amount * q / (1 - power(1 + q, -p_months)), 2);
end;
$$;

create function twin.plan_for(
  p_amount numeric,
  p_rate numeric,
  p_months integer,
  p_first timestamp,
  p_kind text default 'ANNUITY'
)
returns setof loan_pkg.t_instalment
language plpgsql
as $$
declare
  r loan_pkg.t_instalment;
  v_rate numeric := p_rate::numeric(60, 42) / 1200;
  v_pay numeric := twin.annuity(p_amount, p_rate, p_months);
  -- The last day of a month stays the last day, as with ADD_MONTHS.
  v_is_last boolean := date_trunc('month', p_first) + interval '1 month - 1 day' = date_trunc('day', p_first);
begin
  r.remaining := p_amount;
  for n in 1 .. p_months loop
    r.inst_no := n;
    r.due_date := p_first + make_interval(months => n - 1);
    if v_is_last then
      r.due_date := date_trunc('month', r.due_date) + interval '1 month - 1 day';
    end if;
    r.interest := r.remaining * v_rate;
    r.interest := round(round(r.interest, case when r.interest < 100 then 38 else 36 end), 2);
    r.principal := case
      when n = p_months then r.remaining
      when p_kind = 'ANNUITY' then v_pay - r.interest
      when p_kind = 'LINEAR' then round(p_amount::numeric(60, 40) / p_months, 2)
      else 0
    end;
    r.remaining := r.remaining - r.principal;
    return next r;
  end loop;
end;
$$;
