"""What helps people write records: editor schemas, the reference of fields, scaffolds, formatting, mends.

Everything here is made from the schemas and the labels; nothing is said twice.
"""
