"""Spelling and grammar engines behind one small interface, and the gate before what they say."""
