-- What has changed, in the order in which it did, so that whoever is logged in is told at once and whoever
-- was cut off is told the rest. `person` and `organisation` '' is a change of the draft `thing`, which
-- concerns its owner and all who are invited. Only the last ones are kept.

CREATE TABLE change (
    number       BIGINT NOT NULL PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind <> ''),
    thing        TEXT NOT NULL,
    person       TEXT NOT NULL,
    organisation TEXT NOT NULL
) /*sqlite STRICT */;

/*sqlite
CREATE TRIGGER change_is_old AFTER INSERT ON change WHEN new.number % 256 = 0
BEGIN DELETE FROM change WHERE number <= new.number - 8192; END;

CREATE TRIGGER draft_is_made AFTER INSERT ON draft
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('draft', new.id, '', ''); END;
CREATE TRIGGER draft_is_changed AFTER UPDATE ON draft
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('draft', new.id, '', ''); END;

CREATE TRIGGER invitation_is_made AFTER INSERT ON invitation
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('draft', new.draft, '', ''); END;
CREATE TRIGGER invitation_is_changed AFTER UPDATE ON invitation
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('draft', new.draft, '', ''); END;
CREATE TRIGGER invitation_is_ended AFTER DELETE ON invitation
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('draft', old.draft, '', ''),
  ('draft', old.draft, '', old.organisation); END;

CREATE TRIGGER remark_is_made AFTER INSERT ON remark
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('remark', new.draft, '', ''); END;
CREATE TRIGGER remark_is_closed AFTER UPDATE ON remark
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('remark', new.draft, '', ''); END;

CREATE TRIGGER upload_is_made AFTER INSERT ON upload
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('facts', new.draft, '', ''); END;
CREATE TRIGGER upload_is_decided AFTER UPDATE ON upload
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('facts', new.draft, '', ''); END;

CREATE TRIGGER proposal_is_made AFTER INSERT ON proposal
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES ('proposal', new.draft, '', ''); END;
CREATE TRIGGER proposal_is_decided AFTER UPDATE ON proposal
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES
  (CASE WHEN new.act = 'pay' AND new.state = 'done' THEN 'settlement' ELSE 'proposal' END, new.draft, '', '');
END;

CREATE TRIGGER notice_is_made AFTER INSERT ON notice WHEN new.person <> ''
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES
  ('notice', new.thing, new.person, new.organisation); END;
CREATE TRIGGER notice_is_read AFTER UPDATE ON notice WHEN new.person <> ''
BEGIN INSERT INTO change (kind, thing, person, organisation) VALUES
  ('notice', new.thing, new.person, new.organisation); END;
*/
