"""A clinic is set up and its first patient entered, by the keyboard alone, from the first call to a
prior authorization on the disk. Leaves pictures of each step in the build folder.

    test_first_patient.py PROGRAM PICTURES"""

import os
import subprocess
import sys
import tempfile

from desk import Desk

FIRST_QUESTION = ("Has an aneurysm of the aorta, of a brain artery or of another artery ever been found?"
                  "  not asked")
LAST_ANSWERED = "Is there nobody to take the patient home after a session? No 11/20/2026"


def set_up_clinic(desk):
    desk.wait_for_focus("Set up your clinic…")
    desk.picture("1-welcome")
    desk.key("Return")
    desk.wait_for_focus("Name")
    desk.type("Sampleton Clinic")
    desk.key("Tab")
    desk.fill("NPI", "1234567893")
    desk.fill("Phone", "(555) 555-0100")
    desk.fill("Fax", "(555) 555-0111")
    desk.fill("Name", "Rowan Example")
    desk.fill("Specialty", "Psychiatry")
    desk.key("alt+s")
    desk.wait_for_words("Sampleton Clinic")
    desk.wait_for_focus("Search patients", "Add the first patient…")


def enter_patient(desk):
    desk.key("ctrl+n")
    desk.wait_for_focus("Family name")
    desk.type("Tamarack")
    desk.fill("Given name", "Cirrocumulus")
    desk.fill("Birth date", "03091984")
    desk.fill("Payer", "Cigna")
    desk.fill("Member ID", "DEMO-0001")
    desk.picture("2-new-patient")
    desk.key("alt+a")
    desk.wait_for_words("Where they stand")
    desk.picture("3-summary")


def enter_history(desk):
    desk.key("ctrl+2")
    desk.wait_for_focus("Add diagnosis")
    desk.key("alt+d")
    desk.wait_for_focus("ICD-10 code")
    desk.type("F33.2")
    desk.fill("Noted", "11/12/2026")
    desk.key("alt+e")
    desk.wait_for_focus("Started")
    desk.type("06/01/2025")
    desk.key("Tab")
    for drug, dose, first, last in (("sertraline", "200", "07/01/2025", "10/15/2025"),
                                    ("venlafaxine", "225", "10/20/2025", "02/10/2026")):
        desk.key("alt+t")
        desk.wait_for_focus("Drug")
        desk.type(drug)
        desk.fill("Highest daily dose", dose)
        desk.fill("Started", first)
        desk.fill("Ended", last)
        desk.fill("Adherence", "95")
        desk.fill("Improvement", "10")
        desk.key("Tab")
    desk.wait_for_words("2 adequate trials are counted")
    desk.picture("4-trials")


def enter_scores(desk):
    """One key an item; a positive answer about suicide raises the prompt."""
    desk.tab_to("Enter answers")
    desk.key("Return")
    desk.wait_for_focus("PHQ-9 · Patient Health Questionnaire, 9 items")
    desk.type("333232211")
    desk.wait_for_words("20 of 27")
    desk.wait_for_words("Ask the C-SSRS screener now")
    desk.picture("5-scores")
    desk.tab_to("Keep")
    desk.key("Return")
    desk.wait_for_focus("Enter answers")


def answer_screening(desk):
    """One key an answer, twenty questions."""
    desk.tab_to(FIRST_QUESTION)
    for _ in range(20):
        question = desk.focus_name()
        desk.key("n")
        desk.wait_for("the next question", lambda: desk.focus_name() not in ("", question))
    desk.wait_for_focus(LAST_ANSWERED)
    desk.picture("6-screening")


def choose_first(desk):
    """The first choice of the drop-down that has the focus."""
    desk.key("space")
    desk.key("Home", "Down", "Return")


def enter_rest(desk):
    """Prescriber, PDMP query, enrollment."""
    desk.tab_to("Add medication")
    desk.key("Tab")
    choose_first(desk)
    desk.wait_for_words("The specialty of Rowan Example")
    desk.tab_to("Add check")
    desk.key("Return")
    desk.leave("Add check")
    choose_first(desk)
    desk.tab_to("Add enrollment")
    desk.key("Return")
    desk.leave("Add enrollment")
    choose_first(desk)
    desk.fill("Enrolled on", "11/13/2026")
    desk.key("Tab")


def see_verdict(desk):
    desk.wait_for("the verdict", lambda: "Eligible" in desk.words())
    desk.picture("7-eligible")


def save_packet(desk, path):
    desk.key("ctrl+3")
    desk.wait_for_words("Before it may leave")
    desk.picture("8-prior-authorization")
    desk.tab_to("Save as…", most=90)
    desk.key("Return")
    desk.wait_for_words("Cancel")
    desk.leave("Save as…")
    desk.picture("9-save")
    desk.key("ctrl+a")
    desk.type(path)
    desk.key("Return")
    desk.wait_for("the packet on the disk", lambda: os.path.exists(path))
    text = subprocess.run(["pdftotext", "-layout", path, "-"], text=True, stdout=subprocess.PIPE,
                          check=True).stdout
    for words in ("Cirrocumulus", "F33.2", "sertraline", "venlafaxine", "Rowan Example"):
        assert words in text, f"{words} is not in the packet"
    desk.picture("10-saved")


def database_is_whole(program, folder):
    """What was entered is in the clinic's file, and its audit chain holds."""
    database = f"{folder}/data/dendra/clinic.db"
    subprocess.run([program, "check", "--database", database], check=True, stdout=subprocess.DEVNULL)
    judged = subprocess.run([program, "eligibility", "1001", "--policy", "cigna-trd", "--json",
                             "--on", "2026-11-20", "--database", database],
                            text=True, stdout=subprocess.PIPE, check=True).stdout
    assert '"verdict": "eligible"' in judged, judged


def nothing_was_complained_of(desk):
    complaints = desk.complaints()
    assert not complaints, complaints


def main():
    program, pictures = sys.argv[1:3]
    os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dendra-e2e-") as folder:
        desk = Desk(program, folder, pictures, "--on", "2026-11-20")
        steps = [
            ("a clinic is set up", lambda: set_up_clinic(desk)),
            ("a patient is entered", lambda: enter_patient(desk)),
            ("diagnosis, episode and trials are entered", lambda: enter_history(desk)),
            ("a scale is scored", lambda: enter_scores(desk)),
            ("the screening is answered", lambda: answer_screening(desk)),
            ("prescriber, check and enrollment are entered", lambda: enter_rest(desk)),
            ("the verdict is eligible", lambda: see_verdict(desk)),
            ("the packet is on the disk", lambda: save_packet(desk, f"{folder}/packet.pdf")),
            ("no library complained", lambda: nothing_was_complained_of(desk)),
            ("the database holds it all", lambda: database_is_whole(program, folder)),
        ]
        print(f"1..{len(steps)}", flush=True)
        try:
            for i, (what, do) in enumerate(steps, 1):
                do()
                print(f"ok {i} {what}", flush=True)
        except (AssertionError, subprocess.CalledProcessError) as error:
            print(f"not ok {i} {what}\n# {error}", flush=True)
            return 1
        finally:
            desk.close()
    return 0


sys.exit(main())
