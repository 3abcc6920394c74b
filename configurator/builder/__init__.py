"""What storefront and admin both show: reading and writing configurations in URLs, answers, view values."""
