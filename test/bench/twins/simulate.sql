-- nb_gl.interest_pkg.simulate: interest over a period by day-count convention, rounded to cents.
-- Oracle calculates with 40 digits, which decides how halves of a cent are rounded.
create function twin.is_leap(p_year integer)
returns boolean
language plpgsql
as $$
begin
  return p_year % 4 = 0 and p_year % 100 <> 0 or p_year % 400 = 0;
end;
$$;

create function twin.days(p_from timestamp, p_to timestamp, p_convention text)
returns numeric
language plpgsql
as $$
declare
  d1 integer;
  d2 integer;
begin
  if p_convention <> '30/360' then
    return p_to::date - p_from::date;
  end if;
  d1 := least(extract(day from p_from), 30);
  d2 := extract(day from p_to);
  if d2 = 31 and d1 = 30 then
    d2 := 30;
  end if;
  return 360 * (extract(year from p_to) - extract(year from p_from))
    + 30 * (extract(month from p_to) - extract(month from p_from))
    + d2 - d1;
end;
$$;

create function twin.year_fraction(p_from timestamp, p_to timestamp, p_convention text)
returns numeric
language plpgsql
as $$
declare
  v_from date := p_from;
  v_to date := p_to;
  v_end date;
  v_part numeric;
  v_sum numeric := 0;
begin
  case p_convention
    when 'ACT/360' then
      v_sum := (v_to - v_from)::numeric(60, 42) / 360;
    when 'ACT/365' then
      v_sum := (v_to - v_from)::numeric(60, 42) / 365;
    when '30/360' then
      v_sum := twin.days(p_from, p_to, p_convention)::numeric(60, 42) / 360;
    when 'ACT/ACT' then
      while v_from < v_to loop
        v_end := least(v_to, date_trunc('year', v_from) + interval '1 year');
        v_part := (v_end - v_from)::numeric(60, 42) / case when twin.is_leap(extract(year from v_from)::integer) then 366 else 365 end;
        v_part := round(v_part, case when v_part < 0.01 then 42 when v_part < 1 then 40 else 38 end);
        v_sum := v_sum + v_part;
        -- The sum loses the last digits of its parts, as NUMBER does.
        v_sum := round(v_sum, case when v_sum < 0.01 then 42 when v_sum < 1 then 40 else 38 end);
        v_from := v_end;
      end loop;
    else
      raise exception using errcode = 'OA022', message = 'ORA-20022: Unknown day count ' || p_convention;
  end case;
  -- As many places as NUMBER has for a number of this size.
  return round(v_sum, case when v_sum < 0.01 then 42 when v_sum < 1 then 40 else 38 end);
end;
$$;

create function twin.simulate(p_bal numeric, p_rate numeric, p_from timestamp, p_to timestamp, p_dcc text)
returns numeric
language plpgsql
as $$
begin
  return round(round(p_bal * p_rate / 100 * twin.year_fraction(p_from, p_to, p_dcc), 34), 2);
end;
$$;
