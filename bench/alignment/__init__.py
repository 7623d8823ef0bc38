"""Contributions whose passages people marked, to measure how well they are told apart."""
