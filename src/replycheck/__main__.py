"""`python -m replycheck`."""

from replycheck.cli.main import run

if __name__ == "__main__":
    run()
