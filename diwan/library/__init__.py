"""What the community keeps: practices, publications, norms, rumours, campaigns.

Members submit, two reviewers look, and each item says until when it is current.
"""
