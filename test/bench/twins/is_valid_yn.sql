-- nb_ref.iban_pkg.is_valid_yn: form, length by country, and check digits of an IBAN.
create function twin.mod97(p_text text)
returns integer
language plpgsql
as $$
declare
  v_digits text := '';
  v_char text;
  v_rest integer := 0;
  v_pos integer := 1;
begin
  for i in 1 .. length(p_text) loop
    v_char := substr(p_text, i, 1);
    if v_char between '0' and '9' then
      v_digits := v_digits || v_char;
    else
      v_digits := v_digits || (ascii(v_char) - 55);
    end if;
  end loop;
  while v_pos <= length(v_digits) loop
    v_rest := (v_rest || substr(v_digits, v_pos, 7))::bigint % 97;
    v_pos := v_pos + 7;
  end loop;
  return v_rest;
end;
$$;

create function twin.is_valid(p_iban text)
returns boolean
language plpgsql
as $$
declare
  v_iban text := upper(translate(p_iban, ' -.', ''));
  v_length integer;
begin
  if v_iban is null or v_iban !~ '^[A-Z]{2}\d{2}[A-Z0-9]+$' then
    return false;
  end if;
  select iban_length into v_length from nb_ref.country where iso2 = substr(v_iban, 1, 2);
  if not found then
    return false;
  end if;
  return length(v_iban) = v_length and twin.mod97(substr(v_iban, 5) || substr(v_iban, 1, 4)) = 1;
end;
$$;

create function twin.is_valid_yn(p_iban text)
returns text
language plpgsql
as $$
begin
  return case when twin.is_valid(p_iban) then 'Y' else 'N' end;
end;
$$;
