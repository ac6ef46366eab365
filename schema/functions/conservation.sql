-- conservation(): every identity at the moment, with both sides.
SELECT period, revision, identity, place, left_value, right_value, holds FROM conservation_identity;
