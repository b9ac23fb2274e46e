"""The engine of all explorers: Python writes a page and answers changes; one script shows it. It knows no lesson."""
