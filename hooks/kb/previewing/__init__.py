"""What `kb serve` shows: the site as it would be, page by page, while people write."""
