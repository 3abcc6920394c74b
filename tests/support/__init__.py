"""Help for tests: databases, shops, servers, browsers and page checks."""
