"""In class: the class report, cells to talk about, and paper: the print pack, role cards, the check of five minutes."""
