"""The house's rules, as far as a program can see them. Speaks TAP; each point names its offenders.

    lint.py SOURCE-ROOT [FIELD-LISTER]

FIELD-LISTER is the program print-fields; with it the README's tables of fields are compared."""

import glob
import json
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

ROOT = sys.argv[1]
LISTER = sys.argv[2] if len(sys.argv) > 2 else None

# What a folder of src/ may include: the folders below it, and the libraries it is given.
BELOW = {
    "base": [],
    "clinic": ["base"],
    "store": ["base", "clinic"],
    "paper": ["base", "clinic"],
    "exchange": ["base", "clinic"],
    "app": ["base", "clinic", "store", "paper", "exchange"],
    "command": ["base", "clinic", "store", "paper", "exchange", "app"],
    "desktop": ["base", "clinic", "store", "paper", "exchange", "app"],
    "": ["base", "clinic", "store", "paper", "exchange", "app", "command", "desktop"],
}
LIBRARIES = {
    "sqlite3.h": ["store"],
    "hpdf.h": ["paper"],
    "fontconfig/": ["paper"],
    "jansson.h": ["exchange"],
    "gtk/": ["desktop"],
    "gdk/": ["desktop"],
    "gdk-pixbuf/": ["desktop"],
    "pango/": ["desktop"],
    "cairo": ["desktop"],
    "gio/": ["store", "paper", "exchange", "app", "command", "desktop"],
}
FONTS = ["Liberation Sans:style=Regular", "Liberation Sans:style=Bold"]


def paths(*patterns):
    found = []
    for pattern in patterns:
        found += glob.glob(os.path.join(ROOT, pattern), recursive=True)
    return sorted(os.path.relpath(path, ROOT) for path in found)


def text_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


SOURCES = paths("src/**/*.c", "src/**/*.h")
TESTS = paths("tests/**/*.c", "tests/**/*.h")


def code_of(path):
    """A C file without comments and texts, its lines kept."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda m: "\n" * m.group().count("\n"), text_of(path), flags=re.DOTALL)


def folder_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else ""


def lower_layers_only():
    home = {os.path.basename(path): folder_of(path) for path in SOURCES}
    for path in SOURCES:
        folder = folder_of(path)
        for name in re.findall(r'#\s*include\s*[<"]([^>"]+)', text_of(path)):
            if name in home and home[name] not in [folder] + BELOW[folder]:
                yield f"{path} includes {name} of {home[name]}"
            for library, folders in LIBRARIES.items():
                if name.startswith(library) and folder not in folders:
                    yield f"{path} includes {name}"


def no_goto():
    for path in SOURCES + TESTS:
        if re.search(r"\bgoto\b", code_of(path)):
            yield path


def no_file_over_800_lines():
    for path in SOURCES + TESTS:
        lines = text_of(path).count("\n")
        if lines > 800:
            yield f"{path} has {lines}"


def each_file_says_what_it_is_for():
    for path in SOURCES + TESTS:
        if not re.match(r"/\* .{12}", text_of(path), re.DOTALL):
            yield path


def each_folder_says_what_lives_there():
    for folder in [path for path in paths("src/*", "data") if os.path.isdir(f"{ROOT}/{path}")]:
        if not os.path.exists(f"{ROOT}/{folder}/README.md"):
            yield folder


def nothing_left_over():
    words = "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"])
    for path in paths("src/**/*.*", "tests/**/*.*", "ui/*", "data/*.json", "data/*.md", "README.md"):
        if os.path.isfile(f"{ROOT}/{path}") and not path.endswith((".png", ".pdf", ".pyc")):
            for match in re.finditer(rf"\b({words})\b", text_of(path)):
                yield f"{path}: {match.group()}"


def xml_is_well_formed():
    for path in paths("ui/*.ui", "data/*.xml", "data/*.xml.in", "data/icons/**/*.svg", "src/**/*.xml"):
        try:
            ElementTree.parse(f"{ROOT}/{path}")
        except ElementTree.ParseError as error:
            yield f"{path}: {error}"


def icons_have_names():
    """An icon alone says nothing to a screen reader."""
    for path in paths("ui/*.ui"):
        for node in ElementTree.parse(f"{ROOT}/{path}").iter("object"):
            names = {prop.get("name") for prop in node.findall("property")}
            named = names & {"label", "tooltip-text"} or [
                prop for prop in node.findall("accessibility/property") if prop.get("name") == "label"
            ]
            if node.get("class", "").endswith("Button") and "icon-name" in names and not named:
                yield f"{path}: {node.get('class')} {node.get('id', '')}"


def each_word_can_be_translated():
    """po/POTFILES lists each file with words for the user, and nothing else."""
    wanted = [path for path in SOURCES if path.endswith(".c")
              and re.search(r"(?<![\w*])(_|N_|C_|NC_|Q_|ngettext|g_dngettext) ?\(", code_of(path))]
    wanted += [path for path in paths("ui/*.ui") if "translatable=" in text_of(path)]
    listed = [line for line in text_of("po/POTFILES").splitlines() if line and line[0] != "#"]
    for path in sorted(set(wanted) - set(listed)):
        yield f"missing: {path}"
    for path in sorted(set(listed) - set(wanted)):
        yield f"needless: {path}"


def no_words_are_cut_in_the_template():
    """xgettext can not read the integer formats that are macros: a number is cast to long long."""
    for path in SOURCES:
        for match in re.finditer(r'(?<![\w*])[NC]?_ ?\(\s*"[^;]*?"\s*G_\w+_FORMAT', text_of(path)):
            yield f"{path}: {match.group()[:60]}"


def each_demo_chart_ships():
    for data, resource in (("demo/*.json", "demo"), ("*.json", "reference")):
        listed = re.findall(r"<file[^>]*>([^<]+)</file>", text_of(f"data/{resource}.gresource.xml"))
        for path in paths(f"data/{data}"):
            if path[len("data/"):] not in listed:
                yield path


def each_demo_chart_is_described():
    table = text_of("data/demo/README.md")
    for path in paths("data/demo/*.json"):
        mrn = json.loads(text_of(path))["patient"]["mrn"]
        if not re.search(rf"^\| {mrn} \|.*`{os.path.basename(path)}`", table, re.MULTILINE):
            yield f"{mrn} {path}"


# ---- fonts ----


class Font:
    """The glyphs of a TrueType file: which a character has, and which a composite is made of."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        self.tables = {}
        for i in range(self.number(">H", 4)):
            tag, _, offset, _ = struct.unpack_from(">4sIII", self.data, 12 + 16 * i)
            self.tables[tag.decode()] = offset
        wide = self.number(">h", self.tables["head"] + 50)
        count = self.number(">H", self.tables["maxp"] + 4) + 1
        loca = struct.unpack_from(f">{count}{'I' if wide else 'H'}", self.data, self.tables["loca"])
        self.offsets = [offset if wide else 2 * offset for offset in loca]

    def number(self, form, offset):
        return struct.unpack_from(form, self.data, offset)[0]

    def components(self, glyph):
        at = self.tables["glyf"] + self.offsets[glyph]
        if self.offsets[glyph] == self.offsets[glyph + 1] or self.number(">h", at) >= 0:
            return []
        found, at, more = [], at + 10, True
        while more:
            flags, component = struct.unpack_from(">HH", self.data, at)
            found.append(component)
            at += 8 if flags & 1 else 6
            at += 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
            more = flags & 0x20
        return found

    def characters(self):
        """character -> glyph, from the table for the basic plane (format 4)."""
        cmap = self.tables["cmap"]
        for i in range(self.number(">H", cmap + 2)):
            platform, encoding, offset = struct.unpack_from(">HHI", self.data, cmap + 4 + 8 * i)
            if (platform, encoding) == (3, 1):
                return self.segments(cmap + offset)
        raise ValueError("no character map for the basic plane")

    def segments(self, at):
        n = self.number(">H", at + 6) // 2
        ends = struct.unpack_from(f">{n}H", self.data, at + 14)
        starts = struct.unpack_from(f">{n}H", self.data, at + 16 + 2 * n)
        deltas = struct.unpack_from(f">{n}H", self.data, at + 16 + 4 * n)
        ranges = at + 16 + 6 * n
        glyphs = {}
        for i in range(n):
            skip = self.number(">H", ranges + 2 * i)
            for character in range(starts[i], min(ends[i], 0xFFFE) + 1):
                glyph = character
                if skip:
                    glyph = self.number(">H", ranges + 2 * i + skip + 2 * (character - starts[i]))
                if glyph or not skip:
                    glyphs[character] = (glyph + deltas[i]) & 0xFFFF
        return glyphs


def fonts_are_free_of_nested_composites():
    """libharu 2.3.0 leaves out what a composite glyph's composites are made of."""
    scripts = [(0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x23FF)]
    for name in FONTS:
        path = subprocess.run(["fc-match", "-f", "%{family[0]}\t%{file}", name], text=True,
                              stdout=subprocess.PIPE, check=True).stdout
        family, path = path.split("\t")
        if family != "Liberation Sans":
            yield f"{name} is not installed"
            continue
        font = Font(path)
        for character, glyph in sorted(font.characters().items()):
            if any(font.components(part) for part in font.components(glyph)):
                if any(first <= character <= last for first, last in scripts):
                    yield f"{path}: U+{character:04X} {chr(character)}"


# ---- the README ----


def the_readme_tells_each_field():
    """Key, type and bounds of each row are those of the field tables; the meaning is ours."""
    told = {}
    for line in text_of("README.md").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 4:
            told[cells[0].strip("`")] = cells
    printed = subprocess.run([LISTER], text=True, stdout=subprocess.PIPE, check=True).stdout
    known = [line.split("\t") for line in printed.splitlines()]
    for key, kind, bounds in known:
        if key not in told:
            yield f"missing: | `{key}` | {kind} | {bounds} | |"
        elif told[key][1:3] != [kind, bounds]:
            yield f"should be: | `{key}` | {kind} | {bounds} |"
        elif not told[key][3]:
            yield f"no meaning: {key}"
    for key in sorted(set(told) - {key for key, _, _ in known}):
        yield f"no such field: {key}"


def main():
    checks = [
        lower_layers_only,
        no_goto,
        no_file_over_800_lines,
        each_file_says_what_it_is_for,
        each_folder_says_what_lives_there,
        nothing_left_over,
        xml_is_well_formed,
        icons_have_names,
        each_word_can_be_translated,
        no_words_are_cut_in_the_template,
        each_demo_chart_ships,
        each_demo_chart_is_described,
        fonts_are_free_of_nested_composites,
    ]
    if LISTER:
        checks.append(the_readme_tells_each_field)
    print(f"1..{len(checks)}")
    for i, check in enumerate(checks, 1):
        offenders = list(check())
        print(f"{'not ok' if offenders else 'ok'} {i} {check.__name__.replace('_', ' ')}")
        for offender in offenders:
            print(f"# {offender}")


main()
