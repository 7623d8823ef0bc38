"""What the community keeps: practices, publications, policies and norms, rumours, campaigns; submitted, reviewed, kept current."""
