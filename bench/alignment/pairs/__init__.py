"""Headings and short answers, each with its question, to learn which question words belong to."""
