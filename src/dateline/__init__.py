"""Dateline turns news dispatches into an auditable situation record."""
