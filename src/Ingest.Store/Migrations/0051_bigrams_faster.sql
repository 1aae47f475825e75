-- The pairs of a text as before, five times faster: taking out what stands twice sorted them by the rules of a language, and the
-- index does it again by itself. It was most of what storing a report cost the server. What is in the indexes stays right.
create or replace function ingest.bigrams(said text) returns text[] language plpgsql immutable strict parallel safe as $body$
declare
  letters text[] := string_to_array(ingest.fold(said), null);
begin
  return array(
    select a || b from unnest(letters[1:cardinality(letters) - 1], letters[2:]) as pair (a, b) where a <> ' ' and b <> ' ');
end
$body$;
comment on function ingest.bigrams is '相邻两字的序列 · The pairs of neighbouring characters, in their order';
