"""The ways into the conversation: how a user's text comes to Rasa, and how replies go back."""
