"""The question language: what can be asked of the standard, as a value that is checked, compared, stored and said in Chinese."""
