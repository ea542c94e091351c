"""The language of messages: from a text to what may be asked with it. Knows nothing of Rasa."""
