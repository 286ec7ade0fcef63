-- Schema 2. The treatment floor: what a session records, courses' decisions, visits, the clinic's
-- calendar and its protocols. Columns follow the rules of schema 1.
--
-- Times (_us, with _offset) are what the records say; nothing here is computed from another column.
-- A course and a session are named by the chart file's ids where a record of another list refers to
-- them, as in the chart file itself: a text, not a reference.

ALTER TABLE course ADD COLUMN note TEXT;

-- All may be unknown: a session of schema 1 has none of them.
ALTER TABLE session ADD COLUMN minutes INTEGER CHECK (minutes BETWEEN 5 AND 1440);
ALTER TABLE session ADD COLUMN chair TEXT;
ALTER TABLE session ADD COLUMN arrived_at_us INTEGER;
ALTER TABLE session ADD COLUMN arrived_at_offset INTEGER
  CHECK ((arrived_at_offset IS NULL) = (arrived_at_us IS NULL));
ALTER TABLE session ADD COLUMN status_reason TEXT;
ALTER TABLE session ADD COLUMN ordered_ug INTEGER CHECK (ordered_ug BETWEEN 1 AND 2000000);
ALTER TABLE session ADD COLUMN order_rationale TEXT;
ALTER TABLE session ADD COLUMN ordered_by TEXT;
ALTER TABLE session ADD COLUMN prescriber_on_site TEXT;
ALTER TABLE session ADD COLUMN monitored_by TEXT;
ALTER TABLE session ADD COLUMN ready_at_us INTEGER;
ALTER TABLE session ADD COLUMN ready_at_offset INTEGER
  CHECK ((ready_at_offset IS NULL) = (ready_at_us IS NULL));
ALTER TABLE session ADD COLUMN vitals_before_ok INTEGER CHECK (vitals_before_ok IN (0, 1));
ALTER TABLE session ADD COLUMN vitals_after_ok INTEGER CHECK (vitals_after_ok IN (0, 1));
ALTER TABLE session ADD COLUMN escort_name TEXT;
ALTER TABLE session ADD COLUMN escort_here INTEGER CHECK (escort_here IN (0, 1));
ALTER TABLE session ADD COLUMN instructions_given INTEGER CHECK (instructions_given IN (0, 1));
ALTER TABLE session ADD COLUMN disposition TEXT
  CHECK (disposition IN ('home', 'left_early', 'emergency', 'admitted'));
ALTER TABLE session ADD COLUMN early_reason TEXT;
ALTER TABLE session ADD COLUMN released_by TEXT;
ALTER TABLE session ADD COLUMN record_sha256 TEXT;

-- What was decided about a course. Which columns are known follows from kind.
CREATE TABLE course_decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  course_id INTEGER NOT NULL REFERENCES course (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL
    CHECK (kind IN ('missed_session', 'benefit', 'frequency', 'reinduction', 'modality', 'stop')),
  decided_on INTEGER NOT NULL CHECK (decided_on BETWEEN -25567 AND 47481),
  decided_by TEXT,
  session TEXT,
  worse INTEGER CHECK (worse IN (0, 1)),
  phase TEXT CHECK (phase IN ('induction', 'maintenance', 'reinduction')),
  interval_days INTEGER CHECK (interval_days BETWEEN 1 AND 365),
  benefit INTEGER CHECK (benefit IN (0, 1)),
  rationale TEXT
) STRICT;
CREATE INDEX course_decision_by_course ON course_decision (course_id);

-- An appointment without a dose.
CREATE TABLE visit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('psychotherapy', 'follow_up')),
  course TEXT,
  scheduled_at_us INTEGER NOT NULL,
  scheduled_at_offset INTEGER NOT NULL,
  minutes INTEGER CHECK (minutes BETWEEN 5 AND 600),
  clinician TEXT,
  status TEXT CHECK (status IN ('planned', 'completed', 'missed', 'cancelled')),
  note TEXT
) STRICT;
CREATE INDEX visit_by_patient ON visit (patient_id);

-- What is recorded in a session. Each entry is a row of its own, written when it is made, so that
-- nothing is lost with the program and two people can record at once.
CREATE TABLE session_check (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  item TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('yes', 'no', 'not_applicable')),
  since_us INTEGER,
  since_offset INTEGER CHECK ((since_offset IS NULL) = (since_us IS NULL)),
  checked_at_us INTEGER,
  checked_at_offset INTEGER CHECK ((checked_at_offset IS NULL) = (checked_at_us IS NULL)),
  checked_by TEXT,
  note TEXT
) STRICT;
CREATE INDEX session_check_by_session ON session_check (session_id);

-- Of a vial, drawn is given and wasted together; the C layer checks it and the witness.
CREATE TABLE session_dose (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  given_at_us INTEGER NOT NULL,
  given_at_offset INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('given', 'refused', 'failed')),
  given_ug INTEGER CHECK (given_ug BETWEEN 0 AND 2000000),
  drawn_ug INTEGER CHECK (drawn_ug BETWEEN 0 AND 2000000),
  wasted_ug INTEGER CHECK (wasted_ug BETWEEN 0 AND 2000000),
  witness TEXT,
  ndc TEXT,
  lot TEXT,
  expires_on INTEGER CHECK (expires_on BETWEEN -25567 AND 47481),
  given_by TEXT,
  note TEXT
) STRICT;
CREATE INDEX session_dose_by_session ON session_dose (session_id);

CREATE TABLE infusion_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  at_us INTEGER NOT NULL,
  at_offset INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('start', 'rate', 'pause', 'resume', 'stop')),
  rate_ug_per_minute INTEGER CHECK (rate_ug_per_minute BETWEEN 0 AND 100000),
  reason TEXT,
  by TEXT
) STRICT;
CREATE INDEX infusion_step_by_session ON infusion_step (session_id);

CREATE TABLE observation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  taken_at_us INTEGER NOT NULL,
  taken_at_offset INTEGER NOT NULL,
  systolic INTEGER CHECK (systolic BETWEEN 40 AND 300),
  diastolic INTEGER CHECK (diastolic BETWEEN 20 AND 200),
  pulse INTEGER CHECK (pulse BETWEEN 20 AND 300),
  spo2 INTEGER CHECK (spo2 BETWEEN 40 AND 100),
  respiration INTEGER CHECK (respiration BETWEEN 2 AND 80),
  moaas INTEGER CHECK (moaas BETWEEN 0 AND 5),
  cadss6_items TEXT,
  cadss6 INTEGER CHECK (cadss6 BETWEEN 0 AND 24),
  cadss23_items TEXT,
  cadss23 INTEGER CHECK (cadss23 BETWEEN 0 AND 92),
  aldrete TEXT,
  mpadss TEXT,
  taken_by TEXT,
  note TEXT
) STRICT;
CREATE INDEX observation_by_session ON observation (session_id);

CREATE TABLE session_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  started_at_us INTEGER NOT NULL,
  started_at_offset INTEGER NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT CHECK (severity IN ('mild', 'moderate', 'severe')),
  serious INTEGER CHECK (serious IN (0, 1)),
  resolved_at_us INTEGER,
  resolved_at_offset INTEGER CHECK ((resolved_at_offset IS NULL) = (resolved_at_us IS NULL)),
  treatment TEXT,
  noted_by TEXT,
  note TEXT
) STRICT;
CREATE INDEX session_event_by_session ON session_event (session_id);

CREATE TABLE given_medication (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  given_at_us INTEGER NOT NULL,
  given_at_offset INTEGER NOT NULL,
  drug TEXT NOT NULL,
  dose_ug INTEGER CHECK (dose_ug BETWEEN 1 AND 10000000),
  route TEXT,
  reason TEXT,
  given_by TEXT
) STRICT;
CREATE INDEX given_medication_by_session ON given_medication (session_id);

CREATE TABLE session_decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  about TEXT NOT NULL,
  of_at_us INTEGER,
  of_at_offset INTEGER CHECK ((of_at_offset IS NULL) = (of_at_us IS NULL)),
  decision TEXT NOT NULL
    CHECK (decision IN ('proceed', 'wait', 'hold', 'treat', 'call', 'extend', 'stop',
      'emergency', 'explain')),
  reason TEXT,
  decided_at_us INTEGER NOT NULL,
  decided_at_offset INTEGER NOT NULL,
  decided_by TEXT
) STRICT;
CREATE INDEX session_decision_by_session ON session_decision (session_id);

-- What is added to a session once it is signed: words, and that its form was sent.
CREATE TABLE addendum (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  written_at_us INTEGER NOT NULL,
  written_at_offset INTEGER NOT NULL,
  written_by TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX addendum_by_session ON addendum (session_id);

CREATE TABLE monitoring_report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE RESTRICT,
  sent_on INTEGER NOT NULL CHECK (sent_on BETWEEN -25567 AND 47481),
  method TEXT CHECK (method IN ('portal', 'fax', 'phone')),
  sent_by TEXT,
  confirmation TEXT,
  note TEXT
) STRICT;
CREATE INDEX monitoring_report_by_session ON monitoring_report (session_id);

-- When and where the clinic treats. Sessions name their chair, so that no two may share a name.
CREATE TABLE chair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  name TEXT NOT NULL UNIQUE,
  rank INTEGER CHECK (rank BETWEEN 1 AND 1000),
  modalities TEXT,
  out_of_use INTEGER CHECK (out_of_use IN (0, 1))
) STRICT;

CREATE TABLE opening (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  weekday TEXT NOT NULL
    CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday',
      'sunday')),
  opens TEXT NOT NULL,
  closes TEXT NOT NULL
) STRICT;

CREATE TABLE closure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  from_on INTEGER NOT NULL CHECK (from_on BETWEEN -25567 AND 47481),
  to_on INTEGER CHECK (to_on BETWEEN -25567 AND 47481),
  chair TEXT,
  reason TEXT
) STRICT;

-- The clinic's own versions of protocols; the shipped ones lie in the program. A course goes by the
-- version in force on the day, so that an older one stays when a newer is written.
CREATE TABLE protocol (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  protocol_id TEXT NOT NULL,
  title TEXT NOT NULL,
  modality TEXT NOT NULL CHECK (modality IN ('esketamine', 'ketamine_iv', 'ketamine_im')),
  indication TEXT CHECK (indication IN ('trd', 'mdsi')),
  effective_on INTEGER NOT NULL CHECK (effective_on BETWEEN -25567 AND 47481),
  source TEXT,
  note TEXT,
  dosing TEXT NOT NULL CHECK (dosing IN ('fixed', 'by_weight')),
  weight_rule TEXT CHECK (weight_rule IN ('actual', 'ideal_from_bmi_30', 'adjusted_from_bmi_30')),
  weight_max_age_days INTEGER CHECK (weight_max_age_days BETWEEN 0 AND 1000),
  rounding_ug INTEGER CHECK (rounding_ug BETWEEN 1 AND 100000),
  ceiling_ug INTEGER CHECK (ceiling_ug BETWEEN 1 AND 2000000),
  device_ug INTEGER CHECK (device_ug BETWEEN 1 AND 2000000),
  device_rest_minutes INTEGER CHECK (device_rest_minutes BETWEEN 0 AND 120),
  infusion_minutes INTEGER CHECK (infusion_minutes BETWEEN 1 AND 600),
  min_days_apart INTEGER CHECK (min_days_apart BETWEEN 1 AND 365),
  gap_warn_days INTEGER CHECK (gap_warn_days BETWEEN 1 AND 365),
  gap_review_days INTEGER CHECK (gap_review_days BETWEEN 1 AND 365),
  benefit_required INTEGER CHECK (benefit_required IN (0, 1)),
  booking_minutes INTEGER NOT NULL CHECK (booking_minutes BETWEEN 5 AND 1440),
  observation_minutes INTEGER NOT NULL CHECK (observation_minutes BETWEEN 0 AND 1440),
  stable_minutes INTEGER CHECK (stable_minutes BETWEEN 0 AND 1440),
  discharge_scale TEXT NOT NULL CHECK (discharge_scale IN ('clinical', 'aldrete', 'mpadss')),
  discharge_score INTEGER CHECK (discharge_score BETWEEN 0 AND 20),
  rems INTEGER CHECK (rems IN (0, 1)),
  report_days INTEGER CHECK (report_days BETWEEN 1 AND 60),
  therapy_from_day INTEGER CHECK (therapy_from_day BETWEEN 0 AND 30),
  therapy_to_day INTEGER CHECK (therapy_to_day BETWEEN 0 AND 30),
  UNIQUE (protocol_id, effective_on)
) STRICT;

CREATE TABLE protocol_phase (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  protocol_id INTEGER NOT NULL REFERENCES protocol (id) ON DELETE RESTRICT,
  name TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('induction', 'maintenance', 'reinduction')),
  sessions INTEGER CHECK (sessions BETWEEN 1 AND 1000),
  interval_days INTEGER NOT NULL CHECK (interval_days BETWEEN 1 AND 365),
  interval_days_max INTEGER CHECK (interval_days_max BETWEEN 1 AND 365),
  per_week INTEGER CHECK (per_week BETWEEN 1 AND 7),
  first_dose_ug INTEGER CHECK (first_dose_ug BETWEEN 1 AND 2000000),
  usual_dose_ug INTEGER CHECK (usual_dose_ug BETWEEN 1 AND 2000000),
  label INTEGER CHECK (label IN (0, 1))
) STRICT;
CREATE INDEX protocol_phase_by_protocol ON protocol_phase (protocol_id);

CREATE TABLE protocol_dose (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  protocol_id INTEGER NOT NULL REFERENCES protocol (id) ON DELETE RESTRICT,
  dose_ug INTEGER NOT NULL CHECK (dose_ug BETWEEN 1 AND 2000000),
  devices INTEGER CHECK (devices BETWEEN 1 AND 10),
  label INTEGER CHECK (label IN (0, 1))
) STRICT;
CREATE INDEX protocol_dose_by_protocol ON protocol_dose (protocol_id);

CREATE TABLE protocol_check (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  protocol_id INTEGER NOT NULL REFERENCES protocol (id) ON DELETE RESTRICT,
  item TEXT NOT NULL,
  question TEXT NOT NULL,
  since_minutes INTEGER CHECK (since_minutes BETWEEN 1 AND 10000),
  from_chart INTEGER CHECK (from_chart IN (0, 1)),
  within_days INTEGER CHECK (within_days BETWEEN 0 AND 1000),
  required INTEGER CHECK (required IN (0, 1)),
  female_only INTEGER CHECK (female_only IN (0, 1)),
  label INTEGER CHECK (label IN (0, 1)),
  source TEXT
) STRICT;
CREATE INDEX protocol_check_by_protocol ON protocol_check (protocol_id);

CREATE TABLE protocol_checkpoint (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  protocol_id INTEGER NOT NULL REFERENCES protocol (id) ON DELETE RESTRICT,
  minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1440),
  early_minutes INTEGER CHECK (early_minutes BETWEEN 0 AND 240),
  late_minutes INTEGER CHECK (late_minutes BETWEEN 0 AND 240),
  measures TEXT NOT NULL,
  required INTEGER CHECK (required IN (0, 1)),
  label INTEGER CHECK (label IN (0, 1))
) STRICT;
CREATE INDEX protocol_checkpoint_by_protocol ON protocol_checkpoint (protocol_id);

CREATE TABLE protocol_limit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  protocol_id INTEGER NOT NULL REFERENCES protocol (id) ON DELETE RESTRICT,
  measure TEXT NOT NULL
    CHECK (measure IN ('systolic', 'diastolic', 'pulse', 'spo2', 'respiration', 'moaas',
      'cadss6', 'cadss23')),
  stage TEXT NOT NULL CHECK (stage IN ('before', 'during', 'release')),
  level TEXT NOT NULL CHECK (level IN ('review', 'hold', 'alert', 'escalate')),
  at_least INTEGER CHECK (at_least BETWEEN 0 AND 300),
  at_most INTEGER CHECK (at_most BETWEEN 0 AND 300),
  rise INTEGER CHECK (rise BETWEEN 1 AND 200),
  from_minute INTEGER CHECK (from_minute BETWEEN 0 AND 1440),
  label INTEGER CHECK (label IN (0, 1)),
  advice TEXT,
  source TEXT
) STRICT;
CREATE INDEX protocol_limit_by_protocol ON protocol_limit (protocol_id);

-- The floor board reads a day's sessions by their appointment, and walk-ins by when they came.
CREATE INDEX session_by_time
  ON session (COALESCE (scheduled_at_us, arrived_at_us, started_at_us));
CREATE INDEX visit_by_scheduled ON visit (scheduled_at_us);
-- The list of what was begun and never signed stays short however many sessions there are.
CREATE INDEX session_unsigned ON session (
  CASE WHEN started_at_us < arrived_at_us THEN started_at_us
    ELSE COALESCE (arrived_at_us, started_at_us) END)
  WHERE signed_at_us IS NULL;
-- The monitoring forms, and who was ever treated.
CREATE INDEX session_by_started ON session (started_at_us) WHERE started_at_us IS NOT NULL;
CREATE INDEX session_treated ON session (patient_id) WHERE started_at_us IS NOT NULL;
-- Papers and charges are asked for by the session's id.
CREATE INDEX session_by_session_id ON session (session_id);

-- By which this computer's running sessions know the time, whatever its clock is set to: one row a
-- computer, no chart fact, not audited. boot_us counts from the start of the computer that boot_id
-- names, wall_us is the time it then was.
CREATE TABLE clock_anchor (
  host TEXT PRIMARY KEY,
  boot_id TEXT NOT NULL,
  boot_us INTEGER NOT NULL,
  wall_us INTEGER NOT NULL
) STRICT;

-- A signed session can only be added to: addenda, and that its monitoring form was sent. That
-- nothing is inserted into its other lists is the C layer's to see to, since a chart file brings
-- signed sessions whole.
CREATE TRIGGER session_stands BEFORE UPDATE ON session WHEN OLD.signed_at_us IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;
CREATE TRIGGER session_stays BEFORE DELETE ON session WHEN OLD.signed_at_us IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;

CREATE TRIGGER session_check_stands BEFORE UPDATE ON session_check
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;
CREATE TRIGGER session_check_stays BEFORE DELETE ON session_check
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;

CREATE TRIGGER session_dose_stands BEFORE UPDATE ON session_dose
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;
CREATE TRIGGER session_dose_stays BEFORE DELETE ON session_dose
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;

CREATE TRIGGER infusion_step_stands BEFORE UPDATE ON infusion_step
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;
CREATE TRIGGER infusion_step_stays BEFORE DELETE ON infusion_step
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;

CREATE TRIGGER observation_stands BEFORE UPDATE ON observation
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;
CREATE TRIGGER observation_stays BEFORE DELETE ON observation
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;

CREATE TRIGGER session_event_stands BEFORE UPDATE ON session_event
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;
CREATE TRIGGER session_event_stays BEFORE DELETE ON session_event
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;

CREATE TRIGGER given_medication_stands BEFORE UPDATE ON given_medication
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;
CREATE TRIGGER given_medication_stays BEFORE DELETE ON given_medication
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;

CREATE TRIGGER session_decision_stands BEFORE UPDATE ON session_decision
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;
CREATE TRIGGER session_decision_stays BEFORE DELETE ON session_decision
WHEN (SELECT signed_at_us FROM session WHERE id = OLD.session_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a signed session is kept as it is'); END;

CREATE TRIGGER addendum_stands BEFORE UPDATE ON addendum
BEGIN SELECT RAISE (ABORT, 'an addendum is kept as it was written'); END;
CREATE TRIGGER addendum_stays BEFORE DELETE ON addendum
BEGIN SELECT RAISE (ABORT, 'an addendum is kept as it was written'); END;
