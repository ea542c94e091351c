"""The conversation: Rasa's components and channels, the pages, what they keep, and the command line."""
