-- nb_aml.screening_pkg.similarity: Levenshtein distance of two names, in per cent of the longer one.
create function twin.normalise(p_name text)
returns text
language plpgsql
as $$
begin
  return nullif(
    btrim(regexp_replace(translate(upper(p_name), 'ÄÖÜÉÈ-''.,', 'AOUEE    '), ' {2,}', ' ', 'g')),
    ''
  );
end;
$$;

create function twin.similarity(p_a text, p_b text)
returns numeric
language plpgsql
as $$
declare
  a text := twin.normalise(p_a);
  b text := twin.normalise(p_b);
  v_prev integer[] := '{}';
  v_curr integer[] := '{}';
begin
  if a = b then
    return 100;
  elsif a is null or b is null then
    return 0;
  end if;
  for j in 0 .. length(b) loop
    v_prev[j] := j;
  end loop;
  for i in 1 .. length(a) loop
    v_curr[0] := i;
    for j in 1 .. length(b) loop
      v_curr[j] := least(
        v_curr[j - 1] + 1,
        v_prev[j] + 1,
        v_prev[j - 1] + case when substr(a, i, 1) = substr(b, j, 1) then 0 else 1 end
      );
    end loop;
    v_prev := v_curr;
  end loop;
  return round(100 * (1 - v_prev[length(b)]::numeric / greatest(length(a), length(b))), 2);
end;
$$;
