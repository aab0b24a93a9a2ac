-- Text of a value whose type was not known when the code was converted, by the rules of TO_CHAR without a format model.
-- (SQL Language Reference, "Implicit Data Conversion")
CREATE FUNCTION ora.any_text(v anyelement) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF num_nulls(v) = 1 THEN RETURN NULL; END IF;
  RETURN CASE pg_typeof(v)::text
    WHEN 'numeric' THEN ora.session_decimal(ora.number_text(v::text::numeric))
    WHEN 'timestamp without time zone' THEN
      CASE WHEN v::text LIKE '%.%' THEN ora.timestamp_text(v::text::timestamp) ELSE ora.date_text(v::text::timestamp) END
    WHEN 'date' THEN ora.date_text(v::text::timestamp)
    WHEN 'timestamp with time zone' THEN ora.timestamptz_text(v::text::timestamptz)
    WHEN 'double precision' THEN ora.session_decimal(ora.binary_double_text(v::text::double precision))
    WHEN 'real' THEN ora.session_decimal(ora.binary_float_text(v::text::real))
    WHEN 'bytea' THEN ora.rawtohex(v::text::bytea)
    -- A CHAR keeps its blanks, which ::text takes away.
    ELSE format('%s', v)
  END;
END
$$;
