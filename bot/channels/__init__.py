"""The doors of the conversation: how a user's text comes to Rasa, and how replies go back."""
