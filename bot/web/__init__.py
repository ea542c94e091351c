"""The pages: the customer's chat at /, the agent's desk at /desk. A channel of Rasa, served by Rasa's own process."""
