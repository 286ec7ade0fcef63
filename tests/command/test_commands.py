"""The subcommands as a script meets them: arguments in; standard output, standard error, exit
status and files out.

    test_commands.py DENDRA [TEST...]"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest

DENDRA = sys.argv.pop(1)
DONE, NEGATIVE, INPUT, MACHINE = 0, 1, 2, 3
ON = "2026-11-21"


def chart(mrn="T-1", family="Nguyễn", **more):
    """A chart with something in most lists; MORE replaces or adds keys."""
    return {
        "format": "dendra-chart",
        "version": 1,
        "patient": {
            "mrn": mrn, "family_name": family, "given_name": "Thi Anna",
            "preferred_name": "Anna", "birth_date": "1985-03-04", "sex": "female",
            "phone": "(512) 555-0142",
            "address": {"street": "1 Elm St", "city": "Austin", "state": "TX", "zip": "78701"},
            "height_cm": 162.5,
        },
        "allergies": [{"substance": "Penicillin", "severity": "mild"}],
        "medications": [
            {"drug": "sertraline", "daily_dose_mg": 150, "started_on": "2026-03-01"}],
        "coverages": [{"rank": 1, "payer": "Cigna", "member_id": "W1234", "relationship": "self"}],
        "diagnoses": [{"code": "F33.2", "rank": 1, "noted_on": "2025-01-10"}],
        "episodes": [{"started_on": "2025-01-10"}],
        "trials": [
            {"drug": "Zoloft", "started_on": "2025-02-01", "ended_on": "2025-06-01",
             "max_daily_dose_mg": 150, "doses": [
                 {"from": "2025-02-01", "to": "2025-02-14", "daily_mg": 25},
                 {"from": "2025-02-15", "to": "2025-06-01", "daily_mg": 150}],
             "adherence_percent": 90, "improvement_percent": 12.5,
             "stop_reason": "inadequate_response", "source": "pharmacy_record"},
            {"drug": "trazodone", "weeks": 8, "max_daily_dose_mg": 50}],
        "screenings": [{"item": "mania", "answer": "no", "noted_on": "2026-11-01"}],
        "assessments": [
            {"scale": "PHQ-9", "taken_at": "2026-11-20T09:05:00-05:00",
             "items": [3, 3, 2, 2, 2, 2, 2, 1, 0], "total": 17}],
        "vitals": [{"taken_at": "2026-11-20T09:05:00-05:00", "systolic": 128, "diastolic": 82}],
        "prescriber": {"name": "M. Ortiz", "npi": "1234567893", "specialty": "psychiatry",
                       "rems_certified": True},
        "checks": [{"kind": "pdmp", "done_on": "2026-11-01"}],
        "courses": [{"id": "C-1", "modality": "esketamine", "indication": "trd"}],
        "sessions": [{"id": "S-1", "course": "C-1", "number": 1, "phase": "induction"}],
        **more,
    }


class CommandCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="dendra-command-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.database = self.path("clinic.db")
        self.env = {key: value for key, value in os.environ.items()
                    if key not in ("DISPLAY", "WAYLAND_DISPLAY", "DENDRA_DATABASE")}
        self.env.update(HOME=self.folder, XDG_DATA_HOME=self.path("share"),
                        DENDRA_BUSY_TIMEOUT_MS="100")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        if isinstance(content, dict):
            content = json.dumps(content)
        if isinstance(content, str):
            content = content.encode()
        with open(self.path(name), "wb") as file:
            file.write(content)
        return self.path(name)

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    def dendra(self, *arguments, status=DONE, database=True, env=None, **more):
        """Runs the program; its standard output as text, standard error in self.told."""
        command = [DENDRA, *arguments]
        if database:
            command[1:1] = ["--database", self.database]
        more.setdefault("stdout", subprocess.PIPE)
        ran = subprocess.run(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                             env={**self.env, **(env or {})}, timeout=120, check=False, **more)
        self.told = ran.stderr.decode()
        self.assertEqual(ran.returncode, status, f"{arguments}: {self.told}")
        if status == DONE:
            self.assertEqual(self.told, "")
        for line in self.told.splitlines():
            self.assertRegex(line, "^(dendra|/.*): .")
        return (ran.stdout or b"").decode()

    def fill(self, *charts):
        for i, content in enumerate(charts or [chart()]):
            self.dendra("import", self.write(f"fill{i}.json", content))

    def content(self, path=None):
        """Everything the database holds, as SQL."""
        connection = sqlite3.connect(path or self.database)
        try:
            return "\n".join(connection.iterdump())
        finally:
            connection.close()


class CommandLine(CommandCase):
    def test_help_names_every_subcommand(self):
        text = self.dendra("--help", database=False)
        for name in ("demo", "import", "export", "patients", "eligibility", "policies", "paper",
                     "check", "backup", "restore"):
            self.assertIn(f"  {name} ", text)
            self.assertIn(f"usage: dendra {name}", self.dendra(name, "-h", database=False))
        self.assertIn("Exit status", text)

    def test_version(self):
        self.assertRegex(self.dendra("--version", database=False), r"^Dendra \d+\.\d+\.\d+\n$")

    def test_wrong_requests(self):
        for arguments, words in (
                (["frobnicate"], "there are demo, import"),
                (["charges", "S-1"], "there is no such subcommand"),
                (["patients", "--frobnicate"], "no such option"),
                (["patients", "-x"], "no such option"),
                (["patients", "--json=yes"], "no such option"),
                (["patients", "--policy", "all"], "has no such option"),
                (["patients", "--demo"], "has no such option"),
                (["--json"], "belongs to a subcommand"),
                (["patients", "--on", "11/21/2026"], "must be a date like 2026-11-21"),
                (["patients", "--on", "2026-02-30"], "must be a date like 2026-11-21"),
                (["patients", "--on"], "must be followed by DATE"),
                (["patients", "--user="], "must be followed by NAME"),
                (["import"], "usage: dendra import"),
                (["export"], "usage: dendra export"),
                (["export", "A", "B"], "usage: dendra export"),
                (["export", "A", "--all", "-o", "x"], "usage: dendra export"),
                (["export", "--all"], "must come with -o"),
                (["eligibility"], "usage: dendra eligibility"),
                (["policies", "x"], "usage: dendra policies"),
                (["paper", "prior-auth"], "usage: dendra paper"),
                (["paper", "prior-auth", "T-1"], "must come with -o"),
                (["paper", "cms1500", "T-1", "-o", "x.pdf"], "there are prior-auth, session-record"),
                (["paper", "day-sheet", "tomorrow", "-o", "x.pdf"], "must be a day such as"),
                (["paper", "day-sheet", "today", "--policy", "x", "-o", "x.pdf"], "for prior-auth alone"),
                (["demo"], "usage: dendra demo"),
                (["demo", "x.db", "--patients", "many"], "must be a whole number"),
                (["demo", "x.db", "--patients", "0"], "must be a whole number"),
                (["backup"], "usage: dendra backup"),
                (["restore"], "usage: dendra restore"),
                (["check", "x"], "usage: dendra check"),
                (["patients", b"\xff"], "must be UTF-8"),
        ):
            with self.subTest(arguments=arguments):
                self.dendra(*arguments, status=INPUT)
                self.assertIn(words, self.told)
                self.assertEqual(len(self.told.splitlines()), 1)
        self.assertFalse(os.path.exists(self.database))

    def test_options_stand_anywhere(self):
        self.fill()
        expected = self.dendra("patients", "nguyen", "--json")
        self.assertIn("T-1", expected)
        for arguments in (
                ["--json", "--database", self.database, "patients", "nguyen"],
                ["--json", f"--database={self.database}", "patients", "nguyen"],
                ["patients", "--json", "nguyen", "--database", self.database],
                ["patients", f"--database={self.database}", "--json", "--", "nguyen"],
                ["patients", "--on=2026-11-21", "--user=Ann Lee", "--database", self.database,
                 "nguyen", "--json"],
        ):
            self.assertEqual(self.dendra(*arguments, database=False), expected)
        self.assertEqual(self.dendra("patients", "nguyen", "--json", database=False,
                                     env={"DENDRA_DATABASE": self.database}), expected)
        self.assertEqual(self.dendra("patients", "--json", "--", "--json"), "[]\n")

    def test_the_option_outdoes_the_environment(self):
        self.fill()
        self.assertIn("T-1", self.dendra("patients", env={"DENDRA_DATABASE": self.path("no.db")}))

    def test_the_default_place(self):
        self.dendra("import", self.write("a.json", chart()), database=False)
        self.assertTrue(os.path.exists(self.path("share/dendra/clinic.db")))
        self.assertIn("T-1", self.dendra("patients", database=False))


class Charts(CommandCase):
    def test_import_says_who_came(self):
        out = self.dendra("import", self.write("a.json", chart("A-1", "Lee")),
                          self.write("b.json", chart("A-2", "Łukasz")))
        self.assertEqual(out, "imported A-1 Lee, Thi Anna\nimported A-2 Łukasz, Thi Anna\n")

    def test_words_survive_any_locale(self):
        self.fill(chart(family="Nguyễn"))
        for locale in ("C", "POSIX", "C.UTF-8", "en_US.ISO-8859-1"):
            self.assertIn("Nguyễn, Thi Anna", self.dendra("patients", env={"LC_ALL": locale}))

    def test_export_gives_what_import_took(self):
        given = chart()
        self.fill(given)
        got = json.loads(self.dendra("export", "T-1"))
        self.assertEqual(got, given)

    def test_import_of_export_and_export_again_gives_the_same_bytes(self):
        self.fill(chart("A-1"), chart("A-2", "Ω"))
        self.dendra("export", "--all", "-o", self.path("out"))
        files = sorted(os.listdir(self.path("out")))
        self.assertEqual(files, ["A-1.json", "A-2.json"])
        first = [self.read(self.path(f"out/{name}")) for name in files]

        self.database = self.path("other.db")
        self.dendra("import", *[self.path(f"out/{name}") for name in files])
        self.dendra("export", "--all", "-o", self.path("again"))
        self.assertEqual(first, [self.read(self.path(f"again/{name}")) for name in files])
        self.assertEqual(self.dendra("export", "A-1").encode(), first[0])
        self.dendra("export", "A-1", "-o", self.path("one.json"))
        self.assertEqual(self.read(self.path("one.json")), first[0])
        self.assertTrue(first[0].startswith(b'{\n  "format": "dendra-chart",\n'))
        self.assertTrue(first[0].endswith(b"}\n"))

    def test_an_mrn_never_leaves_the_folder(self):
        self.fill(chart("../up/a b"))
        self.dendra("export", "--all", "-o", self.path("out"))
        names = os.listdir(self.path("out"))
        self.assertEqual(len(names), 1)
        self.assertNotIn("/", names[0])
        self.assertEqual(json.loads(self.read(self.path(f"out/{names[0]}")))["patient"]["mrn"],
                         "../up/a b")

    def test_an_unknown_mrn(self):
        self.fill()
        for arguments in (["export", "X-9"], ["eligibility", "X-9"],
                          ["paper", "prior-auth", "X-9", "-o", self.path("x.pdf")]):
            self.dendra(*arguments, status=INPUT)
            self.assertIn("X-9", self.told)
        self.assertFalse(os.path.exists(self.path("x.pdf")))

    def test_a_taken_mrn_is_refused(self):
        self.fill()
        before = self.content()
        path = self.write("again.json", chart(family="Other"))
        self.dendra("import", path, status=INPUT)
        self.assertTrue(self.told.startswith(f"{path}: patient.mrn: "), self.told)
        self.assertEqual(self.content(), before)

    def test_refused_files_leave_nothing(self):
        self.fill()
        before = self.content()
        whole = json.dumps(chart("B-1"))
        cases = {
            "empty": ("", ""),
            "text": ("hello", "line 1"),
            "array": ("[]", ""),
            "truncated": (whole[:-2], "line 1"),
            "bom": ("\ufeff" + whole, ""),
            "latin": (whole.encode().replace(b"Elm", b"\xe9lm"), "line 1"),
            "duplicate": (whole.replace('"version"', '"format": "dendra-chart", "version"'),
                          "line 1"),
            "deep": ('{"a":' * 100000, "line 1"),
            "large": (" " * (100 * 1000 * 1000), ""),
            "format": (chart("B-1", format="other"), "format"),
            "version": (chart("B-1", version=2), "version"),
            "unknown": (chart("B-1", tirals=[]), "tirals"),
            "patient": (chart("B-1", patient=None), "patient"),
            "date": (chart("B-1", trials=[{"drug": "x"}, {"drug": "x"},
                                          {"drug": "x", "started_on": "2026-02-30"}]),
                     "trials[2].started_on"),
            "order": (chart("B-1", episodes=[{"started_on": "2026-01-02",
                                              "ended_on": "2026-01-01"}]),
                      "episodes[0].ended_on"),
            "total": (chart("B-1", assessments=[
                {"scale": "PHQ-9", "taken_at": "2026-11-20T09:05:00Z",
                 "items": [1] * 9, "total": 8}]), "assessments[0].total"),
            "charges": (chart("B-1", charges=[{"code": "x"}]), "charges"),
        }
        for name, (content, place) in cases.items():
            with self.subTest(name):
                path = self.write(f"{name}.json", content)
                self.dendra("import", path, status=INPUT)
                for line in self.told.splitlines():
                    self.assertTrue(line.startswith(f"{path}: {place}"), line[:200])
                self.assertEqual(self.content(), before)

    def test_thousands_of_broken_files(self):
        """One chart cut off at every byte, and with each of its values made wrong in turn."""
        self.fill()
        before = self.content()
        whole = json.dumps(chart("B-1")).encode()
        broken = [whole[:at] for at in range(len(whole))]

        def spoil(node):
            for key in node if isinstance(node, dict) else range(len(node)):
                right = node[key]
                for wrong in ("\x01", -1000, 1e300, True, [[]], {"x": 1}, ""):
                    if type(wrong) is not type(right) or wrong in ("", -1000):
                        node[key] = wrong
                        broken.append(json.dumps(whole_chart).encode())
                node[key] = right
                if isinstance(right, (dict, list)):
                    spoil(right)

        whole_chart = chart("B-1")
        spoil(whole_chart)
        os.mkdir(self.path("broken"))
        paths = [self.write(f"broken/{i}", content) for i, content in enumerate(broken)]
        self.assertGreater(len(paths), 2000)
        self.assertEqual(self.dendra("import", *paths, status=INPUT), "")
        told = {line.split(": ")[0] for line in self.told.splitlines()}
        self.assertEqual(told, set(paths))
        self.assertEqual(self.content(), before)

    def test_files_that_are_none(self):
        self.fill()
        for path in (self.path("missing.json"), self.folder, "/dev/zero", "/dev/null"):
            self.dendra("import", path, status=INPUT)
            self.assertTrue(self.told.startswith(f"{path}: "), self.told)

    def test_the_others_are_still_taken(self):
        good = [self.write(f"{n}.json", chart(f"G-{n}")) for n in (1, 2)]
        bad = self.write("bad.json", chart("B-1", version=7))
        out = self.dendra("import", good[0], bad, good[1], status=INPUT)
        self.assertEqual(out.count("imported"), 2)
        self.assertEqual(len(self.told.splitlines()), 1)
        self.assertIn("G-2", self.dendra("patients"))
        self.assertNotIn("B-1", self.dendra("patients"))

    def test_every_problem_is_a_line(self):
        path = self.write("bad.json", chart("B-1", trials=[{"drug": 5}, {"weeks": -1}], more=1))
        self.dendra("import", path, status=INPUT)
        self.assertEqual([line.split(": ")[1] for line in self.told.splitlines()],
                         ["trials[0].drug", "more", "trials[1].drug", "trials[1].weeks"])

    def test_who_imported_is_in_the_audit(self):
        self.dendra("--user", "Ann Łee", "import", self.write("a.json", chart()))
        self.assertIn("Ann Łee", self.content())


class Answers(CommandCase):
    def test_patients(self):
        self.fill(chart("A-1", "Lee", patient={**chart("A-1", "Lee")["patient"],
                                               "birth_date": "1990-12-24"}), chart("A-2"))
        rows = json.loads(self.dendra("patients", "--json"))
        self.assertEqual(rows[0], {
            "mrn": "A-1", "name": "Lee, Thi Anna", "preferred_name": "Anna",
            "birth_date": "1990-12-24", "phone": "(512) 555-0142", "payer": "Cigna",
            "member_id": "W1234"})
        self.assertEqual(list(rows[0]), ["mrn", "name", "preferred_name", "birth_date", "phone",
                                         "payer", "member_id"])
        for text, found in (("lee", ["A-1"]), ("NGUYEN thi", ["A-2"]), ("anna nguyen", ["A-2"]),
                            ("A-2", ["A-2"]), ("W1234", ["A-1", "A-2"]), ("1990-12-24", ["A-1"]),
                            ("nobody", [])):
            with self.subTest(text):
                rows = json.loads(self.dendra("patients", *text.split(), "--json"))
                self.assertEqual([row["mrn"] for row in rows], found)
        self.assertEqual(self.dendra("patients", "nobody"), "")
        self.assertRegex(self.dendra("patients", "lee"),
                         r"^A-1  Lee, Thi Anna  1990-12-24  \(512\) 555-0142  Cigna  W1234\n$")

    def test_policies(self):
        self.fill()
        text = self.dendra("policies", "--json")
        policies = json.loads(text)
        self.assertEqual(len(policies), 13)
        for policy in policies:
            self.assertEqual(list(policy), ["id", "payer", "title", "version", "date", "source",
                                            "confidence", "indication", "edited", "confirmed"])
            self.assertIsNone(policy["confirmed"])
        self.assertEqual(text, json.dumps(policies, indent=2, ensure_ascii=False) + "\n")
        self.assertEqual(len(self.dendra("policies").splitlines()), 13)

    def test_eligibility(self):
        self.fill()
        text = self.dendra("eligibility", "T-1", "--policy", "label-trd", "--on", ON, "--json")
        verdict = json.loads(text)
        self.assertEqual(list(verdict), ["mrn", "policy", "on", "verdict", "counted_trials",
                                         "counted_classes", "trials", "findings"])
        self.assertEqual((verdict["mrn"], verdict["policy"], verdict["on"]),
                         ("T-1", "label-trd", ON))
        self.assertIn(verdict["verdict"], ("eligible", "review", "incomplete", "not_eligible"))
        self.assertEqual([list(trial) for trial in verdict["trials"]],
                         [["drug", "class", "counts", "reasons", "days_at_dose"]] * 2)
        self.assertEqual(verdict["trials"][0]["counts"], True)
        self.assertEqual(verdict["trials"][0]["days_at_dose"], 107)
        for finding in verdict["findings"]:
            self.assertEqual(list(finding),
                             ["rule", "outcome", "found", "needed", "reason", "missing"])
        again = self.dendra("eligibility", "T-1", "--policy=label-trd", f"--on={ON}", "--json",
                            env={"TZ": "Pacific/Auckland", "LC_ALL": "C"})
        self.assertEqual(again, text)

    def test_eligibility_under_every_policy(self):
        self.fill()
        verdicts = json.loads(self.dendra("eligibility", "T-1", "--policy", "all", "--on", ON,
                                          "--json"))
        ids = [policy["id"] for policy in json.loads(self.dendra("policies", "--json"))]
        self.assertEqual([verdict["policy"] for verdict in verdicts], ids)
        table = self.dendra("eligibility", "T-1", "--policy", "all", "--on", ON)
        self.assertEqual(len(table.splitlines()), 1 + len(ids))

    def test_eligibility_in_words(self):
        self.fill()
        text = self.dendra("eligibility", "T-1", "--on", ON)
        self.assertIn("T-1  Nguyễn, Thi Anna", text)
        self.assertIn("Cigna", text)
        self.assertIn(f"Verdict on {ON}: ", text)
        self.assertRegex(text, r"trazodone +\d+ days at dose +does not count: ")

    def test_a_policy_that_is_none(self):
        self.fill()
        for arguments in (["eligibility", "T-1"],
                          ["paper", "prior-auth", "T-1", "-o", self.path("x.pdf")]):
            self.dendra(*arguments, "--policy", "nonsense", status=INPUT)
            self.assertIn("nonsense: must be the id", self.told)

    def test_paper(self):
        self.fill()
        out = self.dendra("paper", "prior-auth", "T-1", "--on", ON, "-o", self.path("a.pdf"))
        self.assertRegex(out, r"^.*a\.pdf: \d+ pages?")
        self.assertIn("still missing:\n  ", out)
        self.dendra("paper", "prior-auth", "T-1", "--on", ON, "-o", self.path("b.pdf"),
                    env={"TZ": "Asia/Tokyo", "LC_ALL": "C"})
        pdf = self.read(self.path("a.pdf"))
        self.assertTrue(pdf.startswith(b"%PDF-"))
        self.assertEqual(pdf, self.read(self.path("b.pdf")))
        self.assertEqual(sorted(name for name in os.listdir(self.folder) if ".pdf" in name),
                         ["a.pdf", "b.pdf"])


class Database(CommandCase):
    def test_papers_of_a_session(self):
        def treated(mrn, modality="esketamine"):
            return chart(mrn, courses=[{"id": "C1", "modality": modality, "protocol": "esketamine-trd"}],
                         sessions=[{"id": "S1", "course": "C1", "status": "completed",
                                    "scheduled_at": "2026-11-20T09:00:00-06:00",
                                    "started_at": "2026-11-20T09:05:00-06:00",
                                    "ended_at": "2026-11-20T11:10:00-06:00",
                                    "doses": [{"given_at": "2026-11-20T09:05:00-06:00",
                                               "outcome": "given", "given_mg": 28}]}])

        self.fill(treated("T-1"))
        for kind in ("session-record", "rems-monitoring"):
            out = self.dendra("paper", kind, "S1", "-o", self.path("a.pdf"))
            self.assertIn("a draft", out)
            self.dendra("paper", kind, "T-1/S1", "-o", self.path("b.pdf"),
                        env={"TZ": "Pacific/Kiritimati"})
            self.assertEqual(self.read(self.path("a.pdf")), self.read(self.path("b.pdf")))
            self.dendra("paper", kind, "S2", "-o", self.path("c.pdf"), status=INPUT)
            self.assertIn("no patient of this clinic has a session", self.told)
        self.fill(treated("T-2"))
        self.dendra("paper", "session-record", "S1", "-o", self.path("c.pdf"), status=INPUT)
        self.assertIn("write it as MRN/ID, such as T-1/S1", self.told)
        self.dendra("paper", "session-record", "T-2/S1", "-o", self.path("c.pdf"))
        self.assertIn("1 page", self.dendra("paper", "day-sheet", "2026-11-20", "-o",
                                            self.path("d.pdf")))

    def test_check_finds_it_sound(self):
        self.fill()
        self.assertRegex(self.dendra("check"), r": sound; [1-9]\d* audit entr.*[0-9a-f]{64}\n$")

    def test_check_finds_a_tampered_audit(self):
        self.fill(chart("A-1"), chart("A-2"))
        connection = sqlite3.connect(self.database)
        for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE audit SET user_name = 'someone else' WHERE rowid = "
                           "(SELECT min(rowid) FROM audit)")
        connection.commit()
        connection.close()
        self.dendra("check", status=NEGATIVE)

    def test_check_finds_a_damaged_file(self):
        self.fill(*[chart(f"A-{n}") for n in range(5)])
        connection = sqlite3.connect(self.database)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        whole = self.read(self.database)
        for at in (4096, 8 * 4096, len(whole) // 2):
            with open(self.database, "wb") as file:
                file.write(whole[:at] + b"\xa5" * 2000 + whole[at + 2000:])
            self.dendra("check", status=NEGATIVE)

    def test_a_database_that_is_none(self):
        text = self.write("text.db", "hello")
        other = self.path("other.db")
        connection = sqlite3.connect(other)
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
        connection.close()
        before = self.read(other)
        for self.database in (text, other, self.folder):
            for arguments in (["patients"], ["check"], ["export", "T-1"], ["policies"],
                              ["import", self.write("a.json", chart())]):
                with self.subTest(database=self.database, arguments=arguments):
                    if arguments == ["check"] and self.database == other:
                        continue
                    self.dendra(*arguments, status=MACHINE)
                    self.assertIn(self.database, self.told)
        self.assertEqual(self.read(text), b"hello")
        self.assertEqual(self.read(other), before)

    def test_a_database_that_is_not_there(self):
        for arguments in (["patients"], ["policies"], ["check"], ["export", "T-1"],
                          ["eligibility", "T-1"], ["backup", self.path("b.db")]):
            self.dendra(*arguments, status=INPUT)
            self.assertIn(self.database, self.told)
            self.assertIn("--database", self.told)
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_newer_database(self):
        self.fill()
        connection = sqlite3.connect(self.database)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
        for arguments in (["patients"], ["check"], ["import", self.write("b.json", chart("B-1"))]):
            self.dendra(*arguments, status=MACHINE)
            self.assertIn("newer", self.told)

    def test_a_locked_database(self):
        self.fill()
        connection = sqlite3.connect(self.database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        self.dendra("import", self.write("b.json", chart("B-1")), status=MACHINE)
        self.assertIn("locked", self.told)
        self.assertIn("T-1", self.dendra("patients"))
        connection.close()
        self.assertNotIn("B-1", self.dendra("patients"))

    @unittest.skipIf(os.geteuid() == 0, "root may read and write everything")
    def test_permissions(self):
        self.fill()
        os.chmod(self.database, 0)
        self.dendra("patients", status=MACHINE)
        os.chmod(self.database, 0o400)
        self.dendra("import", self.write("b.json", chart("B-1")), status=MACHINE)
        self.assertIn("T-1", self.dendra("patients"))

    def test_backup_and_restore(self):
        self.fill()
        self.dendra("backup", self.path("b.db"))
        kept = self.content(self.path("b.db"))
        self.assertEqual(kept, self.content())
        self.dendra("backup", self.path("b.db"), status=INPUT)

        self.fill(chart("A-2"))
        changed = self.content()
        out = self.dendra("restore", self.path("b.db"))
        self.assertEqual(self.content(), kept)
        aside = [name for name in os.listdir(self.folder) if ".before-restore-" in name]
        self.assertEqual(len(aside), 1)
        self.assertIn(aside[0], out)
        self.assertEqual(self.content(self.path(aside[0])), changed)
        self.dendra("check")

        self.database = self.path("fresh.db")
        self.dendra("restore", self.path("b.db"))
        self.assertEqual(self.content(), kept)

    def test_restore_in_the_place_of_a_damaged_file(self):
        self.fill()
        self.dendra("backup", self.path("b.db"))
        kept = self.content()
        self.write("clinic.db", "damaged")
        self.dendra("restore", self.path("b.db"))
        self.assertEqual(self.content(), kept)
        aside, = [name for name in os.listdir(self.folder) if ".before-restore-" in name]
        self.assertEqual(self.read(self.path(aside)), b"damaged")

    def test_restore_takes_no_unsound_file(self):
        self.fill()
        before = self.content()
        for source in (self.path("missing.db"), self.write("text.db", "hello"),
                       self.write("empty.db", "")):
            self.dendra("restore", source, status=INPUT)
            self.assertIn(source, self.told)
        self.assertEqual(self.content(), before)
        self.assertFalse([name for name in os.listdir(self.folder) if "restor" in name])

    def test_restore_waits_for_nobody(self):
        self.fill()
        self.dendra("backup", self.path("b.db"))
        connection = sqlite3.connect(self.database, isolation_level=None)
        connection.execute("SELECT count(*) FROM patient").fetchall()
        self.dendra("restore", self.path("b.db"), status=MACHINE)
        self.assertIn("open in another program", self.told)
        connection.close()
        self.dendra("restore", self.path("b.db"))

    def test_demo(self):
        for name in ("one.db", "two.db"):
            self.dendra("demo", self.path(name), database=False)
        self.dendra("demo", self.path("one.db"), status=INPUT, database=False)
        self.database = self.path("one.db")
        one = self.dendra("patients")
        self.assertGreaterEqual(len(one.splitlines()), 30)
        self.dendra("check")
        self.dendra("export", "--all", "-o", self.path("one"))
        self.database = self.path("two.db")
        self.assertEqual(self.dendra("patients"), one)
        self.dendra("export", "--all", "-o", self.path("two"))
        for name in os.listdir(self.path("one")):
            self.assertEqual(self.read(self.path(f"one/{name}")),
                             self.read(self.path(f"two/{name}")))

    def test_a_made_clinic(self):
        self.dendra("demo", "--patients", "50", self.database, database=False)
        self.assertEqual(len(self.dendra("patients").splitlines()), 50)


class Output(CommandCase):
    def test_a_full_disk(self):
        self.fill()
        with open("/dev/full", "wb") as full:
            for arguments in (["patients"], ["export", "T-1"], ["policies", "--json"], ["check"],
                              ["eligibility", "T-1"], ["--help"], ["--version"]):
                self.dendra(*arguments, status=MACHINE, stdout=full)
                self.assertIn("No space left", self.told)
        for arguments in (["export", "T-1"], ["paper", "prior-auth", "T-1"]):
            self.dendra(*arguments, "-o", "/dev/full", status=MACHINE)
            self.assertIn("No space left", self.told)
        self.assertFalse(os.path.isfile("/dev/full"))

    def test_the_database_is_never_the_output(self):
        self.fill()
        before = self.read(self.database)
        os.symlink(self.database, self.path("link"))
        for output in (self.database, self.path("link")):
            self.dendra("export", "T-1", "-o", output, status=INPUT)
            self.dendra("paper", "prior-auth", "T-1", "-o", output, status=INPUT)
        self.assertEqual(self.read(self.database), before)

    def test_a_reader_that_went_away(self):
        self.fill()
        reading, writing = os.pipe()
        os.close(reading)
        self.dendra("patients", status=MACHINE, stdout=writing)
        self.assertEqual(self.told, "")
        os.close(writing)

    def test_a_closed_output(self):
        self.fill()
        before = self.content()
        self.dendra("patients", status=MACHINE, stdout=None, preexec_fn=lambda: os.close(1))
        self.assertIn("standard output", self.told)
        self.dendra("export", "T-1", "-o", self.path("a.json"), stdout=None,
                    preexec_fn=lambda: os.close(1))
        self.assertEqual(json.loads(self.read(self.path("a.json"))), chart())
        self.assertEqual(self.content(), before)

    def test_places_that_can_not_be_written(self):
        self.fill()
        for path, status in ((self.path("no/such/folder/a.json"), INPUT), (self.folder, INPUT),
                             ("/sys/a.json", MACHINE)):
            with self.subTest(path):
                self.dendra("export", "T-1", "-o", path, status=status)
        self.dendra("export", "--all", "-o", self.write("file", "x"), status=INPUT)
        self.assertEqual(self.read(self.path("file")), b"x")


class Tap(unittest.TestResult):
    """Tells each test in the Test Anything Protocol, as it ends."""

    def tell(self, test, error=None, remark=""):
        self.told = getattr(self, "told", 0) + 1
        print(f"{'not ok' if error else 'ok'} {self.told} - {test.id()}{remark}", flush=True)
        if error:
            for line in self._exc_info_to_string(error, test).splitlines():
                print(f"# {line}", flush=True)

    def addSuccess(self, test):
        self.tell(test)

    def addSkip(self, test, reason):
        self.tell(test, remark=f" # SKIP {reason}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.tell(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            self.tell(subtest, err)


if __name__ == "__main__":
    loader = unittest.defaultTestLoader
    module = sys.modules["__main__"]
    suite = (loader.loadTestsFromNames(sys.argv[1:], module) if sys.argv[1:]
             else loader.loadTestsFromModule(module))
    result = Tap()
    suite.run(result)
    print(f"1..{result.told}")
    sys.exit(0 if result.wasSuccessful() else 1)
