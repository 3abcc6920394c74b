"""The application itself: settings, limits, error pages, database, languages."""
