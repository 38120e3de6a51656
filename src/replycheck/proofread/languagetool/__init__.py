"""LanguageTool behind replycheck: a server of our own or a named one, asked about each paragraph.

Nothing in here is imported before a draft is checked with LanguageTool turned on.  `choice` says whether and
where it runs, `keeper` and `server` start and end it, `client` alone knows the library that speaks to it,
`worth` decides which of its doubts are worth saying, `cache` remembers paragraphs, `engine` is all of it as one
engine, `install` downloads it for whoever asks for that.
"""
