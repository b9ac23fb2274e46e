"""Giving back: a page of feedback for each student, and the grades as the platform takes them."""
