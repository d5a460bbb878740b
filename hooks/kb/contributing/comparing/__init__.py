"""What a change does to the knowledge base, told in words: two states of the records compared, for whoever reviews it."""
