-- A value assigned to NUMBER(digits, places): rounded half away from zero; too large is ORA-06502 for a variable and ORA-01438 for a
-- column. The label is the quoted name of the column, NULL for a variable. (PL/SQL Language Reference, "NUMBER Data Type")
CREATE FUNCTION ora.fit_number(value numeric, digits integer, places integer, label text DEFAULT NULL) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  rounded numeric := round(value, places);
BEGIN
  IF abs(rounded) >= 10::numeric ^ (digits - places) THEN
    IF label IS NULL THEN
      RETURN ora.raise(6502, 'PL/SQL: numeric or value error: number precision too large', value);
    END IF;
    RETURN ora.raise(1438, 'value larger than specified precision allowed for this column', value);
  END IF;
  RETURN rounded;
END
$$;
