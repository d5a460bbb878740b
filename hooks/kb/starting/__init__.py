"""Another knowledge base with the same generator: its folders, its words, its colours.

There is one source for each part. The generator, the theme, fonts, icons and the general views are copied as they are;
words of the interface come from the labels of this knowledge base, as far as the new one needs them; `files/` holds what a new
one has of its own, put over the copy: an example collection, a home page, neutral words in the place of ours.
"""
