"""Accounts, profiles, organisations, roles, and each person's rights over their data."""
