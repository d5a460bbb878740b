"""The form for records, and what stands on its page without it."""
