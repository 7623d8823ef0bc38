"""`make bench-directory`: looking for members among 100,000, beside plain `icontains`."""
