"""The search: what makes a record found, and the page for readers without JavaScript."""
