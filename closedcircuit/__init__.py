"""Keeps a company's CCTV honest: one inventory, checked, and what it yields."""
