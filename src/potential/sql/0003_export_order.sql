-- An export walks the faces by id, a piece at a time: without this order SQLite sorts the whole face for each piece.
CREATE INDEX potential_by_id ON potential_objects (face, id);
