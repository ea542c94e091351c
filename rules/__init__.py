"""The standard as facts and rules, the questions that can be asked of it, and their evaluation."""
