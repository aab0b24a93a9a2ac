-- Forgets the arrays that are kept by themselves in a value that an associative array of a package had as an element (ora.inner_made).
CREATE FUNCTION ora.inner_free(value text, shape jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  name text;
  fields text[];
  whole text;
  field text;
BEGIN
  IF strpos(value, '},)') = 0 AND strpos(value, ']={NULL}') = 0 OR value IS NULL THEN
    RETURN;
  END IF;
  CASE jsonb_typeof(shape)
    WHEN 'array' THEN
      name := ora.inner_name(value);
      IF jsonb_typeof(shape -> 0) <> 'null' THEN
        PERFORM ora.inner_free(e.value, shape -> 0) FROM unnest((CASE WHEN name IS NULL THEN value ELSE ora.package_map(name) END::ora.text_map).v) AS e(value);
      END IF;
      IF name IS NOT NULL THEN
        whole := ora.state_fetch(name);
        IF whole LIKE 'm%' THEN
          PERFORM ora.state_clear(name || '/' || id) FROM unnest((substr(whole, 2)::ora.map_directory).id) AS id;
        END IF;
        PERFORM ora.state_clear(name);
      END IF;
    WHEN 'object' THEN
      fields := ora.row_fields(value);
      FOR field IN SELECT jsonb_object_keys(shape) LOOP
        PERFORM ora.inner_free(fields[field::integer], shape -> field);
      END LOOP;
    WHEN 'string' THEN
      PERFORM ora.inner_list_free(value);
    ELSE
  END CASE;
END
$$;
