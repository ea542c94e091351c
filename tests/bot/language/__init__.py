"""Tests of the language of messages."""
