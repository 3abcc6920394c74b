"""What storefront and admin both show: configurations in URLs, answers, view values."""
