"""Rasa components that tell what a message asks and what about, and what they are made of."""
