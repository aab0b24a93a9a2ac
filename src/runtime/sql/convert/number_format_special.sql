-- The number format models that stand alone: X (hexadecimal), RN (Roman), TM (text minimum).
CREATE FUNCTION ora.number_format_special(n numeric, fmt text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  fm boolean := upper(fmt) LIKE 'FM%';
  m text := CASE WHEN upper(fmt) LIKE 'FM%' THEN substr(fmt, 3) ELSE fmt END;
  r numeric := round(n);
  width integer;
  result text := '';
  i integer;
  numerals constant text[] := '{M,CM,D,CD,C,XC,L,XL,X,IX,V,IV,I}';
  weights constant integer[] := '{1000,900,500,400,100,90,50,40,10,9,5,4,1}';
BEGIN
  IF m ~* 'X$' THEN
    width := length(translate(m, ',Gg', ''));
    -- "Negative values return an error": what Oracle returns are number signs, as for what has too many digits.
    IF r < 0 THEN RETURN repeat('#', width + 1); END IF;
    WHILE r >= 4294967296 LOOP
      result := lpad(to_hex((r % 4294967296)::bigint), 8, '0') || result;
      r := div(r, 4294967296);
    END LOOP;
    result := to_hex(r::bigint) || result;
    IF m ~ 'X' THEN result := upper(result); END IF;
    IF length(result) > width THEN RETURN repeat('#', width + 1); END IF;
    IF m LIKE '0%' THEN result := lpad(result, width, '0'); END IF;
    RETURN CASE WHEN fm THEN result ELSE lpad(result, width + 1) END;
  END IF;
  IF m ~* '^RN$' THEN
    IF r NOT BETWEEN 1 AND 3999 THEN RETURN repeat('#', 15); END IF;
    FOR i IN 1 .. 13 LOOP
      WHILE r >= weights[i] LOOP
        result := result || numerals[i];
        r := r - weights[i];
      END LOOP;
    END LOOP;
    IF m ~ '^r' THEN result := lower(result); END IF;
    RETURN CASE WHEN fm THEN result ELSE lpad(result, 15) END;
  END IF;
  IF upper(m) <> 'TME' THEN
    result := regexp_replace(trim_scale(n)::text, '^(-?)0\.', '\1.');
    IF length(result) <= 64 THEN RETURN result; END IF;
  END IF;
  IF n = 0 THEN RETURN '0E+00'; END IF;
  i := ora.num_exponent(n);
  RETURN trim_scale(n * ('1e' || -i)::numeric)::text || 'E' || CASE WHEN i < 0 THEN '-' ELSE '+' END
    || lpad(abs(i)::text, greatest(2, length(abs(i)::text)), '0');
END
$$;
