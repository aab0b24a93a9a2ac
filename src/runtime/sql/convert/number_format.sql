-- The core of TO_CHAR(number, fmt). A value that does not fit gives number signs over the whole width; rounding is half away from zero.
-- (SQL Language Reference, "Number Format Models", tables of elements and of results)
CREATE FUNCTION ora.number_format(n numeric, fmt text, nls text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  m text := upper(fmt);
  fm boolean := false;
  sign_at text := '';
  currency text := '';
  currency_at text := '';
  blank_zero boolean := false;
  scientific boolean := false;
  part text[];
  whole text;
  point text;
  decimals text;
  whole_digits integer;
  scale integer;
  width integer;
  forced integer := 0;
  kept integer;
  r numeric;
  exponent integer := 0;
  digits text;
  fraction text := '';
  body text := '';
  prefix text;
  postfix text;
BEGIN
  IF m LIKE 'FM%' THEN
    fm := true;
    m := substr(m, 3);
  END IF;
  IF m ~ '^TM[9E]?$' THEN RETURN replace(ora.number_format_special(n, fmt), '.', ora.nls_numeric_character(1, nls)); END IF;
  IF m ~ '^(?:[0,G]*X+|RN)$' THEN RETURN ora.number_format_special(n, fmt); END IF;

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
  IF strpos(m, 'B') > 0 THEN
    blank_zero := true;
    m := overlay(m PLACING '' FROM strpos(m, 'B') FOR 1);
  END IF;
  IF strpos(m, '$') > 0 THEN
    currency := '$';
    currency_at := 'leading';
    m := overlay(m PLACING '' FROM strpos(m, '$') FOR 1);
  ELSIF m ~ '[LCU]' THEN
    currency := substring(m, '[LCU]');
    currency_at := CASE WHEN m ~ '^[LCU]' THEN 'leading' WHEN m ~ '[LCU]$' THEN 'trailing' ELSE 'point' END;
    m := CASE currency_at WHEN 'leading' THEN substr(m, 2) WHEN 'trailing' THEN left(m, -1) ELSE regexp_replace(m, '[LCU]', '.') END;
  END IF;
  IF m LIKE '%EEEE' THEN
    scientific := true;
    m := left(m, -4);
  END IF;
  part := regexp_match(m, '^([09,G]*)(?:([.DV])([09]*))?$');
  whole := part[1];
  point := coalesce(part[2], '');
  decimals := coalesce(part[3], '');
  IF part IS NULL OR whole ~ '^[,G]' OR m !~ '[09]' OR m ~ '[DG]' AND m ~ '[.,]' OR scientific AND whole ~ '[,G]'
    OR point = 'V' AND (m ~ '[.D]') THEN
    PERFORM ora.number_error(1481);
  END IF;

  whole_digits := length(translate(whole, ',G', ''));
  scale := length(decimals);
  width := length(whole) + scale + CASE WHEN point IN ('', 'V') THEN 0 ELSE 1 END + CASE sign_at WHEN 'PR' THEN 2 ELSE 1 END
    + CASE WHEN currency = '' THEN 0 WHEN currency = '$' THEN 1 WHEN currency_at = 'point' THEN 9 WHEN currency = 'C' THEN 7 ELSE 10 END;
  -- One digit before the point, and room for an exponent of three digits: two blanks stand before the usual positive number.
  IF scientific THEN width := width - whole_digits + 1 + 5; END IF;
  IF currency NOT IN ('', '$') THEN currency := ora.nls_currency(currency, nls); END IF;

  IF point = 'V' THEN
    r := round(abs(n) * ('1e' || scale)::numeric);
    whole := whole || decimals;
    whole_digits := whole_digits + scale;
    scale := 0;
    decimals := '';
  ELSIF scientific AND n <> 0 THEN
    exponent := ora.num_exponent(n);
    r := round(abs(n) * ('1e' || -exponent)::numeric, scale);
    IF r >= 10 THEN
      exponent := exponent + 1;
      r := round(r / 10, scale);
    END IF;
  ELSE
    r := round(abs(n), scale);
  END IF;
  digits := trunc(r)::text;
  IF scale > 0 THEN fraction := split_part(r::text, '.', 2); END IF;
  IF blank_zero AND r = 0 THEN RETURN CASE WHEN fm THEN NULL ELSE repeat(' ', width) END; END IF;
  IF scientific THEN
    body := digits;
  ELSE
    IF digits = '0' THEN digits := ''; END IF;
    IF length(digits) > whole_digits THEN RETURN repeat('#', width); END IF;
    IF strpos(whole, '0') > 0 AND NOT (blank_zero AND digits = '') THEN forced := length(translate(substr(whole, strpos(whole, '0')), ',G', '')); END IF;
    IF digits = '' AND forced = 0 AND scale = 0 THEN forced := 1; END IF;
    digits := lpad(digits, greatest(length(digits), forced), '0');
    IF whole ~ '[,G]' THEN
      FOR i IN REVERSE length(whole) .. 1 LOOP
        EXIT WHEN digits = '';
        IF substr(whole, i, 1) IN (',', 'G') THEN
          body := CASE substr(whole, i, 1) WHEN ',' THEN ',' ELSE ora.nls_numeric_character(2, nls) END || body;
        ELSE
          body := right(digits, 1) || body;
          digits := left(digits, -1);
        END IF;
      END LOOP;
    ELSE
      body := digits;
    END IF;
  END IF;
  IF fm AND scale > 0 THEN
    kept := length(rtrim(decimals, '9'));
    fraction := left(fraction, kept) || rtrim(substr(fraction, kept + 1), '0');
    IF body = '' AND fraction = '' THEN body := '0'; END IF;
  END IF;
  body := body || CASE
      WHEN currency_at = 'point' THEN currency
      WHEN point = '.' THEN '.'
      WHEN point = 'D' THEN ora.nls_numeric_character(1, nls)
      ELSE '' END
    || fraction
    || CASE WHEN scientific THEN 'E' || CASE WHEN exponent < 0 THEN '-' ELSE '+' END || lpad(abs(exponent)::text, greatest(2, length(abs(exponent)::text)), '0') ELSE '' END;

  prefix := CASE sign_at
    WHEN '' THEN CASE WHEN n < 0 THEN '-' ELSE ' ' END
    WHEN 'leading' THEN CASE WHEN n < 0 THEN '-' ELSE '+' END
    WHEN 'PR' THEN CASE WHEN n < 0 THEN '<' ELSE ' ' END
    ELSE '' END;
  postfix := CASE sign_at
    WHEN 'trailing' THEN CASE WHEN n < 0 THEN '-' ELSE '+' END
    WHEN 'MI' THEN CASE WHEN n < 0 THEN '-' ELSE ' ' END
    WHEN 'PR' THEN CASE WHEN n < 0 THEN '>' ELSE ' ' END
    ELSE '' END;
  body := prefix || CASE currency_at WHEN 'leading' THEN currency ELSE '' END || body || CASE currency_at WHEN 'trailing' THEN currency ELSE '' END || postfix;
  RETURN CASE WHEN fm THEN trim(body) ELSE lpad(body, greatest(width, length(body))) END;
END
$$;
