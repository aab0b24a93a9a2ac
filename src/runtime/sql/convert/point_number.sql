-- A number in text with a point, whatever NLS_NUMERIC_CHARACTERS says: outer blanks, sign, exponent; ORA-01722 otherwise.
CREATE FUNCTION ora.point_number(s text) RETURNS numeric LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF octet_length(s) BETWEEN 1 AND 18 AND ltrim(s, '0123456789') = '' THEN RETURN s::bigint; END IF;
  IF s !~ '^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?\s*$' THEN PERFORM ora.number_error(1722); END IF;
  -- Text beyond the range is no error: NUMBER has infinities of its own, written ~.
  IF abs(s::numeric) >= 1e126 THEN RETURN sign(s::numeric) * 'Infinity'::numeric; END IF;
  RETURN ora.num_computed(s::numeric);
END
$$;

-- The same, for what is none `fallback`.
CREATE FUNCTION ora.point_number(s text, fallback text) RETURNS numeric LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ora.point_number(s);
EXCEPTION
  WHEN OTHERS THEN
    RETURN ora.point_number(fallback);
END
$$;
