"""Tests and practice for staff: what is asked of whom, how it went, and the reports that trainers read."""
