"""Every run of the tests has a cache folder of its own, so that none depends on another, and can be
interrupted: tests that are started in the background would hand down to what they start that it is deaf to Ctrl-C.
"""

import os
import signal
import tempfile

from hypothesis import settings

# How long an example takes says something of the machine and nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

signal.signal(signal.SIGINT, signal.default_int_handler)

# Set before any test module is imported, since some load the rules at import.
_FOLDER = tempfile.TemporaryDirectory(prefix="replycheck-tests-")
os.environ["XDG_CACHE_HOME"] = _FOLDER.name
