"""The licences of everything that the site carries."""
