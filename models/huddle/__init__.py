"""Agenda, steps, lines, and action items and their life."""
