"""What people type, turned into clean values and a sentence for each mistake."""
