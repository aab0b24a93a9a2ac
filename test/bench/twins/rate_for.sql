-- nb_gl.interest_pkg.rate_for: individual term, then tier of the product, then index plus margin.
create function twin.index_rate(p_index text, p_day timestamp)
returns numeric
language plpgsql
as $$
declare
  v_rate numeric;
  v_floor numeric;
begin
  select rate
  into strict v_rate
  from nb_ref.index_rate
  where index_code = p_index and rate_date <= p_day
  order by rate_date desc
  limit 1;
  select floor_rate into strict v_floor from nb_ref.interest_index where index_code = p_index;
  return greatest(v_rate, v_floor);
end;
$$;

create function twin.rate_for(p_acc_no text, p_bal numeric, p_day timestamp)
returns numeric
language plpgsql
as $$
declare
  v_cond nb_core.product_condition;
  v_rate numeric;
begin
  select case when p_bal >= 0 then cr_rate else dr_rate end
  into v_rate
  from nb_core.acc_interest_term
  where acc_no = p_acc_no and valid_from <= p_day
  order by valid_from desc
  limit 1;
  if v_rate is not null then
    return v_rate;
  end if;

  select c.*
  into v_cond
  from nb_core.product_condition c
  join nb_core.accmst a on a.prod_code = c.prod_code
  where a.acc_no = p_acc_no and c.valid_from <= p_day and c.tier_from <= abs(p_bal)
  order by c.valid_from desc, c.tier_from desc
  limit 1;
  if not found then
    return 0;
  end if;
  if v_cond.index_code is not null then
    return twin.index_rate(v_cond.index_code, p_day) + coalesce(v_cond.margin, 0);
  end if;
  return case when p_bal >= 0 then v_cond.cr_rate else v_cond.dr_rate end;
exception
  when no_data_found then
    return 0;
end;
$$;
