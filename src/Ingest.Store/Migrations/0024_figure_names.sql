-- What the narratives say of one thing, over all reports: from the index alone, for the figures of a common name lie on every page
-- of the table. A name has 30 characters at most.
drop index ingest.figure_phrase;
create index figure_phrase on ingest.figure (phrase, kind, key) include (report_id, value);
