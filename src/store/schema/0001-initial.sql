-- Schema 1. Released files are never edited: what changes comes in the next number.
--
-- Each kind of record has a table of its name, with the columns of its field table: days are days
-- since 1970-01-01; instants are microseconds UTC with the minutes the clock was ahead of it;
-- amounts carry their unit in the name; a choice is the chart file's word; NULL is unknown. The
-- bounds are those of the field tables. Rows refer upwards and are removed one by one, never by
-- cascade, so that the audit has every one of them.

-- "Dend"
PRAGMA application_id = 1147498084;

CREATE TABLE clinic (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL,
  npi TEXT,
  tax_id TEXT,
  street TEXT,
  street2 TEXT,
  city TEXT,
  state TEXT,
  zip TEXT,
  phone TEXT,
  fax TEXT,
  email TEXT,
  contact_name TEXT,
  rems_site_id TEXT,
  demo INTEGER CHECK (demo IN (0, 1))
) STRICT;

CREATE TABLE prescriber (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL,
  npi TEXT,
  specialty TEXT,
  rems_certified INTEGER CHECK (rems_certified IN (0, 1)),
  credentials TEXT,
  phone TEXT,
  fax TEXT
) STRICT;

CREATE TABLE patient (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  mrn TEXT NOT NULL UNIQUE CHECK (mrn <> ''),
  family_name TEXT NOT NULL,
  given_name TEXT,
  middle_name TEXT,
  preferred_name TEXT,
  birth_date INTEGER CHECK (birth_date BETWEEN -25567 AND 47481),
  sex TEXT CHECK (sex IN ('female', 'male', 'other', 'unknown')),
  language TEXT,
  phone TEXT,
  email TEXT,
  street TEXT,
  street2 TEXT,
  city TEXT,
  state TEXT,
  zip TEXT,
  height_mm INTEGER CHECK (height_mm BETWEEN 500 AND 2500),
  contact_name TEXT,
  contact_relationship TEXT,
  contact_phone TEXT,
  prescriber_id INTEGER REFERENCES prescriber (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX patient_by_prescriber ON patient (prescriber_id);

CREATE TABLE allergy (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  substance TEXT NOT NULL,
  reaction TEXT,
  severity TEXT CHECK (severity IN ('mild', 'moderate', 'severe'))
) STRICT;
CREATE INDEX allergy_by_patient ON allergy (patient_id);

CREATE TABLE medication (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  drug TEXT NOT NULL,
  daily_dose_ug INTEGER CHECK (daily_dose_ug BETWEEN 1 AND 10000000),
  started_on INTEGER CHECK (started_on BETWEEN -25567 AND 47481),
  ended_on INTEGER CHECK (ended_on BETWEEN -25567 AND 47481),
  note TEXT
) STRICT;
CREATE INDEX medication_by_patient ON medication (patient_id);

CREATE TABLE coverage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  rank INTEGER CHECK (rank BETWEEN 1 AND 3),
  payer TEXT NOT NULL,
  plan TEXT,
  member_id TEXT,
  group_number TEXT,
  relationship TEXT CHECK (relationship IN ('self', 'spouse', 'child', 'other')),
  subscriber_name TEXT,
  subscriber_birth_date INTEGER CHECK (subscriber_birth_date BETWEEN -25567 AND 47481),
  from_on INTEGER CHECK (from_on BETWEEN -25567 AND 47481),
  to_on INTEGER CHECK (to_on BETWEEN -25567 AND 47481),
  copay_cents INTEGER CHECK (copay_cents BETWEEN 0 AND 100000000),
  payer_phone TEXT,
  payer_fax TEXT,
  rx_bin TEXT,
  rx_pcn TEXT
) STRICT;
CREATE INDEX coverage_by_patient ON coverage (patient_id);

CREATE TABLE diagnosis (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  code TEXT NOT NULL,
  rank INTEGER CHECK (rank BETWEEN 1 AND 12),
  onset_on INTEGER CHECK (onset_on BETWEEN -25567 AND 47481),
  noted_on INTEGER CHECK (noted_on BETWEEN -25567 AND 47481),
  resolved_on INTEGER CHECK (resolved_on BETWEEN -25567 AND 47481),
  note TEXT
) STRICT;
CREATE INDEX diagnosis_by_patient ON diagnosis (patient_id);

CREATE TABLE episode (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  started_on INTEGER NOT NULL CHECK (started_on BETWEEN -25567 AND 47481),
  ended_on INTEGER CHECK (ended_on BETWEEN -25567 AND 47481)
) STRICT;
CREATE INDEX episode_by_patient ON episode (patient_id);

CREATE TABLE trial (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  drug TEXT NOT NULL,
  started_on INTEGER CHECK (started_on BETWEEN -25567 AND 47481),
  ended_on INTEGER CHECK (ended_on BETWEEN -25567 AND 47481),
  weeks_tenths INTEGER CHECK (weeks_tenths BETWEEN 0 AND 20000),
  max_daily_dose_ug INTEGER CHECK (max_daily_dose_ug BETWEEN 0 AND 10000000),
  adherence_permille INTEGER CHECK (adherence_permille BETWEEN 0 AND 1000),
  improvement_permille INTEGER CHECK (improvement_permille BETWEEN -1000 AND 1000),
  stop_reason TEXT
    CHECK (stop_reason IN ('inadequate_response', 'intolerance', 'patient_choice', 'cost',
      'other', 'ongoing')),
  augments TEXT,
  source TEXT CHECK (source IN ('pharmacy_record', 'chart', 'patient_report')),
  note TEXT
) STRICT;
CREATE INDEX trial_by_patient ON trial (patient_id);

CREATE TABLE dose_segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  trial_id INTEGER NOT NULL REFERENCES trial (id) ON DELETE RESTRICT,
  from_on INTEGER CHECK (from_on BETWEEN -25567 AND 47481),
  to_on INTEGER CHECK (to_on BETWEEN -25567 AND 47481),
  daily_ug INTEGER NOT NULL CHECK (daily_ug BETWEEN 0 AND 10000000)
) STRICT;
CREATE INDEX dose_segment_by_trial ON dose_segment (trial_id);

CREATE TABLE therapy (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('psychotherapy', 'ect', 'tms', 'vns', 'dbs')),
  method TEXT,
  started_on INTEGER CHECK (started_on BETWEEN -25567 AND 47481),
  ended_on INTEGER CHECK (ended_on BETWEEN -25567 AND 47481),
  sessions INTEGER CHECK (sessions BETWEEN 0 AND 10000),
  response TEXT
) STRICT;
CREATE INDEX therapy_by_patient ON therapy (patient_id);

CREATE TABLE screening (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  item TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')),
  noted_on INTEGER CHECK (noted_on BETWEEN -25567 AND 47481),
  note TEXT
) STRICT;
CREATE INDEX screening_by_patient ON screening (patient_id);

CREATE TABLE assessment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  scale TEXT NOT NULL,
  taken_at_us INTEGER NOT NULL,
  taken_at_offset INTEGER NOT NULL,
  items TEXT,
  total INTEGER CHECK (total BETWEEN 0 AND 1000)
) STRICT;
CREATE INDEX assessment_by_patient ON assessment (patient_id);

CREATE TABLE vitals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  taken_at_us INTEGER NOT NULL,
  taken_at_offset INTEGER NOT NULL,
  systolic INTEGER CHECK (systolic BETWEEN 40 AND 300),
  diastolic INTEGER CHECK (diastolic BETWEEN 20 AND 200),
  pulse INTEGER CHECK (pulse BETWEEN 20 AND 300),
  spo2 INTEGER CHECK (spo2 BETWEEN 40 AND 100),
  respiration INTEGER CHECK (respiration BETWEEN 2 AND 80),
  weight_g INTEGER CHECK (weight_g BETWEEN 20000 AND 400000)
) STRICT;
CREATE INDEX vitals_by_patient ON vitals (patient_id);

CREATE TABLE enrollment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  program TEXT NOT NULL CHECK (program IN ('spravato-rems')),
  enrollment_id TEXT,
  enrolled_on INTEGER CHECK (enrolled_on BETWEEN -25567 AND 47481)
) STRICT;
CREATE INDEX enrollment_by_patient ON enrollment (patient_id);

CREATE TABLE check_done (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL
    CHECK (kind IN ('pdmp', 'urine_drug_screen', 'pregnancy_test', 'liver_panel', 'ecg')),
  done_on INTEGER CHECK (done_on BETWEEN -25567 AND 47481),
  result TEXT,
  note TEXT
) STRICT;
CREATE INDEX check_done_by_patient ON check_done (patient_id);

CREATE TABLE course (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  course_id TEXT,
  modality TEXT NOT NULL CHECK (modality IN ('esketamine', 'ketamine_iv', 'ketamine_im')),
  indication TEXT CHECK (indication IN ('trd', 'mdsi')),
  protocol TEXT,
  started_on INTEGER CHECK (started_on BETWEEN -25567 AND 47481),
  ended_on INTEGER CHECK (ended_on BETWEEN -25567 AND 47481),
  status TEXT CHECK (status IN ('planned', 'active', 'completed', 'stopped'))
) STRICT;
CREATE INDEX course_by_patient ON course (patient_id);

CREATE TABLE session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  session_id TEXT,
  course TEXT,
  number INTEGER CHECK (number BETWEEN 1 AND 10000),
  phase TEXT CHECK (phase IN ('induction', 'maintenance', 'reinduction')),
  scheduled_at_us INTEGER,
  scheduled_at_offset INTEGER CHECK ((scheduled_at_offset IS NULL) = (scheduled_at_us IS NULL)),
  started_at_us INTEGER,
  started_at_offset INTEGER CHECK ((started_at_offset IS NULL) = (started_at_us IS NULL)),
  ended_at_us INTEGER,
  ended_at_offset INTEGER CHECK ((ended_at_offset IS NULL) = (ended_at_us IS NULL)),
  status TEXT CHECK (status IN ('planned', 'completed', 'missed', 'cancelled')),
  weight_g INTEGER CHECK (weight_g BETWEEN 20000 AND 400000),
  note TEXT,
  signed_at_us INTEGER,
  signed_at_offset INTEGER CHECK ((signed_at_offset IS NULL) = (signed_at_us IS NULL)),
  signed_by TEXT
) STRICT;
CREATE INDEX session_by_patient ON session (patient_id);

CREATE TABLE authorization_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  policy TEXT,
  product TEXT CHECK (product IN ('esketamine', 'ketamine_iv', 'ketamine_im')),
  hcpcs TEXT,
  ndc TEXT,
  dose_ug INTEGER CHECK (dose_ug BETWEEN 1000 AND 1000000),
  units INTEGER CHECK (units BETWEEN 1 AND 10000),
  frequency TEXT,
  sessions INTEGER CHECK (sessions BETWEEN 1 AND 1000),
  start_on INTEGER CHECK (start_on BETWEEN -25567 AND 47481),
  duration_days INTEGER CHECK (duration_days BETWEEN 1 AND 1000),
  kind TEXT CHECK (kind IN ('new', 'continuation')),
  urgency TEXT CHECK (urgency IN ('standard', 'urgent')),
  urgency_reason TEXT,
  acquisition TEXT
    CHECK (acquisition IN ('buy_and_bill', 'assignment_of_benefits', 'specialty_pharmacy')),
  rationale TEXT,
  requested_on INTEGER CHECK (requested_on BETWEEN -25567 AND 47481)
) STRICT;
CREATE INDEX authorization_request_by_patient ON authorization_request (patient_id);

CREATE TABLE override (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  rule TEXT NOT NULL,
  policy TEXT,
  rationale TEXT NOT NULL,
  decided_by TEXT,
  decided_on INTEGER CHECK (decided_on BETWEEN -25567 AND 47481)
) STRICT;
CREATE INDEX override_by_patient ON override (patient_id);

CREATE TABLE policy (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  policy_id TEXT NOT NULL UNIQUE,
  payer TEXT NOT NULL,
  title TEXT NOT NULL,
  version TEXT,
  effective_on INTEGER NOT NULL CHECK (effective_on BETWEEN -25567 AND 47481),
  source TEXT,
  confidence TEXT,
  indication TEXT NOT NULL CHECK (indication IN ('trd', 'mdsi')),
  min_age INTEGER CHECK (min_age BETWEEN 0 AND 120),
  max_age INTEGER CHECK (max_age BETWEEN 0 AND 120),
  trial_count INTEGER CHECK (trial_count BETWEEN 0 AND 20),
  trial_classes INTEGER CHECK (trial_classes BETWEEN 0 AND 20),
  trial_days INTEGER CHECK (trial_days BETWEEN 1 AND 1000),
  improvement_at_most_permille INTEGER CHECK (improvement_at_most_permille BETWEEN 0 AND 1000),
  improvement_below_permille INTEGER CHECK (improvement_below_permille BETWEEN 0 AND 1000),
  trial_current_episode INTEGER CHECK (trial_current_episode IN (0, 1)),
  trial_within_years INTEGER CHECK (trial_within_years BETWEEN 1 AND 50),
  trial_accepts_intolerance INTEGER CHECK (trial_accepts_intolerance IN (0, 1)),
  augmentation_count INTEGER CHECK (augmentation_count BETWEEN 0 AND 20),
  augmentation_days INTEGER CHECK (augmentation_days BETWEEN 1 AND 1000),
  psychotherapy INTEGER CHECK (psychotherapy IN (0, 1)),
  augmentation_or_psychotherapy INTEGER CHECK (augmentation_or_psychotherapy IN (0, 1)),
  oral_antidepressant INTEGER CHECK (oral_antidepressant IN (0, 1)),
  specialties TEXT,
  consultation INTEGER CHECK (consultation IN (0, 1)),
  pdmp INTEGER CHECK (pdmp IN (0, 1)),
  rems INTEGER CHECK (rems IN (0, 1)),
  suicidality INTEGER CHECK (suicidality IN (0, 1)),
  diagnoses TEXT,
  recurrent_without_psychosis INTEGER CHECK (recurrent_without_psychosis IN (0, 1)),
  single_episode_days INTEGER CHECK (single_episode_days BETWEEN 1 AND 10000),
  initial_months INTEGER CHECK (initial_months BETWEEN 1 AND 60),
  initial_days INTEGER CHECK (initial_days BETWEEN 1 AND 1000),
  renewal_months INTEGER CHECK (renewal_months BETWEEN 1 AND 60),
  renewal_days INTEGER CHECK (renewal_days BETWEEN 1 AND 1000),
  device_count INTEGER CHECK (device_count BETWEEN 1 AND 1000),
  device_days INTEGER CHECK (device_days BETWEEN 1 AND 1000)
) STRICT;

CREATE TABLE policy_severity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  policy_id INTEGER NOT NULL REFERENCES policy (id) ON DELETE RESTRICT,
  scale TEXT NOT NULL,
  at_least INTEGER NOT NULL CHECK (at_least BETWEEN 0 AND 1000),
  max_age_days INTEGER CHECK (max_age_days BETWEEN 1 AND 1000)
) STRICT;
CREATE INDEX policy_severity_by_policy ON policy_severity (policy_id);

CREATE TABLE policy_exclusion (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  policy_id INTEGER NOT NULL REFERENCES policy (id) ON DELETE RESTRICT,
  name TEXT NOT NULL
    CHECK (name IN ('psychosis', 'mania', 'substance_use', 'concurrent_neuromodulation',
      'concurrent_ketamine')),
  attestation INTEGER CHECK (attestation IN (0, 1))
) STRICT;
CREATE INDEX policy_exclusion_by_policy ON policy_exclusion (policy_id);

CREATE TABLE policy_confirmation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  policy TEXT NOT NULL,
  policy_effective_on INTEGER CHECK (policy_effective_on BETWEEN -25567 AND 47481),
  confirmed_on INTEGER NOT NULL CHECK (confirmed_on BETWEEN -25567 AND 47481),
  confirmed_by TEXT NOT NULL,
  note TEXT
) STRICT;

CREATE TABLE made_paper (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL,
  made_at_us INTEGER NOT NULL,
  made_at_offset INTEGER NOT NULL,
  made_by TEXT,
  on_day INTEGER,
  policy TEXT,
  draft INTEGER CHECK (draft IN (0, 1)),
  pages INTEGER,
  sha256 TEXT
) STRICT;
CREATE INDEX made_paper_by_patient ON made_paper (patient_id);

-- The paper itself, apart from its row so that lists stay small.
CREATE TABLE made_paper_content (
  paper_id INTEGER PRIMARY KEY REFERENCES made_paper (id) ON DELETE RESTRICT,
  pdf BLOB NOT NULL
) STRICT;

CREATE TRIGGER made_paper_stays BEFORE DELETE ON made_paper
BEGIN SELECT RAISE (ABORT, 'a paper that was made is kept'); END;
CREATE TRIGGER made_paper_stands BEFORE UPDATE ON made_paper
BEGIN SELECT RAISE (ABORT, 'a paper that was made is kept as it is'); END;
CREATE TRIGGER made_paper_content_stays BEFORE DELETE ON made_paper_content
BEGIN SELECT RAISE (ABORT, 'a paper that was made is kept'); END;
CREATE TRIGGER made_paper_content_stands BEFORE UPDATE ON made_paper_content
BEGIN SELECT RAISE (ABORT, 'a paper that was made is kept as it is'); END;

-- What a patient is searched and sorted by, folded; written with the patient and its coverage. The
-- rows lie in the order of the list, since they are mostly read from first to last.
CREATE TABLE patient_search (
  patient_id INTEGER NOT NULL UNIQUE REFERENCES patient (id) ON DELETE RESTRICT,
  sort_key TEXT NOT NULL,
  haystack TEXT NOT NULL,
  PRIMARY KEY (sort_key, patient_id)
) STRICT, WITHOUT ROWID;

-- One row that counts the changes of patient_search, so that a copy in memory knows its age.
CREATE TABLE patient_search_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  changes INTEGER NOT NULL
) STRICT;
INSERT INTO patient_search_state (id, changes) VALUES (1, 0);

-- Who changed what, when, where. Each entry's hash covers the one before it.
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
  at_us INTEGER NOT NULL,
  at_offset INTEGER NOT NULL,
  user_name TEXT NOT NULL,
  host_name TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'remove')),
  record_type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  owner_id INTEGER,
  patient_id INTEGER,
  before_json TEXT,
  after_json TEXT,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_patient ON audit (patient_id, sequence);

-- One row: how many entries there are, and the hash of the last ('' for none).
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  entries INTEGER NOT NULL CHECK (entries >= 0),
  hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_head (id, entries, hash) VALUES (1, 0, '');

CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_stands BEFORE UPDATE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
BEGIN SELECT RAISE (ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_head
WHEN NEW.entries <> OLD.entries + 1
BEGIN SELECT RAISE (ABORT, 'the audit is only added to'); END;
