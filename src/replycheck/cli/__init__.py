"""The command line.  One module a command; nothing else reads arguments, prints or exits."""
