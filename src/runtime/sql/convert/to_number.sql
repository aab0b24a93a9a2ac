-- TO_NUMBER(text) and every implicit conversion of text to NUMBER: outer blanks, sign, point, exponent; ORA-01722 otherwise.
-- Plain digits are converted in place; an empty text, as NULL, is NULL. (SQL Language Reference, "TO_NUMBER", "NUMBER and Floating-Point Literals")
CREATE FUNCTION ora.to_number(s text) RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(s) <= 18 AND s COLLATE "C" ~ '^[0-9]+$' THEN s::numeric ELSE ora.to_number_computed(s) END
$$;

-- TO_NUMBER(text, fmt [, nls]): the text must fit the model: digits not more than the model's, group separators in its places only.
CREATE FUNCTION ora.to_number(s text, fmt text, nls text DEFAULT NULL) RETURNS numeric LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  m text := upper(fmt);
  t text := trim(s);
  sign_at text := '';
  negative boolean := false;
  currency text;
  scientific boolean := false;
  part text[];
  whole text;
  point text;
  decimals text;
  group_mark text;
  mark text;
  number text[];
  digits text;
  r numeric := 0;
BEGIN
  IF s IS NULL OR s = '' OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  IF m LIKE 'FM%' THEN m := substr(m, 3); END IF;
  IF m ~ '^0*X+$' THEN
    IF t !~ '^[0-9A-Fa-f]+$' OR length(t) > length(m) THEN PERFORM ora.number_error(1722); END IF;
    FOR i IN 1 .. length(t) LOOP
      r := r * 16 + strpos('0123456789ABCDEF', upper(substr(t, i, 1))) - 1;
    END LOOP;
    RETURN r;
  END IF;
  IF m ~ '^TM[9E]?$' THEN RETURN ora.to_number(s); END IF;

  IF m LIKE 'S%' THEN
    sign_at := 'leading';
    m := substr(m, 2);
  ELSIF m LIKE '%S' THEN
    sign_at := 'trailing';
    m := left(m, -1);
  ELSIF m LIKE '%MI' OR m LIKE '%PR' THEN
    sign_at := right(m, 2);
    m := left(m, -2);
  END IF;
  m := regexp_replace(m, 'B', '');
  IF m ~ '[$LCU]' THEN
    currency := substring(m, '[$LCU]');
    m := CASE WHEN m ~ '[09][LCU][09]' THEN regexp_replace(m, '[LCU]', 'D') ELSE regexp_replace(m, '[$LCU]', '') END;
    IF currency <> '$' THEN currency := ora.nls_currency(currency, nls); END IF;
  END IF;
  IF m LIKE '%EEEE' THEN
    scientific := true;
    m := left(m, -4);
  END IF;
  part := regexp_match(m, '^([09,G]*)(?:([.DV])([09]*))?$');
  whole := part[1];
  point := coalesce(part[2], '');
  decimals := coalesce(part[3], '');
  IF part IS NULL OR whole ~ '^[,G]' OR m !~ '[09]' OR m ~ '[DG]' AND m ~ '[.,]' OR scientific AND whole ~ '[,G]' THEN
    PERFORM ora.number_error(1481);
  END IF;

  CASE sign_at
    WHEN 'trailing', 'MI' THEN
      negative := t LIKE '%-';
      IF sign_at = 'trailing' AND t !~ '[+-]$' THEN PERFORM ora.number_error(1722); END IF;
      t := rtrim(regexp_replace(t, '[+-]$', ''));
    WHEN 'PR' THEN
      negative := t ~ '^<.*>$';
      IF negative THEN t := trim(substr(left(t, -1), 2)); END IF;
    ELSE
      negative := t LIKE '-%';
      t := regexp_replace(t, CASE WHEN negative THEN '^-' ELSE '^[+]' END, '');
  END CASE;
  IF currency IS NOT NULL THEN
    IF strpos(t, currency) > 0 THEN t := trim(overlay(t PLACING CASE WHEN m ~ 'D' AND strpos(t, currency) > 1 AND right(t, length(currency)) <> currency THEN '.' ELSE '' END FROM strpos(t, currency) FOR length(currency))); END IF;
  END IF;
  mark := CASE point WHEN 'D' THEN ora.nls_numeric_character(1, nls) ELSE '.' END;
  group_mark := CASE WHEN strpos(whole, 'G') > 0 THEN ora.nls_numeric_character(2, nls) ELSE ',' END;
  IF scientific THEN
    number := regexp_match(replace(t, mark, '.'), '^(\d*)(?:\.(\d*))?([eE][+-]?\d{1,3})?$');
    IF number IS NULL OR coalesce(number[1], '') || coalesce(number[2], '') = '' OR length(number[2]) > length(decimals) THEN PERFORM ora.number_error(1722); END IF;
    r := (replace(t, mark, '.'))::numeric;
    RETURN ora.num_computed(CASE WHEN negative THEN -r ELSE r END);
  END IF;
  IF strpos(t, mark) > 0 AND point IN ('.', 'D') THEN
    digits := split_part(t, mark, 2);
    IF length(digits) > length(decimals) OR digits !~ '^\d*$' OR split_part(t, mark, 3) <> '' THEN PERFORM ora.number_error(1722); END IF;
    t := split_part(t, mark, 1);
  ELSE
    digits := '';
  END IF;
  IF t || digits = '' THEN PERFORM ora.number_error(1722); END IF;
  IF point = 'V' THEN whole := whole || decimals; END IF;
  IF strpos(whole, ',') + strpos(whole, 'G') > 0 AND strpos(t, group_mark) > 0 THEN
    -- Each separator of the text has to stand where the model has one, counted from the right.
    IF length(t) > length(whole) THEN PERFORM ora.number_error(1722); END IF;
    FOR i IN 1 .. length(t) LOOP
      IF (substr(t, i, 1) = group_mark) <> (substr(whole, length(whole) - length(t) + i, 1) IN (',', 'G')) THEN PERFORM ora.number_error(1722); END IF;
    END LOOP;
    t := replace(t, group_mark, '');
  END IF;
  IF t !~ '^\d*$' OR length(ltrim(t, '0')) > length(translate(whole, ',G', '')) THEN PERFORM ora.number_error(1722); END IF;
  r := ('0' || t || '.' || digits || '0')::numeric;
  IF point = 'V' THEN r := r * ('1e' || -length(decimals))::numeric; END IF;
  RETURN trim_scale(CASE WHEN negative THEN -r ELSE r END);
END
$$;
