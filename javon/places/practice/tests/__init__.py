"""Tests of the training mode."""
