"""The pages of places, corridors and themes, the map of the world, and following them."""
