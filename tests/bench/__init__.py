"""What one click in the builder costs, measured over HTTP: `make bench`."""
