-- Where a referral of somebody leads, and to whom it was sent.
CREATE TABLE referral (
    id           TEXT NOT NULL PRIMARY KEY,
    participant  TEXT NOT NULL,
    organisation TEXT NOT NULL
) STRICT;

CREATE INDEX referral_participant ON referral (participant);
CREATE INDEX referral_organisation ON referral (organisation, id);

-- The hashes of the links that referrals were sent by, until they are spent.
CREATE TABLE referral_link (
    link     TEXT NOT NULL PRIMARY KEY,
    referral TEXT NOT NULL REFERENCES referral (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX referral_link_referral ON referral_link (referral);
