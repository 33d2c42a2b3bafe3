"""What people and other programs read: one document or a situation, on a terminal, as a page, in other formats."""
