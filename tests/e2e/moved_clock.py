"""The clocks of a program under test, which the test moves: hours of a session pass in a moment, or
somebody sets the computer's clock. See tests/lib/moved-clock.c, which is loaded before the program."""

import mmap
import os
import struct

US_PER_MINUTE = 60 * 1_000_000
OFFSETS = struct.Struct("=qq")


class MovedClock:
    """FOLDER holds the file by which the clocks are moved; LIBRARY is the built moved-clock.c."""

    def __init__(self, folder, library):
        self.path = os.path.join(folder, "moved-clock")
        self.library = library
        self.wall_us = 0
        self.boot_us = 0
        with open(self.path, "wb") as file:
            file.write(OFFSETS.pack(0, 0))
        with open(self.path, "r+b") as file:
            self.offsets = mmap.mmap(file.fileno(), OFFSETS.size)

    def environment(self):
        """What the program is started with: place.start(..., **clock.environment())."""
        # A sanitizer in the program wants to be loaded first, and does well without.
        sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0:verify_asan_link_order=0"
        return {"LD_PRELOAD": self.library, "DEN_MOVED_CLOCK": self.path,
                "ASAN_OPTIONS": sanitizer}

    def forward(self, minutes=0, seconds=0):
        """Time goes by."""
        us = round(minutes * US_PER_MINUTE + seconds * 1_000_000)
        self.wall_us += us
        self.boot_us += us
        self.write()

    def set_wall(self, hours):
        """Somebody sets the computer's clock so much ahead; back, where negative."""
        self.wall_us += round(hours * 60 * US_PER_MINUTE)
        self.write()

    def write(self):
        self.offsets[:] = OFFSETS.pack(self.wall_us, self.boot_us)
