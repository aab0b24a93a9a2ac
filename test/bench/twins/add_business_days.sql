-- nb_ref.ref_api.add_business_days: steps over weekends and holidays of a calendar. Reads the tables: PL/pgSQL has no package variables to keep them in.
create function twin.is_business_day(p_day timestamp, p_calendar text default 'TARGET')
returns boolean
language plpgsql
as $$
declare
  v_mask text;
begin
  select weekend_mask into v_mask from nb_ref.holiday_calendar where calendar_code = p_calendar;
  if not found then
    raise exception using errcode = 'OA021', message = 'ORA-20021: Unknown calendar ' || p_calendar;
  end if;
  if substr(v_mask, extract(isodow from p_day)::integer, 1) = 'Y' then
    return false;
  end if;
  return not exists (
    select 1
    from nb_ref.holiday
    where calendar_code = p_calendar and holiday_date = date_trunc('day', p_day)
  );
end;
$$;

create function twin.next_business_day(p_day timestamp, p_calendar text default 'TARGET')
returns timestamp
language plpgsql
as $$
declare
  v_day timestamp := date_trunc('day', p_day) + interval '1 day';
begin
  while not twin.is_business_day(v_day, p_calendar) loop
    v_day := v_day + interval '1 day';
  end loop;
  return v_day;
end;
$$;

create function twin.previous_business_day(p_day timestamp, p_calendar text default 'TARGET')
returns timestamp
language plpgsql
as $$
declare
  v_day timestamp := date_trunc('day', p_day);
begin
  loop
    v_day := v_day - interval '1 day';
    exit when twin.is_business_day(v_day, p_calendar);
  end loop;
  return v_day;
end;
$$;

create function twin.add_business_days(p_day timestamp, p_days integer, p_calendar text default 'TARGET')
returns timestamp
language plpgsql
as $$
declare
  v_day timestamp := date_trunc('day', p_day);
begin
  for i in 1 .. abs(p_days) loop
    if p_days > 0 then
      v_day := twin.next_business_day(v_day, p_calendar);
    else
      v_day := twin.previous_business_day(v_day, p_calendar);
    end if;
  end loop;
  return v_day;
end;
$$;
