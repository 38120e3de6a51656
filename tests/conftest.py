"""Every run of the tests has a cache folder of its own, so that none depends on another."""

import os
import tempfile

# Set before any test module is imported, since some load the rules at import.
_FOLDER = tempfile.TemporaryDirectory(prefix="replycheck-tests-")
os.environ["XDG_CACHE_HOME"] = _FOLDER.name
