-- nb_gl.recon_pkg.match_all: pairs our items with theirs, by reference first, then by amount and date.
create procedure twin.pair(p_run numeric, p_rule text, p_ours numeric, p_theirs numeric, p_diff numeric)
language plpgsql
as $$
declare
  v_id numeric := nextval('nb_gl.seq_recon');
begin
  insert into nb_gl.recon_match (match_id, run_id, match_rule, diff) values (v_id, p_run, p_rule, p_diff);
  update nb_gl.recon_item set match_id = v_id where item_id in (p_ours, p_theirs);
end;
$$;

create function twin.match_all(p_code text, p_day timestamp)
returns numeric
language plpgsql
as $$
declare
  v_acc nb_gl.recon_account;
  v_run numeric;
  v_n integer := 0;
  v_taken boolean;
  o nb_gl.recon_item;
  t record;
begin
  select * into strict v_acc from nb_gl.recon_account where recon_code = p_code;
  insert into nb_gl.recon_run (recon_code, run_dt) values (p_code, p_day) returning run_id into v_run;

  -- 1: same reference, amount within tolerance; 2: same amount, dates close
  for pass in 1 .. 2 loop
    for o in
      select *
      from nb_gl.recon_item
      where recon_code = p_code and side = 'O' and match_id is null
      order by item_id
    loop
      v_taken := false;
      for t in
        select item_id, amount
        from nb_gl.recon_item
        where recon_code = p_code
          and side = 'T'
          and match_id is null
          and (
            (pass = 1 and ref_no = o.ref_no and abs(amount - o.amount) <= v_acc.tolerance)
            or (
              pass = 2
              and amount = o.amount
              and abs(extract(epoch from value_dt - o.value_dt)) <= v_acc.max_days * 86400
            )
          )
        order by abs(extract(epoch from value_dt - o.value_dt)), item_id
      loop
        if not v_taken then
          call twin.pair(
            v_run, case pass when 1 then 'REF' else 'AMT_DATE' end, o.item_id, t.item_id, o.amount - t.amount
          );
          v_n := v_n + 1;
          v_taken := true;
        end if;
      end loop;
    end loop;
  end loop;

  update nb_gl.recon_run r
  set (matched, open_ours, open_theirs, difference) = (
    select
      v_n,
      count(*) filter (where i.side = 'O' and i.match_id is null),
      count(*) filter (where i.side = 'T' and i.match_id is null),
      coalesce(sum(case i.side when 'O' then i.amount else -i.amount end), 0)
    from nb_gl.recon_item i
    where i.recon_code = r.recon_code
  )
  where r.run_id = v_run;
  return v_run;
end;
$$;
