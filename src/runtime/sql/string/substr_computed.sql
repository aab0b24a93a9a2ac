-- ora.substr of what is the result of a call: in PL/pgSQL it is computed once, and costs a tenth of a body in SQL that the planner
-- cannot put in place.
CREATE FUNCTION ora.substr_computed(s text, start numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN ora.substr(s, start);
END
$$;

CREATE FUNCTION ora.substr_computed(s text, start numeric, amount numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN ora.substr(s, start, amount);
END
$$;

-- The same for a position and an amount that are integers to PostgreSQL.
CREATE FUNCTION ora.substr_computed(s text, start integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN ora.substr_integer(s, start);
END
$$;

CREATE FUNCTION ora.substr_computed(s text, start integer, amount integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN ora.substr_integer(s, start, amount);
END
$$;
