"""`python -m replycheck`."""

from replycheck.cli.app import run

if __name__ == "__main__":
    run()
