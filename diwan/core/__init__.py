"""The floor of the house: registry, slots, gates, wordings, components. Knows no domain word."""
