-- nb_core.fee_pkg.calc: a fee by its schedule: flat, in per cent, or by tier, within its limits.
create function twin.calc(p_fee_code text, p_base numeric default 0)
returns numeric
language plpgsql
as $$
declare
  f nb_core.fee_schedule;
  v_fee numeric;
begin
  select * into strict f from nb_core.fee_schedule where fee_code = p_fee_code;
  if f.basis = 'FLAT' then
    v_fee := f.amount;
  elsif f.basis = 'PERCENT' then
    v_fee := p_base * f.pct / 100;
  else
    select amount + p_base * pct / 100
    into v_fee
    from nb_core.fee_tier
    where fee_code = p_fee_code and from_amount <= p_base
    order by from_amount desc
    limit 1;
    if not found then
      v_fee := 0;
    end if;
  end if;
  -- Oracle's GREATEST is NULL if one argument is.
  if v_fee is not null then
    v_fee := least(greatest(v_fee, f.min_amount), f.max_amount);
  end if;
  return round(v_fee, 2);
end;
$$;
