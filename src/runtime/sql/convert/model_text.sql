-- PostgreSQL's to_char where the model names nothing that settings decide (TM, D, G, L): for generated columns and indexes.
CREATE FUNCTION ora.model_text(moment timestamp, model text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT to_char(moment, model) $$;

CREATE FUNCTION ora.model_text(value numeric, model text, fmt text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.to_char_plain(value, model, fmt) $$;
